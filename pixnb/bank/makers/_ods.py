"""Workbooks in OpenDocument: odfdo's empty document, filled with XML that is built here in one go.

Cell by cell through odfdo's elements, a large sheet would take minutes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from odfdo import Document

from pixnb.bank.makers._book import Book, Cell, Sheet, Value
from pixnb.bank.makers._formats import Format
from pixnb.bank.makers._formulas import ods_formula
from pixnb.bank.makers._pack import OFFICE_DATE, pack
from pixnb.bank.makers._values import said
from pixnb.core.text import Lang

_LOCALE: Final = {"fr": ("fr", "FR"), "en": ("en", "GB")}
_CM_PER_CHARACTER: Final = 0.21
_TYPES: Final = {
    "/": "application/vnd.oasis.opendocument.spreadsheet",
    "settings.xml": "text/xml",
    "meta.xml": "text/xml",
    "styles.xml": "text/xml",
    "content.xml": "text/xml",
}


def write(book: Book) -> bytes:
    """The bytes of an .ods file."""
    styles = _Styles(book.lang)
    tables = "".join(_table(sheet, styles, book.lang) for sheet in book.sheets)
    empty = Document("spreadsheet")
    empty.set_language("-".join(_LOCALE[book.lang]))
    content = _filled(empty.content.serialize().decode(), "office:automatic-styles", "".join(styles.xml()))
    parts = {
        "mimetype": _TYPES["/"].encode(),
        "settings.xml": _settings(book),
        "meta.xml": _meta(book),
        "styles.xml": _of_version(empty.styles.serialize()),
        "content.xml": _of_version(_filled(content, "office:spreadsheet", tables).encode()),
        "META-INF/manifest.xml": _manifest(),
    }
    return pack(((name, part, OFFICE_DATE) for name, part in parts.items()), stored=frozenset({"mimetype"}))


def _of_version(xml: bytes) -> bytes:
    """The part marked as ODF 1.3: nothing here is newer, and older office software warns about 1.4."""
    return re.sub(rb'office:version="[\d.]+"', b'office:version="1.3"', xml, count=1)


def _filled(xml: str, tag: str, inner: str) -> str:
    """``xml`` with another content in its only element ``tag``."""
    before, start, rest = xml.partition(f"<{tag}")
    attributes, _, rest = rest.partition(">")
    return f"{before}{start}{attributes}>{inner}</{tag}>{rest.partition(f'</{tag}>')[2]}"


class _Styles:
    """Names of the cell and column styles used so far, and their XML."""

    def __init__(self, lang: Lang) -> None:
        self._lang = lang
        self._cells: dict[tuple[Format, bool], str] = {}
        self._columns: dict[float, str] = {}

    def cell(self, fmt: Format, bold: bool) -> str:
        """Name of the style for a format."""
        return self._cells.setdefault((fmt, bold), f"ce{len(self._cells) + 1}")

    def column(self, width: float) -> str:
        """Name of the style for a width in characters."""
        return self._columns.setdefault(width, f"co{len(self._columns) + 1}")

    def xml(self) -> Iterable[str]:
        """Every style, data styles before the cell styles that use them."""
        for width, name in self._columns.items():
            cm = f"{width * _CM_PER_CHARACTER + 0.3:.2f}cm"
            inner = f'<style:table-column-properties fo:break-before="auto" style:column-width="{cm}"/>'
            yield f'<style:style style:name="{name}" style:family="table-column">{inner}</style:style>'
        for (fmt, bold), name in self._cells.items():
            data = _data_style(fmt, self._lang, f"N{name}")
            if data:
                yield data
            link = f' style:data-style-name="N{name}"' if data else ""
            inner = '<style:text-properties fo:font-weight="bold"/>' if bold else ""
            yield (
                f'<style:style style:name="{name}" style:family="table-cell" '
                f'style:parent-style-name="Default"{link}>{inner}</style:style>'
            )


def _data_style(fmt: Format, lang: Lang, name: str) -> str:
    """The data style of a format (ODF 1.2 part 1, 16.27)."""
    if fmt.kind == "general":
        return ""
    if fmt.kind == "text":
        return f'<number:text-style style:name="{name}"><number:text-content/></number:text-style>'
    if fmt.kind in {"number", "percent"}:
        return _number_style(fmt, name)
    language, country = _LOCALE[lang]
    tag = "time-style" if fmt.kind == "time" else "date-style"
    locale = f'number:language="{language}" number:country="{country}"'
    return f'<number:{tag} style:name="{name}" {locale}>{_date_parts(fmt.kind)}</number:{tag}>'


def _number_style(fmt: Format, name: str) -> str:
    tag = "percentage-style" if fmt.kind == "percent" else "number-style"
    after = "%" if fmt.kind == "percent" else fmt.unit
    text = f"<number:text>{escape(after)}</number:text>" if after else ""
    number = (
        f'<number:number number:decimal-places="{fmt.decimals}" number:min-decimal-places="{fmt.decimals}" '
        f'number:min-integer-digits="1" number:grouping="{str(fmt.grouped).lower()}"/>'
    )
    return f'<number:{tag} style:name="{name}">{number}{text}</number:{tag}>'


def _date_parts(kind: str) -> str:
    day, month = '<number:day number:style="long"/>', '<number:month number:style="long"/>'
    year = '<number:year number:style="long"/>'
    clock = _joined(":", '<number:hours number:style="long"/>', '<number:minutes number:style="long"/>')
    if kind == "time":
        return clock
    if kind == "long date":
        return _joined(" ", "<number:day/>", '<number:month number:textual="true" number:style="long"/>', year)
    short = _joined("/", day, month, year)
    return short if kind == "date" else _joined(" ", short, clock)


def _joined(separator: str, *parts: str) -> str:
    return f"<number:text>{separator}</number:text>".join(parts)


def _table(sheet: Sheet, styles: _Styles, lang: Lang) -> str:
    columns = "".join(f'<table:table-column table:style-name="{styles.column(w)}"/>' for w in sheet.widths)
    rows = "".join(_row(row, styles, lang) for row in sheet.rows)
    body = (columns or "<table:table-column/>") + (rows or "<table:table-row><table:table-cell/></table:table-row>")
    return f"<table:table table:name={quoteattr(sheet.name)}>{body}</table:table>"


def _row(row: tuple[Cell, ...], styles: _Styles, lang: Lang) -> str:
    return f"<table:table-row>{''.join(_cell(c, styles, lang) for c in row) or '<table:table-cell/>'}</table:table-row>"


def _cell(cell: Cell, styles: _Styles, lang: Lang) -> str:
    formula = f" table:formula={quoteattr(ods_formula(cell.formula))}" if cell.formula else ""
    style = f' table:style-name="{styles.cell(cell.format, cell.bold)}"'
    if cell.value is None:
        return f"<table:table-cell{style}{formula}/>"
    shown = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in said(cell.value, lang).split("\n"))
    return f"<table:table-cell{style}{formula}{_typed(cell.value, cell.format)}>{shown}</table:table-cell>"


def _typed(value: Value, fmt: Format) -> str:
    """The value's attributes (ODF 1.2 part 1, 19.385)."""
    if isinstance(value, bool):
        return f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    if isinstance(value, int | float):
        kind = "percentage" if fmt.kind == "percent" else "float"
        return f' office:value-type="{kind}" office:value="{value!r}"'
    if isinstance(value, datetime.date):
        return f' office:value-type="date" office:date-value="{value.isoformat()}"'
    if isinstance(value, datetime.time):
        return f' office:value-type="time" office:time-value="PT{value:%HH%MM%SS}"'
    return ' office:value-type="string"'


def _spaced(line: str) -> str:
    """Text with its spaces and tabs kept: OpenDocument folds runs of them otherwise (ODF 1.2 part 1, 6.1.3)."""
    text = escape(line.replace("\r", "")).replace("\t", "<text:tab/>")
    return re.sub(r"^ | (?= )| $", "<text:s/>", text)


def _settings(book: Book) -> bytes:
    views = "".join(_frozen(sheet) for sheet in book.sheets if sheet.frozen)
    tables = f'<config:config-item-map-named config:name="Tables">{views}</config:config-item-map-named>'
    entry = (
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        f'<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>{tables}'
        "</config:config-item-map-entry></config:config-item-map-indexed>"
    )
    return _part(
        "settings",
        'xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office"',
        f'<office:settings><config:config-item-set config:name="ooo:view-settings">{entry}'
        "</config:config-item-set></office:settings>",
    )


def _frozen(sheet: Sheet) -> str:
    """The view of a sheet whose first row stays in sight."""
    items = {"VerticalSplitMode": 2, "VerticalSplitPosition": 1, "ActiveSplitRange": 2, "PositionBottom": 1}
    lines = "".join(
        f'<config:config-item config:name="{key}" config:type="{"int" if "Position" in key else "short"}">{value}'
        "</config:config-item>"
        for key, value in items.items()
    )
    name = quoteattr(sheet.name)
    return f"<config:config-item-map-entry config:name={name}>{lines}</config:config-item-map-entry>"


def _meta(book: Book) -> bytes:
    author = f"<meta:initial-creator>{escape(book.author)}</meta:initial-creator>" if book.author else ""
    creator = f"<dc:creator>{escape(book.author)}</dc:creator>" if book.author else ""
    title = f"<dc:title>{escape(book.title)}</dc:title>" if book.title else ""
    date = book.date.isoformat()
    dates = f"<meta:creation-date>{date}</meta:creation-date><dc:date>{date}</dc:date>"
    return _part(
        "meta",
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"',
        f"<office:meta><meta:generator>pixnb</meta:generator>{title}{author}{creator}{dates}</office:meta>",
    )


def _part(name: str, spaces: str, body: str) -> bytes:
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    tag = f"office:document-{name}"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{tag} {office} {spaces} office:version="1.3">{body}</{tag}>'.encode()
    )


def _manifest() -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in _TYPES.items()
    )
    head = f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{entries}</manifest:manifest>'.encode()
