"""How a value is written in a language: decimal comma, thousands, dates."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from pixnb.core.text import Lang

NNBSP = "\u202f"


def number_text(value: float, comma: bool, decimals: int | None = None, thousands: str = "") -> str:
    """A number as text, without exponent.

    Parameters
    ----------
    value
        A finite number.
    comma
        Whether the decimal sign is a comma.
    decimals
        Decimals to show; as many as the number has when ``None``.
    thousands
        What stands between groups of three figures.
    """
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    spec = ",f" if decimals is None else f",.{decimals}f"
    text = format(exact, spec)
    return text.translate({ord(","): thousands, ord("."): "," if comma else "."})


def label(value: float, lang: Lang) -> str:
    """A number as a chart or a sentence shows it: grouped, no needless zeros."""
    shown = int(value) if float(value).is_integer() else value
    return number_text(shown, lang == "fr", thousands=NNBSP if lang == "fr" else ",")


def said(value: Any, lang: Lang, comma: bool | None = None, *, iso: bool = False) -> str:
    """A plain value as text in a language; empty for ``None``.

    Parameters
    ----------
    value
        Text, number, boolean, date, date and time, time of day or ``None``.
    lang
        Language.
    comma
        Whether the decimal sign is a comma; by language when ``None``.
    iso
        Whether dates are written 2026-03-04 instead of 04/03/2026.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return {"fr": ("FAUX", "VRAI"), "en": ("FALSE", "TRUE")}[lang][value]
    if isinstance(value, int | float):
        return number_text(value, lang == "fr" if comma is None else comma)
    if isinstance(value, datetime.datetime):
        return f"{said(value.date(), lang, iso=iso)} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return value.isoformat() if iso else f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    return str(value)
