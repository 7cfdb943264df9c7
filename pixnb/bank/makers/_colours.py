"""Colours: those that charts give out in turn, and those that have a name in French and English."""

from __future__ import annotations

import re
from typing import Final

INK: Final = "#10233f"
MUTED: Final = "#4d5b74"
LINE: Final = "#d7dce5"
SERIES: Final = ("#1f5599", "#ef660d", "#43094c", "#5696c4", "#932400", "#17693c", "#c9a227", "#7b8494")
"""In turn; the first five stay apart for the usual kinds of colour blindness, and slices carry their names anyway."""
NAMED: Final = {
    "red": "#d62828",
    "rouge": "#d62828",
    "blue": "#1d4ed8",
    "bleu": "#1d4ed8",
    "green": "#1b8a3a",
    "vert": "#1b8a3a",
    "yellow": "#f4c20d",
    "jaune": "#f4c20d",
    "orange": "#f07d12",
    "purple": "#7b2cbf",
    "violet": "#7b2cbf",
    "pink": "#f48fb1",
    "rose": "#f48fb1",
    "brown": "#7a4a21",
    "marron": "#7a4a21",
    "black": "#161616",
    "noir": "#161616",
    "grey": "#8a8f98",
    "gris": "#8a8f98",
    "white": "#ffffff",
    "blanc": "#ffffff",
    "turquoise": "#17a2a2",
}
_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def read_colour(text: str) -> str | None:
    """The colour as ``#rrggbb`` for a name in French or English or a hexadecimal code; ``None`` if it is neither."""
    return text.lower() if _HEX.fullmatch(text) else NAMED.get(text.lower())
