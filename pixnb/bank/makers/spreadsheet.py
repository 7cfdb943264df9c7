"""Spreadsheets, .xlsx or .ods by the file's name: real dates, real numbers, real formulas."""

from __future__ import annotations

from pixnb.bank.makers import _schema as schema
from pixnb.bank.makers._base import Block, Maker


def write(block: Block) -> bytes:
    """The bytes of a workbook."""
    # Here, not above: openpyxl, odfdo and lxml are slow to load and many runs make no spreadsheet.
    from pixnb.bank.makers._book import read_book

    book = read_book(block)
    from pixnb.bank.makers._formulas import FormulaError

    try:
        if block.name.lower().endswith(".ods"):
            from pixnb.bank.makers._ods import write as write_ods

            return write_ods(book)
        from pixnb.bank.makers._xlsx import write as write_xlsx

        return write_xlsx(book)
    except FormulaError as problem:
        raise block.refuse("sheets", f"formula {problem}") from None


_SHEET = schema.block(
    {
        "name": schema.text("Name of the sheet."),
        "columns": schema.list_of(schema.text(), "Titles: bold, and the row stays in sight."),
        "rows": schema.table(),
        "widths": schema.list_of(schema.number(), "Width of each column in characters; from the content by default."),
        "formats": schema.list_of(schema.anything(), "Format of each column: 0.00, #,##0, 0.0%, 0.00 €, date…"),
        "freeze": schema.flag("Whether the titles stay in sight."),
    },
    ["rows"],
)
MAKER = Maker(
    "spreadsheet",
    (".xlsx", ".ods"),
    schema.maker(
        "spreadsheet",
        {
            "sheets": schema.list_of(_SHEET, "The sheets, in order."),
            "title": schema.text("Title in the file's properties."),
            "author": schema.text("Author in the file's properties."),
            "date": schema.date("Date in the file's properties."),
        },
        ["sheets"],
    ),
    write,
)
