"""Text, CSV and spreadsheets, read back by other software than the one that wrote them where there is one."""

from __future__ import annotations

import csv
import datetime
import io
import xml.etree.ElementTree as ET
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document
from openpyxl import load_workbook

from pixnb.bank.makers import make
from pixnb.bank.makers._formulas import FormulaError, ods_formula, xlsx_formula
from pixnb.core.errors import BankError

DAY = datetime.date(2026, 3, 4)
MOMENT = datetime.datetime(2026, 3, 4, 10, 30)
CLOCK = datetime.time(14, 5)
NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
CONFIG = "urn:oasis:names:tc:opendocument:xmlns:config:1.0"
PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)
CELLS = st.one_of(
    PLAIN.filter(bool),
    st.integers(-(10**12), 10**12),
    st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: round(x, 3) + 0.0),
    st.booleans(),
    st.dates(datetime.date(1950, 1, 1), datetime.date(2100, 1, 1)),
)


def sheet(rows: list[list[Any]], **fields: Any) -> dict[str, Any]:
    """A spreadsheet's spec with one sheet."""
    return {"maker": "spreadsheet", "sheets": [{"name": "Données", "rows": rows, **fields}]}


def xlsx(spec: dict[str, Any], lang: Any = "fr", **how: Any) -> Any:
    """The workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(make(spec, "a.xlsx", lang)), **how)


def ods(spec: dict[str, Any], lang: Any = "fr") -> Any:
    """The first table as odfdo reads it."""
    return Document(io.BytesIO(make(spec, "a.ods", lang))).body.get_table(0)


def ods_xml(spec: dict[str, Any], part: str = "content.xml", lang: Any = "fr") -> Any:
    """One part of the .ods file as XML."""
    with zipfile.ZipFile(io.BytesIO(make(spec, "a.ods", lang))) as archive:
        return ET.fromstring(archive.read(part))


def read_csv(content: bytes, separator: str) -> list[list[str]]:
    """Rows of a CSV file in UTF-8."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=separator))


@pytest.mark.parametrize(
    ("lang", "separator", "row"),
    [
        ("fr", ";", ["Été; a", "1234,5", "7", "04/03/2026", "04/03/2026 10:30", "14:05", "VRAI", ""]),
        ("en", ",", ["Été; a", "1234.5", "7", "2026-03-04", "2026-03-04 10:30", "14:05", "TRUE", ""]),
    ],
)
def test_csv_is_written_as_the_language_does(lang: Any, separator: str, row: list[str]) -> None:
    """Separator, decimal sign, dates and booleans are those of the learner's language."""
    spec = {
        "maker": "csv",
        "columns": list("abcdefgh"),
        "rows": [["Été; a", 1234.5, 7, DAY, MOMENT, CLOCK, True, None]],
    }
    content = make(spec, "a.csv", lang)
    assert content.startswith(b"\xef\xbb\xbf")
    assert read_csv(content, separator) == [list("abcdefgh"), row]


def test_csv_obeys_what_the_author_says() -> None:
    """Separator, decimal sign, quotes, line ends and encoding can be chosen."""
    fields = {"separator": "tab", "decimal": ".", "quote": "all", "newline": "lf", "encoding": "cp1252"}
    content = make({"maker": "csv", "rows": [["é", 1.5]], **fields}, "a.csv", "fr")
    assert content == '"é"\t"1.5"\n'.encode("cp1252")


@given(st.lists(st.lists(PLAIN, min_size=2, max_size=4), max_size=5))
@settings(max_examples=60, deadline=None)
def test_csv_text_comes_back_as_it_was(rows: list[list[str]]) -> None:
    """Quotes, separators and spaces inside a cell survive."""
    content = make({"maker": "csv", "rows": rows}, "a.csv", "fr")
    assert read_csv(content, ";") == rows


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "é\n".encode()),
        ("utf-8-sig", b"\xef\xbb\xbf\xc3\xa9\n"),
        ("latin-1", b"\xe9\n"),
        ("cp1252", b"\xe9\n"),
        ("utf-16", b"\xff\xfe\xe9\x00\n\x00"),
    ],
)
def test_text_has_the_encoding_asked_for(encoding: str, expected: bytes) -> None:
    """Each encoding gives its own bytes; UTF-16 is little-endian with its mark on every machine."""
    assert make({"maker": "text", "content": "é\n", "encoding": encoding}, "a.txt", "fr") == expected


def test_text_line_ends_are_made_one_kind() -> None:
    """Whatever the author typed, the lines end as asked."""
    assert make({"maker": "text", "content": "a\r\nb\nc", "newline": "crlf"}, "a.txt", "fr") == b"a\r\nb\r\nc"
    assert make({"maker": "text", "content": "a\r\nb\nc"}, "a.txt", "fr") == b"a\nb\nc"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_xlsx_holds_real_values(lang: Any) -> None:
    """Dates, times, numbers and booleans are what they are; text that looks like a number stays text."""
    row = ["0612", 12, 1.25, DAY, MOMENT, CLOCK, False, None, "=1+1", "#N/A"]
    found = [cell.value for cell in xlsx(sheet([row]), lang).active[1]]
    day = datetime.datetime(2026, 3, 4)
    assert found == ["0612", 12, 1.25, day, MOMENT, CLOCK, False, None, "=1+1", "#N/A"]


def test_text_with_an_equals_sign_is_no_formula() -> None:
    """A cell of text that begins with = is stored as text, in both formats."""
    assert xlsx(sheet([["=1+1"]])).active["A1"].data_type == "s"
    assert ods(sheet([["=1+1"]])).get_cell("A1").formula is None


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_ods_holds_real_values(lang: Any) -> None:
    """The same in OpenDocument."""
    table = ods(sheet([["0612", 12, 1.25, DAY, MOMENT, False]]), lang)
    assert list(table.get_row(0).get_values()) == ["0612", 12, 1.25, DAY, MOMENT, False]
    kinds = [cell.type for cell in table.get_row(0).cells]
    assert kinds == ["string", "float", "float", "date", "date", "boolean"]


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_both_formats_give_back_what_was_put_in(rows: list[list[Any]]) -> None:
    """Any value that a cell holds comes back equal from .xlsx and from .ods."""
    back = [[as_date(cell.value) for cell in row] for row in xlsx(sheet(rows)).active.iter_rows()]
    assert back == rows
    assert [[as_float(value) for value in row.get_values()] for row in ods(sheet(rows)).rows] == rows


def as_float(value: Any) -> Any:
    """The ods reader gives back numbers as exact decimals."""
    return float(value) if isinstance(value, Decimal) else value


def as_date(value: Any) -> Any:
    """A date as it was: openpyxl reads it as a moment at midnight."""
    return value.date() if isinstance(value, datetime.datetime) else value


@pytest.mark.parametrize(("lang", "long"), [("fr", "[$-40C]d mmmm yyyy"), ("en", "[$-809]d mmmm yyyy")])
def test_xlsx_formats_suit_their_values(lang: Any, long: str) -> None:
    """Dates are shown as dates, long ones in the language; a column of prices shows two decimals throughout."""
    rows = [
        [DAY, MOMENT, 1.5, 3, {"value": 0.25, "format": "0%"}, {"value": 1200, "format": "#,##0.00 €"}],
        [{"value": DAY, "format": "long date"}, MOMENT, 2.25],
    ]
    first, second = xlsx(sheet(rows), lang).active
    shown = ["dd/mm/yyyy", "dd/mm/yyyy hh:mm", "0.00", "General", "0%", '#,##0.00" €"']
    assert [cell.number_format for cell in first] == shown
    assert second[0].number_format == long


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_ods_dates_name_their_language(lang: Any) -> None:
    """The date style of an .ods file has day, month and year, and says in which language months are named."""
    cell = {"value": DAY, "format": "long date"}
    style = ods_xml(sheet([[cell]]), lang=lang).find(".//number:date-style", {"number": NUMBER})
    assert [part.tag.rpartition("}")[2] for part in style if not part.tag.endswith("}text")] == ["day", "month", "year"]
    assert style.get(f"{{{NUMBER}}}language") == lang


def test_column_formats_leave_titles_alone() -> None:
    """A column's format applies to its numbers; a text or a total without format keeps its own."""
    spec = sheet([["a", 1], ["b", 2.5], ["c", "absent"]], formats=[None, "0.00 €"])
    cells = xlsx(spec).active["B"]
    assert [cell.number_format for cell in cells] == ['0.00" €"', '0.00" €"', "General"]


@pytest.mark.parametrize("cached", [True, False])
def test_xlsx_formulas_are_formulas(cached: bool) -> None:
    """A formula is stored as one, with its value beside it when the author gives it."""
    value = {"value": 3} if cached else {}
    spec = sheet([[1], [2], [{"formula": "=SUM(A1:A2)", **value}]])
    assert xlsx(spec).active["A3"].value == "=SUM(A1:A2)"
    assert xlsx(spec, data_only=True).active["A3"].value == (3 if cached else None)


@pytest.mark.parametrize("value", ["oui & <non>", True, 2.5, DAY, 0])
def test_xlsx_keeps_a_formulas_value_of_any_kind(value: Any) -> None:
    """The stored value of a formula keeps its type: text, boolean, number, date, zero."""
    found = xlsx(sheet([[{"formula": 'IF(B1>0,"<a>","&")', "value": value}]]), data_only=True).active["A1"].value
    assert as_date(found) == value
    assert type(as_date(found)) is type(value)


@pytest.mark.parametrize("value", ["oui & <non>", True, 2.5, DAY, 0])
def test_ods_keeps_a_formulas_value_of_any_kind(value: Any) -> None:
    """The same in OpenDocument."""
    cell = ods(sheet([[{"formula": 'IF(B1>0,"<a>","&")', "value": value}]])).get_cell("A1")
    assert cell.formula == 'of:=IF([.B1]>0;"<a>";"&")'
    assert cell.value == value


def test_ods_formula_without_value_has_none() -> None:
    """Without a given value the cell is left for the office software to compute."""
    cell = ods(sheet([[{"formula": "1+1"}]])).get_cell("A1")
    assert (cell.formula, cell.value) == ("of:=1+1", None)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("SUM(B2:B9)", "of:=SUM([.B2:.B9])"),
        ("IF(A1>=10,'Ma feuille'!$B$2,TRUE)", "of:=IF([.A1]>=10;[$'Ma feuille'.$B$2];TRUE())"),
        ('COUNTIF(Notes!A:A,"a,b;c")', 'of:=COUNTIF([$Notes.A:.A];"a,b;c")'),
        ("sum(a1,b2)*2%", "of:=SUM([.A1];[.B2])*2%"),
        ("SUM({1,2;3,4})", "of:=SUM({1;2|3;4})"),
        ("CONCAT(A1,B1)", "of:=COM.MICROSOFT.CONCAT([.A1];[.B1])"),
        ("IFNA(VLOOKUP(A1,B1:C9,2,FALSE),0)", "of:=IFNA(VLOOKUP([.A1];[.B1:.C9];2;FALSE());0)"),
    ],
)
def test_formulas_become_openformula(formula: str, expected: str) -> None:
    """References take brackets, commas become semicolons, text is left alone (OpenFormula 1.2)."""
    assert ods_formula(formula) == expected


def test_younger_functions_are_stored_behind_their_prefix() -> None:
    """Excel shows #NAME? for a younger function that is stored under its bare name."""
    assert xlsx_formula('TEXTJOIN(", ",TRUE,A1:A3)') == '_xlfn.TEXTJOIN(", ",TRUE,A1:A3)'
    assert xlsx_formula("FILTER(A1:A3,B1:B3>2)") == "_xlfn._xlws.FILTER(A1:A3,B1:B3>2)"
    assert xlsx_formula("sum(A1)") == "SUM(A1)"


@pytest.mark.parametrize("formula", ["SUM(A1", "SUM)A1(", 'A1&"x', "prix*2"])
def test_a_broken_formula_is_refused(formula: str) -> None:
    """Open brackets, open quotes and names without cells are author's errors."""
    with pytest.raises(FormulaError):
        ods_formula(formula)
    with pytest.raises(BankError, match="formula"):
        make(sheet([[{"formula": formula}]]), "a.ods", "fr")


def test_the_header_is_bold_and_stays_in_sight() -> None:
    """Titles are bold and frozen; columns are wide enough for what they hold."""
    spec = sheet([["x" * 30, 1]], columns=["Nom", "N"])
    active = xlsx(spec).active
    assert active["A1"].font.b
    assert not active["A2"].font.b
    assert active.freeze_panes == "A2"
    assert active.column_dimensions["A"].width >= 30 > active.column_dimensions["B"].width
    settings_xml = ods_xml(spec, "settings.xml")
    frozen = [item.text for item in settings_xml.iter() if item.get(f"{{{CONFIG}}}name") == "VerticalSplitPosition"]
    assert frozen == ["1"]


def test_widths_and_freezing_can_be_chosen() -> None:
    """An author's width wins, and a header need not stay in sight."""
    active = xlsx(sheet([["abc"]], columns=["Nom"], widths=[33], freeze=False)).active
    assert active.column_dimensions["A"].width == 33
    assert active.freeze_panes is None


def test_a_sheet_without_titles_has_none() -> None:
    """Without columns the first row is the first row of data, and nothing is frozen."""
    active = xlsx(sheet([["a"], ["b"]])).active
    assert (active["A1"].value, active["A1"].font.b, active.freeze_panes) == ("a", False, None)


def test_several_sheets_keep_their_order() -> None:
    """Every sheet is there under its name."""
    spec = {"maker": "spreadsheet", "sheets": [{"name": "L’été", "rows": [[1]]}, {"name": "Autre", "rows": [[2]]}]}
    assert xlsx(spec).sheetnames == ["L’été", "Autre"]
    assert [table.name for table in Document(io.BytesIO(make(spec, "a.ods", "fr"))).body.tables] == ["L’été", "Autre"]


def test_properties_say_what_the_author_wrote_and_no_clock() -> None:
    """Author, title and date are the author's; without a date it is a fixed one."""
    spec = {**sheet([[1]]), "author": "Zoé", "title": "Bilan", "date": datetime.date(2025, 9, 1)}
    about = xlsx(spec).properties
    assert (about.creator, about.title, about.created.date()) == ("Zoé", "Bilan", datetime.date(2025, 9, 1))
    assert about.modified == about.created
    meta = Document(io.BytesIO(make(spec, "a.ods", "fr"))).meta
    assert (meta.title, meta.creator, as_date(meta.creation_date)) == ("Bilan", "Zoé", datetime.date(2025, 9, 1))
    assert xlsx(sheet([[1]])).properties.created == xlsx(sheet([[2]])).properties.created


def test_ods_keeps_spaces_and_lines() -> None:
    """Runs of spaces, tabs and line breaks survive OpenDocument's folding."""
    text = "  a  b\tc \nd"
    cell = ods(sheet([[text]])).get_cell("A1")
    assert "\n".join(part.inner_text for part in cell.paragraphs) == text


def test_ods_begins_with_its_type() -> None:
    """The first member is the media type, not compressed, so that systems recognise the file (ODF 1.2 part 3, 3.3)."""
    content = make(sheet([[1]]), "a.ods", "fr")
    assert content[30:38] == b"mimetype"
    assert content[38:84] == b"application/vnd.oasis.opendocument.spreadsheet"


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (sheet([[object()]]), "rows[0][0]"),
        (sheet([[{"value": 1, "format": "0,0"}]]), "sheets[0].rows[0][0].format"),
        (sheet([[{"valeur": 1}]]), "did you mean value"),
        (sheet([[{"formula": ""}]]), "formula"),
        (sheet([["x" * 40_000]]), "32,767"),
        (sheet([[float("inf")]]), "rows[0][0]"),
        (sheet([[1]], widths=["large"]), "widths[0]"),
        (sheet([[MOMENT.replace(tzinfo=datetime.UTC)]]), "time zone"),
        ({"maker": "spreadsheet", "sheets": [{"name": "a/b", "rows": []}]}, "31 characters"),
        ({"maker": "spreadsheet", "sheets": [{"name": "A", "rows": []}, {"name": "a", "rows": []}]}, "same name"),
        ({"maker": "spreadsheet", "sheets": []}, "at least one"),
    ],
)
def test_a_wrong_sheet_is_refused_with_its_place(spec: dict[str, Any], words: str) -> None:
    """The message leads to the very cell."""
    with pytest.raises(BankError) as caught:
        make(spec, "a.xlsx", "fr")
    assert words in str(caught.value)
