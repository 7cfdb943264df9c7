"""Making files that hold what is expected: the reference answers of proofs."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from pixnb.answers.file import archives, images

Grid = Sequence[Sequence[Any]]

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)


def candidates(expected: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Files, as name and content, of which one should be right.

    Parameters
    ----------
    expected
        ``formats`` and either ``table`` or ``text``.
    """
    for form in expected["formats"]:
        if "table" in expected:
            table = expected["table"]
            grid = table["rows"] if table["columns"] is None else [table["columns"], *table["rows"]]
            yield f"answer.{form}", _TABLES[form](grid)
        else:
            for content in _texts(form, expected["text"]["contains"] or ["…"]):
                yield f"answer.{form}", content


def csv_bytes(grid: Grid) -> bytes:
    """A CSV file with every cell between quotes, so that no text is taken for two cells."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writerows([["" if value is None else str(value) for value in row] for row in grid])
    return stream.getvalue().encode("utf-8-sig")


def xlsx_bytes(grid: Grid) -> bytes:
    """An Excel workbook with one sheet; a text that begins with ``=`` stays a text."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row, values in enumerate(grid, 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods_bytes(grid: Grid) -> bytes:
    """An OpenDocument spreadsheet with one sheet."""
    rows = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in grid)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.3">'
        f'<office:body><office:spreadsheet><table:table table:name="1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.3" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in (("mimetype", _ODS), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{str(value).lower()}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value!r}"/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).splitlines())
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


_TABLES = {"csv": csv_bytes, "xlsx": xlsx_bytes, "ods": ods_bytes}


def _texts(form: str, lines: Sequence[str]) -> Iterator[bytes]:
    if form in _TABLES:
        yield _TABLES[form]([[line] for line in lines])
    elif form == "zip":
        yield archives.packed(lines)
    elif form in ("png", "jpg"):
        yield images.drawn([f"format: {form}", *lines])
    elif form == "json":
        yield from (text.encode() for text in _json_texts(lines))
    elif form == "html":
        yield "\n".join(["<!doctype html>", *lines]).encode()
    else:
        yield "\n".join(lines).encode()


def _json_texts(lines: Sequence[str]) -> Iterator[str]:
    """The pieces as members of an object, as elements of a list, as the whole, or as texts."""
    members = ",\n".join(lines)
    yield from (f"{{{members}}}", f"[{members}]", members, json.dumps(list(lines), ensure_ascii=False))
