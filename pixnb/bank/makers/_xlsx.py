"""Workbooks in Office Open XML, written by openpyxl."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel
from openpyxl.writer.excel import ExcelWriter

from pixnb.bank.makers._book import Book, Cell, Sheet
from pixnb.bank.makers._formats import GENERAL, xlsx_code
from pixnb.bank.makers._formulas import xlsx_formula
from pixnb.bank.makers._pack import OFFICE_DATE, pack
from pixnb.core.text import Lang

_BOLD: Final = Font(name="Calibri", size=11, bold=True)
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)>(<f>.*?</f>)<v\s*(?:/>|></v>)', re.S)


def write(book: Book) -> bytes:
    """The bytes of an .xlsx file."""
    workbook = Workbook(write_only=True)
    about = workbook.properties
    about.creator, about.lastModifiedBy, about.title = book.author or None, book.author or None, book.title or None
    about.created = about.modified = book.date
    for sheet in book.sheets:
        _write_sheet(workbook, sheet, book.lang)
    out = io.BytesIO()
    # Not Workbook.save: it would put the clock's time in the properties.
    ExcelWriter(workbook, zipfile.ZipFile(out, "w")).save()
    return _settled(out, book)


def _write_sheet(workbook: Workbook, sheet: Sheet, lang: Lang) -> None:
    target = workbook.create_sheet(sheet.name)
    if sheet.frozen:
        target.freeze_panes = "A2"
    for j, width in enumerate(sheet.widths):
        target.column_dimensions[get_column_letter(j + 1)].width = width
    for row in sheet.rows:
        target.append([_cell(target, cell, lang) for cell in row])


def _cell(target: Any, cell: Cell, lang: Lang) -> Any:
    if not (cell.formula or cell.bold or isinstance(cell.value, str)) and cell.format == GENERAL:
        return cell.value
    made: Any = WriteOnlyCell(target)
    if cell.formula:
        made.value = "=" + xlsx_formula(cell.formula)
    else:
        made.value = cell.value
    if isinstance(cell.value, str) and not cell.formula:
        made.data_type = "s"  # text stays text, even when it begins with = or reads #N/A
    if cell.bold:
        made.font = _BOLD
    if cell.format != GENERAL:
        made.number_format = xlsx_code(cell.format, lang)
    return made


def _settled(raw: io.BytesIO, book: Book) -> bytes:
    """The same archive with fixed dates and the value of each formula beside it."""
    with zipfile.ZipFile(raw) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for i, sheet in enumerate(book.sheets, 1):
        name = f"xl/worksheets/sheet{i}.xml"
        values = _cached(sheet)
        if values:
            parts[name] = _with_values(parts[name].decode(), values).encode()
    return pack((name, content, OFFICE_DATE) for name, content in parts.items())


def _cached(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """Type attribute and stored text of each formula's value, by reference."""
    return {
        f"{get_column_letter(j + 1)}{i + 1}": _stored(cell.value)
        for i, row in enumerate(sheet.rows)
        for j, cell in enumerate(row)
        if cell.formula and cell.value is not None
    }


def _stored(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return ' t="b"', str(int(value))
    if isinstance(value, str):
        return ' t="str"', escape(value)
    if isinstance(value, datetime.date | datetime.time):
        return "", repr(to_excel(value))  # type: ignore[no-untyped-call]
    return "", repr(value)


def _with_values(xml: str, values: Mapping[str, tuple[str, str]]) -> str:
    """Put in the values that openpyxl leaves out: readers that do not compute would see an empty cell."""

    def fill(match: re.Match[str]) -> str:
        reference, attributes, formula = match.groups()
        kind, text = values.get(reference, ("", ""))
        return f'<c r="{reference}"{attributes}{kind}>{formula}<v>{text}</v>' if text else match[0]

    return _FORMULA.sub(fill, xml)
