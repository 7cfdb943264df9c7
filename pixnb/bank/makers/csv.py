"""Tables as text, written as a spreadsheet of the learner's language would write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from typing import Any, Final, Literal

from pixnb.bank.makers import _schema as schema
from pixnb.bank.makers._base import MAX_BYTES, Block, Maker, is_number
from pixnb.bank.makers._values import said
from pixnb.bank.makers.text import ENCODINGS, NEWLINES, encode

SEPARATORS: Final = {",": ",", ";": ";", "tab": "\t", "\t": "\t", "|": "|"}
QUOTES: Final[Mapping[str, Literal[0, 1]]] = {"minimal": csv.QUOTE_MINIMAL, "all": csv.QUOTE_ALL}


def write(block: Block) -> bytes:
    """The bytes of a CSV file."""
    french = block.lang == "fr"
    default = "tab" if block.name.lower().endswith(".tsv") else (";" if french else ",")
    separator = SEPARATORS[block.one_of("separator", SEPARATORS, default)]
    comma = block.one_of("decimal", (",", "."), "," if french else ".") == ","
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=separator,
        lineterminator=NEWLINES[block.one_of("newline", NEWLINES, "crlf")],
        quoting=QUOTES[block.one_of("quote", QUOTES, "minimal")],
    )
    columns = block.texts("columns", ())
    if columns:
        writer.writerow(columns)
    for i, row in enumerate(block.rows()):
        writer.writerow([_cell(block, f"rows[{i}][{j}]", value, comma) for j, value in enumerate(row)])
        if out.tell() > MAX_BYTES:
            raise block.refuse("rows", f"the file would be more than {MAX_BYTES:,} bytes")
    return encode(block, "rows", out.getvalue(), "utf-8-sig")


def _cell(block: Block, field: str, value: Any, comma: bool) -> str:
    if isinstance(value, float) and not is_number(value):
        raise block.refuse(field, f"{value} is not a number that a file can hold")
    if isinstance(value, Mapping | list | tuple):
        raise block.refuse(field, "a cell of a CSV file is a text, a number or a date; formulas need a spreadsheet")
    # Spreadsheets set to British and American English read 04/03 as two different days, and ISO dates alike.
    return block.clean(field, said(value, block.lang, comma, iso=block.lang == "en"))


MAKER = Maker(
    "csv",
    (".csv", ".tsv", ".txt"),
    schema.maker(
        "csv",
        {
            "columns": schema.list_of(schema.text(), "Titles of the columns; no title row when absent."),
            "rows": schema.table(),
            "separator": schema.one_of(tuple(SEPARATORS), "`;` in French, `,` in English by default."),
            "decimal": schema.one_of((",", "."), "By language."),
            "encoding": schema.one_of(ENCODINGS, "utf-8-sig by default: spreadsheets then read accents rightly."),
            "newline": schema.one_of(tuple(NEWLINES), "crlf by default (RFC 4180)."),
            "quote": schema.one_of(tuple(QUOTES), "Which cells stand between quotes."),
        },
        ["rows"],
    ),
    write,
)
