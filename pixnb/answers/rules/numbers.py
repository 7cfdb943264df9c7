"""Reading and writing numbers as people do in French and in English."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

Number = int | float

LIMIT = 200
"""Longest text looked at, in characters; whole numbers stay far below the largest float."""

_SPACE = r"[\s\u200b]"
_GROUPS = re.compile(r"\d{1,3}(?:( )\d{3}(?: \d{3})*|(')\d{3}(?:'\d{3})*)(?=[.,]|$)")
# Nothing to find out, and by far the most frequent in tables.
_PLAINEST = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_PLAIN = re.compile(r"(?P<whole>\d*)(?:(?P<mark>[.,])(?P<part>\d*))?")
_MARKED = re.compile(r"(?P<whole>\d{1,3}(?:(?P<mark>[.,])\d{3})(?:(?P=mark)\d{3})*)(?P<rest>[.,]\d+)?")
_EXPONENT = re.compile(r"(?:e|\s?[x×*]\s?10\^)(?P<power>[+-]?\d{1,3})$", re.IGNORECASE)

_SPELLINGS: tuple[tuple[str, ...], ...] = (
    ("€", "euro", "euros", "eur"),
    ("$", "dollar", "dollars", "usd"),
    ("£", "livre", "livres", "pound", "pounds", "gbp"),
    ("%", "pour cent", "pourcent", "percent", "per cent"),
    ("°c", "°", "degré", "degrés", "degre", "degres", "degree", "degrees", "degrés celsius", "degrees celsius", "c"),
    ("o", "b", "octet", "octets", "byte", "bytes"),
    ("ko", "kb", "kilooctet", "kilooctets", "kilobyte", "kilobytes"),
    ("mo", "mb", "mégaoctet", "mégaoctets", "megaoctet", "megaoctets", "megabyte", "megabytes"),
    ("go", "gb", "gigaoctet", "gigaoctets", "gigabyte", "gigabytes"),
    ("to", "tb", "téraoctet", "téraoctets", "teraoctet", "teraoctets", "terabyte", "terabytes"),
    ("s", "sec", "seconde", "secondes", "second", "seconds"),
    ("min", "mn", "minute", "minutes"),
    ("h", "heure", "heures", "hour", "hours"),
    ("j", "d", "jour", "jours", "day", "days"),
    ("px", "pixel", "pixels"),
    ("m", "mètre", "mètres", "metre", "metres", "meter", "meters"),
    ("cm", "centimètre", "centimètres", "centimetre", "centimetres", "centimeters"),
    ("km", "kilomètre", "kilomètres", "kilometre", "kilometres", "kilometers"),
    ("g", "gramme", "grammes", "gram", "grams"),
    ("kg", "kilo", "kilos", "kilogramme", "kilogrammes", "kilogram", "kilograms"),
    ("l", "litre", "litres", "liter", "liters"),
)
_BEFORE = "€$£"


def readings(text: str, unit: str = "") -> tuple[Number, ...]:
    """The numbers a text can mean, the likeliest first.

    Point or comma before the decimals; thousands apart by a space of any sort, an apostrophe, or the mark
    that is not the decimal one; the unit asked for may follow (or precede, for money). One comma with
    three digits after it (``1,234``) is a decimal in French and a thousands mark in English: both readings
    are given, the French one first, and an answer is right when either is. A single point is always decimal.

    Parameters
    ----------
    text
        What was typed.
    unit
        The unit asked for; another one makes the text unreadable.

    Returns
    -------
    tuple of int or float
        One number, two for the case above, none when the text cannot be read as a number. Whole numbers
        written without decimals are exact.
    """
    if _PLAINEST.fullmatch(text):
        return (float(text) if "." in text else int(text),)
    if len(text) > LIMIT:
        return ()
    body = _without_unit(_tidy(text), unit)
    sign = -1 if body.startswith("-") else 1
    body = body[1:].lstrip() if body[:1] in ("-", "+") else body
    power = _EXPONENT.search(body)
    values = _unsigned(body[: power.start()].rstrip() if power else body)
    if power:
        values = tuple(_scaled(value, int(power["power"])) for value in values[:1])
    return tuple(sign * value for value in values if math.isfinite(value))


def near(reading: Number, value: Number, tolerance: Number) -> bool:
    """Whether ``reading`` is within ``tolerance`` of ``value``.

    Whole numbers are compared exactly; otherwise the width of a few rounding errors (1e-9 of the larger
    number) is added, so that 0.3 is 0.1 + 0.2 and a value just at the limit is inside it.
    """
    if isinstance(reading, int) and isinstance(value, int):
        return abs(reading - value) <= tolerance
    noise = 1e-9 * max(abs(reading), abs(value), tolerance) if reading or value else 0.0
    return abs(reading - value) <= tolerance + max(noise, 1e-12)


def spellings(value: Number) -> tuple[str, ...]:
    """The usual ways to write a number in French and in English, for finding it in a text."""
    plain = repr(value) if isinstance(value, int) or "e" in repr(value) else repr(value).removesuffix(".0")
    whole, _, part = plain.partition(".")
    marks = (" ", "\u00a0", "\u202f", "\u2009", ",", "'", "’")
    wholes = dict.fromkeys((whole, *(_grouped(whole, mark) for mark in marks)))
    if not part:
        return tuple(wholes)
    decimals = [f"{each}{mark}{part}" for each in wholes for mark in ".," if mark not in each]
    return tuple(dict.fromkeys(decimals))


def _grouped(whole: str, mark: str) -> str:
    figures = whole.removeprefix("-")
    if not figures.isdigit():
        return whole
    return whole.removesuffix(figures) + f"{int(figures):,}".replace(",", mark)


def _tidy(text: str) -> str:
    """One sort of space, apostrophe and minus; m² as m2."""
    spaced = re.sub(f"{_SPACE}+", " ", text).strip()
    raised = re.sub("(?<=[^\\W\\d])[²³]", lambda match: "2" if match.group() == "²" else "3", spaced)
    return raised.translate(str.maketrans("’‘ʼ´′−–‑", "'''''---"))


def _spellings_of(unit: str) -> Sequence[str]:
    folded = _tidy(unit).casefold()
    known = next((group for group in _SPELLINGS if folded in group), ())
    return sorted({folded, *known} - {""}, key=len, reverse=True)


def _without_unit(text: str, unit: str) -> str:
    folded = text.casefold()
    if len(folded) != len(text):
        # Some letter folds into two, so no known unit ends the text and places would not agree.
        return text
    for spelling in _spellings_of(unit):
        if folded.endswith(spelling):
            return text[: -len(spelling)].rstrip()
        if spelling in _BEFORE and folded.lstrip("+-").startswith(spelling):
            return text.replace(spelling, "", 1).strip()
    return text


def _unsigned(body: str) -> tuple[Number, ...]:
    grouped = _GROUPS.match(body)
    if grouped:
        head = grouped.group().replace(grouped.group(1) or grouped.group(2), "")
        return _simple(head + body[grouped.end() :])
    marked = _MARKED.fullmatch(body)
    if marked:
        return _with_marks(body, marked)
    return _simple(body)


def _simple(body: str) -> tuple[Number, ...]:
    """Digits with at most one decimal mark."""
    match = _PLAIN.fullmatch(body)
    if not match or not (match["whole"] or match["part"]) or not body.isascii():
        return ()
    if match["part"]:
        return (float(f"{match['whole'] or '0'}.{match['part']}"),)
    return (int(match["whole"]),)


def _with_marks(body: str, match: re.Match[str]) -> tuple[Number, ...]:
    """Digits in groups of three with a comma or a point between them."""
    if not body.isascii():
        return ()
    mark, rest = match["mark"], match["rest"] or ""
    if rest.startswith(mark):
        return ()
    whole = match["whole"].replace(mark, "")
    if rest:
        return (float(f"{whole}.{rest[1:]}"),)
    if match["whole"].count(mark) > 1:
        return (int(whole),)
    decimal = float(match["whole"].replace(mark, "."))
    return (decimal,) if mark == "." or body.startswith("0") else (decimal, int(whole))


def _scaled(value: Number, power: int) -> float:
    return float(f"{value!r}e{power}") if isinstance(value, int) or "e" not in repr(value) else value * 10.0**power
