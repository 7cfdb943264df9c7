"""A workbook as plain data, read from an author's block, before it becomes .xlsx or .ods."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeAlias

from pixnb.bank.makers._base import FIXED_DATE, MAX_ROWS, Block, is_number
from pixnb.bank.makers._formats import GENERAL, WORDS, Format, read_format
from pixnb.bank.makers._values import said
from pixnb.core.text import Lang

Value: TypeAlias = str | bool | int | float | datetime.date | datetime.time | None

MAX_COLUMNS: Final = 200
MAX_CELL: Final = 32_767
"""Characters in one cell (Excel's limit)."""
CELL_FIELDS: Final = ("value", "formula", "format", "bold")
SHEET_FIELDS: Final = ("name", "columns", "rows", "widths", "formats", "freeze")
_MOST_DECIMALS: Final = 6


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Parameters
    ----------
    value
        What it holds; for a formula, its computed value if the author gives it.
    formula
        English function names, commas, no leading ``=``; empty when the cell is a plain value.
    format
        How it is shown.
    bold
        Whether it is bold.
    """

    value: Value
    formula: str = ""
    format: Format = GENERAL
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows of cells, the header among them, and the width of each column in characters."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    frozen: bool


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook with what its properties say."""

    sheets: tuple[Sheet, ...]
    lang: Lang
    title: str
    author: str
    date: datetime.datetime


def read_book(block: Block) -> Book:
    """The workbook that an author's block describes.

    Raises
    ------
    BankError
        When a sheet, a row or a cell cannot be used; the message says which.
    """
    sheets = tuple(_read_sheet(inner) for inner in block.blocks("sheets", SHEET_FIELDS, most=50, some=True))
    names = [sheet.name.casefold() for sheet in sheets]
    if len(set(names)) < len(names):
        raise block.refuse("sheets", "two sheets have the same name")
    if sum(len(sheet.rows) for sheet in sheets) > MAX_ROWS + len(sheets):
        raise block.refuse("sheets", f"at most {MAX_ROWS:,} rows in all")
    date = block.moment("date", FIXED_DATE).replace(microsecond=0, tzinfo=None)
    return Book(sheets, block.lang, block.line("title", ""), block.line("author", ""), date)


def _read_sheet(block: Block) -> Sheet:
    name = block.line("name", "Feuille 1" if block.lang == "fr" else "Sheet 1")
    if not 1 <= len(name) <= 31 or re.search(r"[\\/*?:\[\]]", name) or name.strip("'") != name:
        raise block.refuse("name", f"{name!r}: a sheet's name has 1 to 31 characters, none of \\ / * ? : [ ]")
    columns = block.texts("columns", (), MAX_COLUMNS)
    rows = block.rows()
    formats = _column_formats(block, rows)
    cells = [tuple(Cell(title, bold=True) for title in columns)] if columns else []
    for i, row in enumerate(rows):
        if len(row) > MAX_COLUMNS:
            raise block.refuse(f"rows[{i}]", f"at most {MAX_COLUMNS} columns")
        cells.append(tuple(_read_cell(block, i, j, raw, formats) for j, raw in enumerate(row)))
    frozen = block.flag("freeze", bool(columns)) and bool(columns)
    return Sheet(name, tuple(cells), _widths(block, cells), frozen)


def _read_cell(block: Block, i: int, j: int, raw: Any, formats: Mapping[int, Format]) -> Cell:
    where = f"rows[{i}][{j}]"
    if not isinstance(raw, Mapping):
        value = _plain(block, where, raw)
        return Cell(value, "", formats.get(j, GENERAL) if _fits(value, formats.get(j)) else _own_format(value))
    cell = Block(block.maker, block.name, block.lang, raw, f"{block.path}{where}.", block.depth)
    cell.known(CELL_FIELDS)
    value = _plain(cell, "value", raw.get("value"))
    formula = cell.line("formula", "").removeprefix("=").strip()
    if "formula" in raw and not formula:
        raise cell.refuse("formula", "is empty; write for instance SUM(B2:B9)")
    if "format" in raw:
        fmt = _format(cell, "format", raw["format"])
    else:
        suits = _fits(value, formats.get(j)) or (formula and value is None)
        fmt = formats.get(j, GENERAL) if suits else _own_format(value)
    return Cell(value, formula, fmt, cell.flag("bold", False))


def _plain(block: Block, where: str, raw: Any) -> Value:
    """``raw`` when a cell can hold it."""
    if isinstance(raw, str):
        if len(raw) > MAX_CELL:
            raise block.refuse(where, f"a cell holds at most {MAX_CELL:,} characters")
        return block.clean(where, raw)
    if isinstance(raw, datetime.datetime) and raw.tzinfo is not None:
        raise block.refuse(where, "a spreadsheet holds no time zone; give the local time")
    if raw is None or isinstance(raw, bool | datetime.date | datetime.time) or is_number(raw):
        return raw  # type: ignore[no-any-return]
    raise block.refuse(where, f"a cell holds a text, a number, true or false, a date or a map, not {raw!r:.40}")


def _column_formats(block: Block, rows: Sequence[Sequence[Any]]) -> dict[int, Format]:
    """The format of each column: the author's, or as many decimals as its most precise number."""
    given = block.items("formats", (), MAX_COLUMNS)
    formats = {j: _format(block, f"formats[{j}]", text) for j, text in enumerate(given) if text is not None}
    most: dict[int, int] = {}
    for row in rows:
        for j, raw in enumerate(row):
            value = raw.get("value") if isinstance(raw, Mapping) and "format" not in raw else raw
            if isinstance(value, float) and is_number(value):
                most[j] = max(most.get(j, 0), _decimals(value))
    for j, decimals in most.items():
        formats.setdefault(j, Format("number", decimals) if decimals <= _MOST_DECIMALS else GENERAL)
    return formats


def _decimals(value: float) -> int:
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def _format(block: Block, field: str, text: Any) -> Format:
    found = read_format(text) if isinstance(text, str) else None
    if found is None:
        words = ", ".join(WORDS)
        raise block.refuse(field, f"{text!r:.40} is no format; write 0.00, #,##0, 0.0%, 0.00 €, or one of {words}")
    return found


def _fits(value: Value, fmt: Format | None) -> bool:
    """Whether a column's format suits a value of its own: a title among numbers stays text."""
    if fmt is None or fmt.kind in {"number", "percent"}:
        return fmt is not None and is_number(value)
    if fmt.kind in {"date", "long date", "datetime"}:
        return isinstance(value, datetime.date)
    return isinstance(value, datetime.time) if fmt.kind == "time" else True


def _own_format(value: Value) -> Format:
    if isinstance(value, datetime.datetime):
        return Format("datetime")
    if isinstance(value, datetime.date):
        return Format("date")
    return Format("time") if isinstance(value, datetime.time) else GENERAL


def _widths(block: Block, rows: Sequence[Sequence[Cell]]) -> tuple[float, ...]:
    """The author's widths, else wide enough for the longest value, from 8 to 60 characters."""
    longest: dict[int, float] = {}
    for row in rows:
        for j, cell in enumerate(row):
            longest[j] = max(longest.get(j, 0), _length(cell, block.lang))
    for j, width in enumerate(block.items("widths", (), MAX_COLUMNS)):
        if width is not None:
            if not is_number(width) or not 1 <= width <= 250:
                raise block.refuse(f"widths[{j}]", "expected a number of characters from 1 to 250")
            longest[j] = float(width)
    return tuple(longest.get(j, 8.0) for j in range(max(longest, default=-1) + 1))


def _length(cell: Cell, lang: Lang) -> float:
    text = said(cell.value, lang)
    widest = max(map(len, text.split("\n")), default=0)
    extra = len(cell.format.unit) + (cell.format.decimals + 2 if cell.format.decimals else 0)
    extra += 10 if cell.format.kind == "long date" else 0
    return float(min(60, max(8, round(widest * (1.1 if cell.bold else 1.0)) + extra + 2)))
