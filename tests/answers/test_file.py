"""A file to hand in: read safely, compared by what it holds."""

from __future__ import annotations

import datetime
import io
import json
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Cell, Document, Row, Table
from PIL import Image

from pixnb.answers import kind
from pixnb.answers.base import Workbench
from pixnb.answers.file import archives, tables, writing
from pixnb.core.errors import BankError, InvalidAnswer

Bench = Callable[..., Workbench]
FILE = kind("file")
EVERYTHING = {"formats": ["csv", "xlsx", "ods", "txt", "html", "json", "zip", "png", "jpg"], "max_bytes": 5_000_000}
TABLE: dict[str, Any] = {
    "columns": ["Ville", "Total"],
    "rows": [["Orme", 12.5], ["Brive-sur-Lac", 1234], ["Noé", None]],
    "order": "strict",
}


def read(name: str, content: bytes) -> dict[str, Any]:
    """What is read of a file of any format."""
    answer: dict[str, Any] = FILE.read(EVERYTHING, {"name": name}, content)
    return answer


def refusal(name: str, content: bytes | None, ask: Any = EVERYTHING) -> str:
    """Why a file is handed back."""
    with pytest.raises(InvalidAnswer) as caught:
        FILE.read(ask, {"name": name}, content)
    return caught.value.problem


def right(expected: Mapping[str, Any], name: str, content: bytes) -> bool:
    """Whether a file holds the table or the text expected."""
    key = {"formats": EVERYTHING["formats"], **expected}
    return FILE.check(key, read(name, content)).outcome == "correct"


def xlsx(rows: list[list[Any]], **sheets: list[list[Any]]) -> bytes:
    """A workbook made by openpyxl."""
    book = openpyxl.Workbook()
    for title, grid in {"first": rows, **sheets}.items():
        sheet = book.create_sheet(title)
        for row in grid:
            sheet.append(row)
    book.remove(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods(rows: list[list[Any]]) -> bytes:
    """A spreadsheet made by odfdo, with the repeated blank rows that real ones end with."""
    document = Document("spreadsheet")
    document.body.clear()
    table = Table("first")
    for row in rows:
        line = Row()
        for value in row:
            line.append(Cell(value))
        table.append_row(line)
    blank = Row(width=3)
    blank.repeated = 1_048_570
    table.append(blank)
    document.body.append(table)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


GRID = [["Ville", "Total"], ["Orme", 12.5], ["Brive-sur-Lac", 1234], ["Noé", None]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(
    "lines",
    [
        ["Ville;Total", "Orme;12,5", "Brive-sur-Lac;1 234", "Noé;"],
        ["Ville,Total", 'Orme,"12,5"', 'Brive-sur-Lac,"1,234"', "Noé,"],
        ["Ville\tTotal", "Orme\t12.5", "Brive-sur-Lac\t1234", "Noé"],
        ["sep=;", "ville ; TOTAL;", " Orme;12,50;", "Brive-sur-Lac;1234,0;", "Noé;;", ";;", ""],
        ["", ";Ville;Total", ";Orme;12,5", ";Brive-sur-Lac;1\u00a0234", ";Noé;"],
    ],
)
def test_csv_of_any_program_holds_the_table(lines: list[str], encoding: str) -> None:
    """Separator, encoding, decimal comma, blank margins and capitals of names do not count."""
    assert right({"table": TABLE}, "réponse.CSV", "\r\n".join(lines).encode(encoding))


@pytest.mark.parametrize(
    "lines",
    [
        ["Ville;Total", "Orme;12,6", "Brive-sur-Lac;1234", "Noé;"],
        ["Ville;Total", "Brive-sur-Lac;1234", "Orme;12,5", "Noé;"],
        ["Ville;Total", "Orme;12,5", "Brive-sur-Lac;1234"],
        ["Ville;Total", "Orme;12,5", "Brive-sur-Lac;1234", "Noé;", "Orme;12,5"],
        ["Ville;Somme", "Orme;12,5", "Brive-sur-Lac;1234", "Noé;"],
        ["Ville;Total;Pays", "Orme;12,5;F", "Brive-sur-Lac;1234;F", "Noé;;F"],
        ["Ville;Total", "Orme;12,5", "Brive sur Lac;1234", "Noé;"],
        ["Ville;Total", "Orme;12,5", "", "Brive-sur-Lac;1234", "Noé;"],
        ["Orme;12,5", "Brive-sur-Lac;1234", "Noé;"],
    ],
)
def test_another_table_is_wrong(lines: list[str]) -> None:
    """A value, a row, a column or the order that differs counts."""
    assert not right({"table": TABLE}, "a.csv", "\n".join(lines).encode())


def test_order_of_rows_counts_only_when_strict() -> None:
    """`order: any` compares the rows as a bag: as many of each."""
    turned = "Ville;Total\nNoé;\nBrive-sur-Lac;1234\nOrme;12,5".encode()
    double = "Ville;Total\nNoé;\nNoé;\nOrme;12,5".encode()
    loose = {**TABLE, "order": "any"}
    assert right({"table": loose}, "a.csv", turned)
    assert not right({"table": loose}, "a.csv", double)
    assert not right({"table": TABLE}, "a.csv", turned)


def test_workbooks_hold_the_table() -> None:
    """Excel and OpenDocument give the same table; a blank first sheet is passed over."""
    assert right({"table": TABLE}, "a.xlsx", xlsx(GRID))
    assert right(
        {"table": TABLE}, "a.xlsx", xlsx([], second=[[], [None, *GRID[0]], *([None, *row] for row in GRID[1:])])
    )
    assert right({"table": TABLE}, "a.ods", ods(GRID))


def test_dates_times_and_truths_are_read_alike_in_every_format() -> None:
    """A day may be a date cell, ISO, day first or month first; true may be VRAI."""
    table = {"columns": ["Jour", "Heure", "Payé"], "rows": [["2026-01-31", "14:05", True]], "order": "strict"}
    day, hour = datetime.date(2026, 1, 31), datetime.time(14, 5)
    assert right({"table": table}, "a.xlsx", xlsx([["Jour", "Heure", "Payé"], [day, hour, True]]))
    assert right({"table": table}, "a.ods", ods([["Jour", "Heure", "Payé"], [day, "14:05:00", True]]))
    for written in ("31/01/2026;14:05;VRAI", "2026-01-31;14:05:00;true", "01/31/2026;14:05;TRUE", "31/1/26;14:05;1"):
        assert right({"table": table}, "a.csv", f"Jour;Heure;Payé\n{written}".encode())
    assert not right({"table": table}, "a.csv", "Jour;Heure;Payé\n30/01/2026;14:05;VRAI".encode())


def test_a_text_keeps_its_zeros() -> None:
    """A telephone number or a post code that lost its zero is wrong; a number with zeros before it is not."""
    codes = {"columns": ["Code"], "rows": [["01234"]], "order": "strict"}
    amounts = {"columns": ["Code"], "rows": [[1234]], "order": "strict"}
    assert right({"table": codes}, "a.csv", b"Code\n01234")
    assert not right({"table": codes}, "a.csv", b"Code\n1234")
    assert not right({"table": codes}, "a.xlsx", xlsx([["Code"], [1234]]))
    assert right({"table": amounts}, "a.csv", b"Code\n01234")


def test_money_and_shares_are_numbers() -> None:
    """A column shown as money or as per cent gives its number."""
    table = {"columns": ["Prix", "Part"], "rows": [[1234.5, 0.12]], "order": "strict"}
    assert right({"table": table}, "a.csv", "Prix;Part\n1 234,50 €;12 %".encode())


def test_a_table_without_header_is_compared_whole() -> None:
    """The first row counts like the others."""
    table = {"columns": None, "rows": [["a", 1], ["b", 2]], "order": "strict"}
    assert right({"table": table}, "a.csv", b"a;1\nb;2")
    assert not right({"table": table}, "a.csv", b"b;2\na;1")
    assert not right({"table": table}, "a.csv", b"a;1;x\nb;2;")
    assert not right({"table": table}, "a.csv", b"a;1\nb;2\nc;3")


def test_one_column_with_decimal_commas_is_one_column() -> None:
    """The comma of 12,5 is no separator when the first row has none."""
    assert read("a.csv", b"temp\n12,5\n13,2")["table"] == {"columns": ["temp"], "rows": [["12,5"], ["13,2"]]}


@pytest.mark.parametrize(
    ("text", "is_right"),
    [
        ("Bonjour  le\nMONDE, l’an 2026 sera beau", True),
        ("bonjour le monde, l'an 12026", False),
        ("bonjour le monde, l'an 2026,5", False),
        ("bonjour le monde", False),
        ("Bonjour le monde, l'an 2026 en SECRET", False),
    ],
)
def test_text_contains_and_lacks(text: str, is_right: bool) -> None:
    """Capitals, spaces and the sort of apostrophe do not count; a figure is found whole."""
    expected = {"contains": ["bonjour le monde", "l'an 2026"], "lacks": ["secret"]}
    assert right({"text": expected}, "a.txt", text.encode()) is is_right


def test_source_of_a_page_and_of_data_is_their_text() -> None:
    """HTML and JSON are looked at as written; JSON must be JSON."""
    assert right({"text": {"contains": ["<h1>"], "lacks": []}}, "a.html", b"<H1>Titre</H1>")
    assert right({"text": {"contains": ['"age": 12'], "lacks": []}}, "a.json", b'{"age":   12}')
    assert refusal("a.json", b'{"age": 12') == "unreadable_file"
    assert refusal("a.json", b"[" * 100_000) == "unreadable_file"


def test_an_archive_is_the_list_of_its_members() -> None:
    """Names with their folders, one on each line."""
    content = archives.packed(["photos/b.png", "a.txt"])
    assert read("a.zip", content)["text"] == "a.txt\nphotos/b.png"
    assert right({"text": {"contains": ["photos/b.png"], "lacks": ["c.txt"]}}, "a.zip", content)


def picture(form: str, size: tuple[int, int] = (80, 60), **extra: Any) -> bytes:
    """A picture made by Pillow."""
    stream = io.BytesIO()
    Image.new("RGB", size, "navy").save(stream, form, **extra)
    return stream.getvalue()


def test_a_picture_is_what_is_written_about_it() -> None:
    """Format, size, author and place; its place is yes or no, never where."""
    exif = Image.Exif()
    exif[0x013B] = "Ada\nL."
    exif[0x8825] = {1: "N", 2: (48.0, 51.0, 0.0)}
    plain, known = picture("PNG"), picture("JPEG", exif=exif)
    assert read("a.png", plain)["text"] == "format: png\nwidth: 80\nheight: 60\ngps: no"
    assert read("a.jpeg", known)["text"] == "format: jpg\nwidth: 80\nheight: 60\ngps: yes\nauthor: Ada L."
    assert right({"text": {"contains": ["width: 80"], "lacks": ["gps: yes"]}}, "a.png", plain)
    assert not right({"text": {"contains": ["width: 8"], "lacks": []}}, "a.png", plain)


def _bomb(name: str = "xl/workbook.xml", size: int = 15_000_000) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b"0" * size)
    return stream.getvalue()


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The archive with one member replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, part if each == name else old.read(each))
    return stream.getvalue()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/hostname">]><x>&b;&c;</x>'
)
SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<dimension ref="A1:XFD1048576"/><sheetData>%s</sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.csv", None, "empty"),
        ("a.csv", b"", "empty"),
        ("a.csv", b" \r\n;;\r\n", "empty"),
        ("a.txt", b" \n", "empty"),
        ("a.xlsx", xlsx([[None]]), "empty"),
        ("a.zip", archives.packed([]), "empty"),
        ("a.exe", b"MZ", "wrong_format"),
        ("a.csv", xlsx(GRID), "wrong_format"),
        ("a.txt", b"%PDF-1.7 ...", "wrong_format"),
        ("a.csv", b"a;b\x00\x01\x02", "wrong_format"),
        ("a.xlsx", b"Ville;Total", "wrong_format"),
        ("a.xlsx", archives.packed(["a.txt"]), "wrong_format"),
        ("a.ods", xlsx(GRID), "wrong_format"),
        ("a.png", picture("JPEG"), "wrong_format"),
        ("a.png", b"not a picture", "wrong_format"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 locked or old", "unreadable_file"),
        ("a.xlsx", xlsx(GRID)[:-300], "unreadable_file"),
        ("a.ods", b"PK\x03\x04 damaged", "unreadable_file"),
        ("a.png", picture("PNG")[:20], "unreadable_file"),
        ("a.xlsx", _with_part(xlsx(GRID), "xl/workbook.xml", LAUGHS), "unreadable_file"),
        ("a.xlsx", _with_part(xlsx(GRID), "xl/worksheets/sheet1.xml", LAUGHS), "unreadable_file"),
        ("a.ods", _with_part(writing.ods_bytes(GRID), "content.xml", LAUGHS), "unreadable_file"),
        ("a.xlsx", _bomb(), "unreadable_file"),
        ("a.ods", _bomb("content.xml", 25_000_000), "too_large"),
        ("a.zip", archives.packed([f"{number}" for number in range(1001)]), "too_large"),
        ("a.csv", b"a;b;c\n" * 6_667, "too_large"),
        ("a.csv", b"a;" + b"x" * 5_001, "too_large"),
        ("a.txt", b"x" * 200_001, "too_large"),
        ("a.txt", b"x" * 5_000_001, "too_large"),
        (
            "a.xlsx",
            _with_part(
                xlsx(GRID),
                "xl/worksheets/sheet1.xml",
                SHEET % b'<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>',
            ),
            "too_large",
        ),
        (
            "a.xlsx",
            _with_part(
                xlsx(GRID), "xl/worksheets/sheet1.xml", SHEET % (b'<row><c r="ZZZ1"><v>1</v></c></row>' * 3_000)
            ),
            "too_large",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_says_why(name: str, content: bytes | None, problem: str) -> None:
    """Damaged, dangerous, oversized or mislabelled files are handed back with their reason, and quickly."""
    started = time.perf_counter()
    assert refusal(name, content) == problem
    assert time.perf_counter() - started < 20


def test_a_size_that_a_sheet_claims_is_not_believed() -> None:
    """A workbook that says it is as large as can be, and is not, is read as it is: its rows are not padded."""
    rows = b"".join(b'<row r="%d"><c r="B%d"><v>%d</v></c></row>' % (row, row, row) for row in range(1, 101))
    content = _with_part(xlsx(GRID), "xl/worksheets/sheet1.xml", SHEET % rows)
    assert read("a.xlsx", content)["table"] == {"columns": [1], "rows": [[row] for row in range(2, 101)]}


@pytest.mark.parametrize(
    ("name", "part", "content"),
    [
        ("a.xlsx", "xl/worksheets/sheet1.xml", xlsx(GRID)),
        ("a.xlsx", "xl/workbook.xml", xlsx(GRID)),
        ("a.ods", "content.xml", writing.ods_bytes(GRID)),
    ],
)
def test_a_document_that_declares_a_type_is_refused(name: str, part: str, content: bytes) -> None:
    """No spreadsheet has a DOCTYPE, so one that would be read all the same is refused before anything is expanded."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(part).decode()
    head, _, rest = xml.partition("?>") if xml.startswith("<?xml") else ("", "", xml)
    typed = f"{head}{'?>' if head else ''}<!DOCTYPE x>{rest}"
    assert "table" in read(name, _with_part(content, part, xml.encode()))
    assert refusal(name, _with_part(content, part, typed.encode())) == "unreadable_file"


def test_a_part_packed_too_tight_is_refused() -> None:
    """A workbook that could be read is refused when a part of it unpacks a thousandfold."""
    content = xlsx(GRID)
    loose = _with_part(content, "docProps/app.xml", b"<a>" + b" " * 900_000 + b"</a>")
    tight = _with_part(content, "docProps/app.xml", b"<a>" + b" " * 9_000_000 + b"</a>")
    assert "table" in read("a.xlsx", loose)
    assert refusal("a.xlsx", tight) == "unreadable_file"


def test_a_protected_archive_is_refused() -> None:
    """An archive whose members need a password cannot be looked at."""
    content = bytearray(archives.packed(["secret.txt"]))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refusal("a.zip", bytes(content)) == "unreadable_file"


def test_repeated_cells_cannot_fill_the_memory() -> None:
    """OpenDocument repeats cells by a number; a large one is refused, a large blank one is not."""
    part = '<table:table-cell table:number-columns-repeated="900000000" office:value-type="float" office:value="1"/>'
    content = writing.ods_bytes([["here"]])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("content.xml").decode()
    cell = xml[xml.index("<table:table-cell") : xml.index("</table:table-row>")]
    many = _with_part(content, "content.xml", xml.replace(cell, part).encode())
    blank = _with_part(content, "content.xml", xml.replace(cell, cell + part.split(" office")[0] + "/>").encode())
    assert refusal("a.ods", many) == "too_large"
    assert read("a.ods", blank)["table"] == {"columns": ["here"], "rows": []}


def test_a_declared_size_that_lies_gains_nothing() -> None:
    """A member that is larger than its directory says is damaged, not unpacked."""
    honest = _bomb(size=1_000_000)
    place = honest.rindex(struct.pack("<L", 1_000_000))
    lying = honest[:place] + struct.pack("<L", 1_000) + honest[place + 4 :]
    assert refusal("a.xlsx", lying) == "unreadable_file"


def test_a_picture_of_absurd_size_is_not_unpacked() -> None:
    """The head of the file claims terabytes; only the head is read."""
    head = picture("PNG")
    chunk = b"IHDR" + struct.pack(">LL", 2_000_000, 2_000_000) + head[24:29]
    absurd = head[:12] + chunk + struct.pack(">L", zlib.crc32(chunk)) + head[33:]
    assert refusal("a.png", absurd) == "unreadable_file"


def test_only_the_formats_asked_for_are_read() -> None:
    """A file that could be read but was not asked for has the wrong format."""
    assert refusal("a.txt", b"text", {"formats": ["csv"], "max_bytes": 100}) == "wrong_format"
    assert refusal("a.csv", b"a;b" * 50, {"formats": ["csv"], "max_bytes": 100}) == "too_large"


def test_name_is_kept_without_its_folders() -> None:
    """The name is recalled to the learner; folders of their machine are not kept."""
    assert read("C:\\Users\\me\\a.csv", b"x;y")["name"] == "a.csv"
    assert read("../../a.csv", b"x;y")["name"] == "a.csv"


@given(
    st.lists(st.lists(st.none() | st.text('aé;,"\n\t0=', max_size=6), min_size=2, max_size=4), min_size=1, max_size=5)
)
@settings(deadline=None)
def test_every_writer_is_read_back_alike(grid: list[list[Any]]) -> None:
    """The same cells in the three formats are the same table, or all three are empty."""
    full = [["first", "second", "x", "y"], *([*row, *[None] * (4 - len(row))] for row in grid)]
    read_back = [
        tables.read_xlsx(writing.xlsx_bytes(full)),
        tables.read_ods(writing.ods_bytes(full)),
    ]
    assert read_back[0] == read_back[1]


SPECS: list[dict[str, Any]] = [
    {"formats": ["csv", "xlsx"], "table": {"columns": ["a", "b"], "rows": [["x", 1.5], [None, True]]}},
    {"formats": ["ods"], "table": {"header": False, "rows": [["=SUM(A1)", "007"]], "order": "any"}},
    {"formats": ["xlsx"], "table": {"columns": ["a"], "rows": [["=1+1"], ["a;b,c"]]}},
    {"formats": ["txt"], "text": {"contains": ["un", "deux"], "lacks": ["trois"]}},
    {"formats": ["txt"], "text": {"lacks": ["trois"]}},
    {"formats": ["json"], "text": {"contains": ['"age": 12', '"nom": "Ada"']}},
    {"formats": ["json"], "text": {"contains": ['{"age": 12}', "[3]"]}},
    {"formats": ["html"], "text": {"contains": ["<h1>Titre</h1>"]}},
    {"formats": ["zip"], "text": {"contains": ["photos/a.png"], "lacks": ["b.png"]}},
    {
        "formats": ["png", "jpg"],
        "text": {"contains": ["format: jpg", "width: 800", "author: Ada"], "lacks": ["gps: yes"]},
    },
    {"formats": ["png"], "text": {"contains": ["gps: yes", "title: Été", "description: Le lac"]}},
    {"formats": ["csv"], "text": {"contains": ["total"]}},
]


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: json.dumps(spec, ensure_ascii=False)[:60])
def test_reference_is_a_file_that_is_right(bench: Bench, spec: dict[str, Any]) -> None:
    """For every sort of expectation a right file can be made, so a challenge can be proved."""
    ask, expected = FILE.build(spec, bench())
    raw, content = FILE.reference(ask, expected)
    assert FILE.check(expected, FILE.read(ask, raw, content)).outcome == "correct"
    assert FILE.chance(ask) == 0
    assert list(FILE.said(expected)) == []


def test_mistake_is_another_table(bench: Bench) -> None:
    """A typical wrong table is recognised in any format asked for."""
    spec = {"formats": ["csv"], "table": {"columns": ["a"], "rows": [[1], [2]]}}
    ask, expected = FILE.build(spec, bench())
    mistake = FILE.build_mistake({"table": {"columns": ["a"], "rows": [[2], [1]]}}, ask, expected, bench())
    answer = FILE.read(ask, {"name": "a.csv"}, b"a\n2\n1")
    assert FILE.check(expected, answer).outcome == "wrong"
    assert FILE.check(mistake, answer).outcome == "correct"


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"table": {"columns": ["a"], "rows": []}}, "must be a list of formats"),
        ({"formats": ["docx"], "text": {"contains": ["a"]}}, "one of csv"),
        ({"formats": ["csv"]}, "either `table` or `text`"),
        ({"formats": ["png"], "table": {"columns": ["a"], "rows": []}}, "cannot be read from png"),
        ({"formats": ["csv"], "table": {"columns": ["a"], "rows": [[1, 2]]}}, "same number of cells"),
        ({"formats": ["csv"], "table": {"columns": ["a"], "rows": "x"}}, "list of lists"),
        ({"formats": ["csv"], "table": {"columns": ["a"], "rows": [[1], [None]]}}, "blank rows"),
        ({"formats": ["txt"], "text": {"contains": []}}, "`contains` or `lacks`"),
        ({"formats": ["txt"], "text": {"contains": ["chat noir"], "lacks": ["noir"]}}, "contradict"),
    ],
)
def test_a_block_that_cannot_be_used_says_how_to_mend_it(bench: Bench, spec: Any, words: str) -> None:
    """An author reads what is wrong in words."""
    with pytest.raises(BankError, match=words):
        FILE.reference(*FILE.build(spec, bench()))


REAL = {
    "a.xlsx": xlsx(GRID),
    "a.ods": writing.ods_bytes(GRID),
    "a.zip": archives.packed(["a", "b"]),
    "a.png": picture("PNG"),
    "a.jpg": picture("JPEG"),
    "a.csv": writing.csv_bytes(GRID),
}


@given(st.sampled_from(sorted(REAL)), st.integers(0, 6_000), st.integers(0, 8), st.binary(max_size=8))
@settings(deadline=None, max_examples=300)
def test_damage_anywhere_is_read_or_handed_back(name: str, place: int, gone: int, new: bytes) -> None:
    """Bytes lost, changed or added at any place of a real file never break the reader."""
    content = REAL[name]
    at = place % len(content)
    damaged = content[:at] + new + content[at + gone :]
    try:
        answer = read(name, damaged)
    except InvalidAnswer as error:
        problem = error.problem
    else:
        problem = "" if "table" in answer or "text" in answer else "nothing"
    assert problem in ("", "empty", "wrong_format", "unreadable_file", "too_large")
