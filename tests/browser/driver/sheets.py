"""Reading downloaded files without any code of pixnb's, and working out the answers from what is in them."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

Rows = list[list[Any]]


def rows_of(file: Path) -> Rows:
    """The rows of the first sheet, without the titles."""
    return {".ods": _ods, ".csv": _csv, ".xlsx": _xlsx}[file.suffix](file)[1:]


def _ods(file: Path) -> Rows:
    """See the OpenDocument format 1.3, part 3, §9 (tables) and §19.385 (values of cells)."""
    with zipfile.ZipFile(file) as archive:
        sheet = ElementTree.fromstring(archive.read("content.xml")).find(f".//{TABLE}table")
    assert sheet is not None
    rows = [[value for cell in row.iter(f"{TABLE}table-cell") for value in _values(cell)] for row in _rows(sheet)]
    return [row for row in rows if any(value != "" for value in row)]


def _rows(sheet: ElementTree.Element) -> list[ElementTree.Element]:
    return list(sheet.iter(f"{TABLE}table-row"))


def _values(cell: ElementTree.Element) -> list[Any]:
    value = cell.get(f"{OFFICE}value")
    read: Any = float(value) if value is not None else "".join(cell.itertext())
    times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
    return [read] * (times if read != "" else 1)


def _csv(file: Path) -> Rows:
    text = file.read_text(encoding="utf-8-sig")
    return list(csv.reader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","))


def _xlsx(file: Path) -> Rows:
    return [list(row) for row in openpyxl.load_workbook(file, data_only=True).active.iter_rows(values_only=True)]


# The challenges that the path is played with.


def laps(file: Path) -> int:
    """Laps of all runners: the sum of the third column."""
    return int(sum(row[2] for row in rows_of(file)))


def bibs(file: Path) -> int:
    """A typical mistake: the numbers on the bibs are added up."""
    return int(sum(row[0] for row in rows_of(file)))


def campers(file: Path, question: str, *, at_most: bool = False) -> int:
    """Children under the age and with one of the two activities that the question names, whose file is complete.

    With ``at_most``, a typical mistake: those of exactly that age are counted too.
    """
    limit = int(re.search(r"(?:moins de|under) (\d+)", question)[1]) + at_most
    activities = re.findall(r"[«“]\s*(.+?)\s*[»”]", question)[:2]
    complete = ("complet", "complete")
    return len([row for row in rows_of(file) if row[2] < limit and row[4] in activities and row[5] in complete])


def sort_tournament(file: Path, target: Path) -> Path:
    """The file with its rows by category, then by falling points, as a spreadsheet would save it."""
    book = openpyxl.load_workbook(file)
    sheet = book.active
    for place, row in enumerate(sorted(rows_of(file), key=lambda row: (row[2], -row[3])), 2):
        for column, value in enumerate(row, 1):
            sheet.cell(place, column).value = value
    book.save(target)
    return target
