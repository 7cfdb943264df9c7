"""The bundled font (Atkinson Hyperlegible Next, OFL 1.1), so that text looks the same on every machine."""

from __future__ import annotations

from pathlib import Path
from typing import Final

FACES: Final = {"": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"}
_FOLDER = Path(__file__).with_name("fonts")


def font_path(style: str = "") -> Path:
    """The TrueType file of a face.

    Parameters
    ----------
    style
        ``""``, ``"B"``, ``"I"`` or ``"BI"``.
    """
    return _FOLDER / f"AtkinsonHyperlegibleNext-{FACES[style]}.ttf"
