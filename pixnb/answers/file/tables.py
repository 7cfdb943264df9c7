"""Reading the first table of a CSV file or a workbook, as JSON: texts, numbers, true, false and blanks."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from pixnb.answers.file import archives
from pixnb.answers.file.texts import decoded
from pixnb.answers.problems import refused

Cell = str | int | float | bool | None
Row = list[Cell]

MOST_CELLS = 20_000
LONGEST_CELL = 5_000
"""Longest text in a cell, in characters."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What neither XML nor UTF-8 can hold."""

_SCANNED = 1_100_000
"""Cells and rows looked at, blank ones included, before a workbook is given up: a sheet has 1,048,576 rows."""

_XML = (b"<", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SEPARATORS = (";", "\t", ",", "|")


def table(rows: Iterable[Sequence[Cell]]) -> dict[str, Any]:
    """The table in a grid of cells: blank margins cut off, all rows of one width.

    Parameters
    ----------
    rows
        Cells by row, possibly of different lengths.

    Returns
    -------
    dict
        ``columns``, the first row that is not blank, and ``rows``, those below.

    Raises
    ------
    InvalidAnswer
        ``empty`` when every cell is blank, ``too_large`` beyond `MOST_CELLS`.
    """
    kept = _without_margin(_bounded(rows))
    if not kept:
        raise refused("empty")
    first = min(next(place for place, value in enumerate(row) if value is not None) for row in kept if row)
    width = max(map(len, kept)) - first
    if width * len(kept) > MOST_CELLS:
        raise refused("too_large")
    grid = [(row[first:] + [None] * width)[:width] for row in kept]
    return {"columns": grid[0], "rows": grid[1:]}


def read_csv(content: bytes) -> dict[str, Any]:
    """The table of a CSV file, with its encoding and its separator found out."""
    text = decoded(content).lstrip("\ufeff")
    text, given = _separator_line(text)
    separator = given or _sniffed(text)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return table([cell(value) for value in row] for row in rows)


def read_xlsx(content: bytes) -> dict[str, Any]:
    """The table of the sheet on top of an Excel workbook, or of the first sheet that is not blank."""
    archive = archives.opened(content)
    if "xl/workbook.xml" not in archive.namelist():
        raise refused("wrong_format")
    for name in archive.namelist():
        part = archive.read(name)
        if part.lstrip().startswith(_XML):
            _no_entities(part)
    return table(next((grid for grid in _sheets(content) if grid), []))


def read_ods(content: bytes) -> dict[str, Any]:
    """The table of the first sheet of an OpenDocument spreadsheet that is not blank."""
    archive = archives.opened(content)
    if "content.xml" not in archive.namelist():
        raise refused("wrong_format")
    tree = _no_entities(archive.read("content.xml"))
    grids = [_ods_grid(sheet) for sheet in tree.iter(f"{{{_TABLE}}}table")]
    return table(next((grid for grid in grids if grid), []))


def cell(value: Any) -> Cell:
    """A value of a cell as JSON: blank as None, dates and times in ISO 8601."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return None if not math.isfinite(value) else int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "seconds")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    return _text(str(value))


def _text(value: str) -> str | None:
    if len(value) > LONGEST_CELL:
        raise refused("too_large")
    return _UNWRITABLE.sub("", value).strip() or None


def _bounded(rows: Iterable[Sequence[Cell]]) -> Iterator[Row]:
    """Rows without the blanks at their end, given up when there are too many."""
    cells = scanned = 0
    for row in rows:
        kept = list(row)
        while kept and kept[-1] is None:
            kept.pop()
        cells += len(kept)
        scanned += len(row) + 1
        if cells > MOST_CELLS or scanned > _SCANNED:
            raise refused("too_large")
        yield kept


def _without_margin(rows: Iterable[Row]) -> list[Row]:
    """Rows without the blank ones above and below. Blank rows in between count once there is something below."""
    kept: list[Row] = []
    blank = 0
    for row in rows:
        if not row:
            blank += bool(kept)
            continue
        if blank + len(kept) > MOST_CELLS:
            raise refused("too_large")
        kept.extend([] for _ in range(blank))
        kept.append(row)
        blank = 0
    return kept


def _separator_line(text: str) -> tuple[str, str]:
    """The text without the line ``sep=;`` that spreadsheets may write first, and the separator it names."""
    head, _, rest = text.partition("\n")
    named = head.strip().removeprefix("sep=")
    return (rest, named) if head.startswith("sep=") and len(named) == 1 else (text, "")


def _sniffed(text: str) -> str:
    """The separator that cuts most rows into as many cells as the first row has, if more than one."""
    sample = text[:20_000].rsplit("\n", 1)[0] if len(text) > 20_000 else text

    def fit(separator: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator) if row]
        except csv.Error:
            return 0.0, 0
        if not widths or widths[0] < 2:
            return 0.0, 0
        return sum(width == widths[0] for width in widths) / len(widths), widths[0]

    best = max(_SEPARATORS, key=fit)
    return best if fit(best)[0] >= 0.5 else ";"


def _no_entities(content: bytes) -> Element:
    """The XML document; one that declares a type or entities is refused: no spreadsheet needs them."""
    from defusedxml.ElementTree import fromstring

    tree: Element = fromstring(content, forbid_dtd=True)
    return tree


def _sheets(content: bytes) -> list[list[Row]]:
    """The grids of an Excel workbook, the active sheet first."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = sorted(book.worksheets, key=lambda sheet: sheet is not book.active)
    grids = []
    for sheet in sheets:
        # What the file says about its own size is not believed: it would be padded with blanks.
        sheet.reset_dimensions()
        rows = ([cell(value) for value in row] for row in sheet.iter_rows(values_only=True))
        grids.append(_without_margin(_bounded(rows)))
        if grids[-1]:
            break
    return grids


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def _ods_grid(sheet: Element) -> list[Row]:
    rows = (row for element in sheet.iter(f"{{{_TABLE}}}table-row") for row in _ods_rows(element))
    return _without_margin(_bounded(rows))


def _ods_rows(element: Element) -> Iterator[Row]:
    """A row as often as it is repeated; a blank one at most as often as a table can be long."""
    row: Row = []
    for child in element:
        if child.tag in (f"{{{_TABLE}}}table-cell", f"{{{_TABLE}}}covered-table-cell"):
            value = _ods_value(child)
            row.extend([value] * min(_repeated(child, "columns"), MOST_CELLS + 1))
            if len(row) > 2 * MOST_CELLS:
                break
    while row and row[-1] is None:
        row.pop()
    for _ in range(min(_repeated(element, "rows"), MOST_CELLS + 1)):
        yield row


def _repeated(element: Element, what: str) -> int:
    count = element.get(f"{{{_TABLE}}}number-{what}-repeated", "1")
    return int(count) if count.isascii() and count.isdigit() and len(count) < 10 else 1


def _ods_value(element: Element) -> Cell:
    """The value of a cell by its type (OpenDocument 1.3, part 3, 19.389)."""
    sort = element.get(f"{{{_OFFICE}}}value-type", "")
    if sort in ("float", "percentage", "currency"):
        return cell(_float(element.get(f"{{{_OFFICE}}}value", "")))
    if sort == "boolean":
        return element.get(f"{{{_OFFICE}}}boolean-value") == "true"
    if sort == "date":
        written = element.get(f"{{{_OFFICE}}}date-value", "")
        return _text(written.removesuffix("T00:00:00").replace("T", " "))
    paragraphs = ["".join(paragraph.itertext()) for paragraph in element.findall(f"{{{_TEXT}}}p")]
    return _text("\n".join(paragraphs))


def _float(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
