"""Comparing a handed-in table or text with the one expected, as a person would who opens both."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pixnb.answers.rules import default, numbers

CellKey = tuple[str, str]

_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T]00:00(?::00)?)?")
_USUAL_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?")
_MONEY_OR_SHARE = re.compile(r"(?P<body>.*\d)\s*(?P<mark>[€$£%])")
_KEEPS_ZEROS = re.compile(r"[+0]\d[\d ]*")
_TRUE, _FALSE = ("true", "vrai"), ("false", "faux")


def same_table(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether a table holds what is expected.

    A number may be a text (``12,5`` in a CSV file), spaces around a text do not count, nor do capitals in the
    names of columns; a date may be written day first or month first. A text that begins with a zero, a
    telephone number for instance, must keep it.

    Parameters
    ----------
    expected
        ``columns`` (None when the table has no header), ``rows`` and ``order``: ``any`` when the order of the
        rows does not matter.
    answer
        ``columns`` and ``rows``, as read.
    """
    rows = answer["rows"]
    if expected["columns"] is None:
        rows = [answer["columns"], *rows]
    elif [_name(cell) for cell in expected["columns"]] != [_name(cell) for cell in answer["columns"]]:
        return False
    wanted = [tuple(map(_wanted, row)) for row in expected["rows"]]
    # What a column is expected to hold says how its cells are to be read: 1,234 or 02/03/2026 can mean two things.
    known = [set(column) for column in zip(*wanted, strict=True)]
    fitted = [_fitted(row, len(known)) for row in rows]
    if any(len(row) > len(known) for row in fitted):
        return False
    given = [tuple(map(_given, row, known)) for row in fitted]
    return Counter(wanted) == Counter(given) if expected["order"] == "any" else wanted == given


def same_text(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Whether a text contains all that it should and nothing it should not.

    Capitals, the number of spaces, and the sort of apostrophes, quotes and dashes do not count; a figure is
    only found whole (``12`` is not in ``2012``). A table is looked at as lines of its cells.
    """
    text = _folded(answer["text"] if "text" in answer else _lines(answer["table"]))
    return all(_found(each, text) for each in expected["contains"]) and not any(
        _found(each, text) for each in expected["lacks"]
    )


def _folded(text: str) -> str:
    return default.plain(text).casefold()


def _found(wanted: str, text: str) -> bool:
    folded = _folded(wanted)
    before = r"(?<!\d)(?<!\d[.,])" if folded[:1].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if folded[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(folded)}{after}", text) is not None


def _lines(table: Mapping[str, Any]) -> str:
    rows = [table["columns"], *table["rows"]]
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows)


def _name(cell: Any) -> str:
    return _folded("" if cell is None else str(cell))


def _fitted(row: Sequence[Any], width: int) -> list[Any]:
    """The row ``width`` wide when only blanks are missing at its end or too many there; as it is otherwise."""
    kept = [*row, *([None] * (width - len(row)))]
    return kept[:width] if not any(cell is not None for cell in kept[width:]) else kept


def _wanted(cell: Any) -> CellKey:
    """The key of an expected cell: the first way it can be read, unless its zeros matter."""
    if isinstance(cell, str) and _KEEPS_ZEROS.fullmatch(cell.strip()):
        return ("text", default.plain(cell))
    return _readings(cell)[0]


def _given(cell: Any, known: Collection[CellKey]) -> CellKey:
    """The key of a given cell: the way of reading it that its column expects, else the first."""
    readings = _readings(cell)
    return next((key for key in readings if key in known), readings[0])


def _readings(cell: Any) -> list[CellKey]:
    """Every way to read a cell, the likeliest first."""
    if isinstance(cell, bool):
        return [("truth", str(cell)), ("number", str(int(cell)))]
    if isinstance(cell, int | float):
        return _amount(cell)
    text = default.plain(cell or "")
    if not any(char.isdigit() for char in text):
        return [*_truths(text), ("text", text)]
    amounts = [key for each in _numbers(text) for key in _amount(each)]
    return [*_dates(text), *_times(text), *amounts, ("text", text)]


def _number(value: float) -> CellKey:
    """Ten significant figures: more than any table shows, fewer than rounding errors reach."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return ("number", str(int(value)))
    return ("number", f"{value:.10g}")


def _amount(value: float) -> list[CellKey]:
    """A number; 1 and 0 may also say true and false."""
    return [_number(value), *([("truth", str(bool(value)))] if value in (0, 1) else [])]


def _truths(text: str) -> list[CellKey]:
    folded = text.casefold()
    return [("truth", str(folded in _TRUE))] if folded in _TRUE + _FALSE else []


def _dates(text: str) -> list[CellKey]:
    iso = _ISO_DATE.fullmatch(text)
    if iso:
        return [("date", "-".join(iso.groups()))]
    usual = _USUAL_DATE.fullmatch(text)
    if not usual:
        return []
    one, other, year = usual.groups()
    full = year if len(year) == 4 else f"20{year}"
    pairs = [(other, one), (one, other)]
    return [("date", f"{full}-{int(month):02}-{int(day):02}") for month, day in pairs if 0 < int(month) <= 12]


def _times(text: str) -> list[CellKey]:
    time = _TIME.fullmatch(text)
    return [("time", f"{int(time[1])}:{time[2]}:{time[3] or '00'}")] if time else []


def _numbers(text: str) -> list[int | float]:
    marked = _MONEY_OR_SHARE.fullmatch(text)
    if not marked:
        return list(numbers.readings(text))
    share = 100 if marked["mark"] == "%" else 1
    return [reading / share for reading in numbers.readings(marked["body"])]
