"""What all makers share: the registry, errors, bounds, and the same bytes wherever they run."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import Any

import jsonschema
import pytest

from pixnb.bank.makers import MAKERS, make, media_type
from pixnb.core.errors import BankError

META = {
    "author": "Zoé",
    "title": "Été",
    "description": "Vue du lac",
    "date": "2026-07-14T10:30",
    "gps": [48.1, -1.7],
    "camera": "Lumora X200",
}
TABLE = {"columns": ["Nom", "Prix"], "rows": [["é", 1.5], ["x", 2]]}
BARS = {"maker": "image", "scene": "bars", "title": "T", "labels": ["a", "b"], "values": [1, 2]}
SPECS: dict[str, dict[str, Any]] = {
    "a.txt": {"maker": "text", "content": "Bonjour\nœ\n", "newline": "crlf"},
    "a.csv": {"maker": "csv", **TABLE},
    "a.xlsx": {"maker": "spreadsheet", "author": "Zoé", "sheets": [{"name": "A", **TABLE}]},
    "a.ods": {"maker": "spreadsheet", "title": "T", "sheets": [{"name": "A", **TABLE}]},
    "bars.png": {**BARS, "metadata": META},
    "lines.png": {**BARS, "scene": "lines"},
    "pie.jpg": {**BARS, "scene": "pie"},
    "shapes.png": {"maker": "image", "scene": "shapes", "shapes": [{"shape": "star", "colour": "rouge"}]},
    "photo.jpg": {"maker": "image", "scene": "photo", "seed": 7, "width": 320, "height": 200, "metadata": META},
    "a.zip": {"maker": "zip", "entries": [{"name": "d/a.csv", "maker": "csv", **TABLE}], "comment": "c"},
    "a.eml": {
        "maker": "mail",
        "from": "Zoé <zoe@club-photo.example>",
        "to": ["a@b.example"],
        "subject": "Été",
        "html": "Bonjour **toi**",
        "attachments": [{"name": "b.xlsx", "maker": "spreadsheet", "sheets": [{"name": "A", **TABLE}]}],
    },
    "a.html": {"maker": "webpage", "title": "T", "content": "# T\n\ntexte", "head": {"author": "Zoé"}},
    "a.pdf": {"maker": "pdf", "title": "T", "pages": [{"content": "# T\n\n*texte* **gras**"}]},
}
RUN = """
import hashlib, json, sys, time
shift = float(sys.argv[1])
real = time.time
time.time = lambda: real() + shift
clock = time.localtime
time.localtime = lambda at=None: clock(time.time() if at is None else at)
from pixnb.bank.makers import make
specs = json.load(sys.stdin)
out = {f"{lang}:{n}": hashlib.sha256(make(s, n, lang)).hexdigest() for n, s in specs.items() for lang in ("fr", "en")}
print(json.dumps(out))
"""


def digests(shift: str, **environment: str) -> dict[str, str]:
    """Digest of every made file, from another process in another place and time."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), **environment}
    done = subprocess.run(
        [sys.executable, "-c", RUN, shift], input=json.dumps(SPECS), env=env, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def test_two_processes_make_the_same_bytes() -> None:
    """Hash seed, time zone, language and clock of the process leave every byte as it was."""
    here = digests("0", PYTHONHASHSEED="1", TZ="UTC", LANG="C.UTF-8")
    there = digests("40000000", PYTHONHASHSEED="2", TZ="Pacific/Auckland", LANG="fr_FR.UTF-8")
    assert here == there
    assert len(here) == 2 * len(SPECS)


def test_importing_the_makers_loads_no_heavy_library() -> None:
    """Pillow, openpyxl, odfdo, lxml and fpdf2 wait until a file needs them."""
    code = "import sys, pixnb.bank.makers; print([m for m in sys.argv[1:] if m in sys.modules])"
    heavy = ["PIL", "openpyxl", "odfdo", "lxml", "fpdf", "fontTools", "markdown_it", "numpy", "pandas", "jsonschema"]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code, *heavy], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", SPECS)
def test_a_spec_fits_its_makers_schema(name: str) -> None:
    """What a maker accepts, its schema accepts."""
    jsonschema.validate(SPECS[name], dict(MAKERS[SPECS[name]["maker"]].schema))


@pytest.mark.parametrize("name", MAKERS)
def test_a_schema_is_valid_and_refuses_unknown_fields(name: str) -> None:
    """Each schema is JSON Schema 2020-12 and knows its own fields only."""
    schema = dict(MAKERS[name].schema)
    jsonschema.Draft202012Validator.check_schema(schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"maker": name, "nonsense": 1}, schema)


def test_a_schema_accepts_expressions_and_both_languages() -> None:
    """An author may write an expression or a map of languages wherever a value goes."""
    block = {"name": "x.csv", "maker": "csv", "columns": {"fr": ["a"], "en": ["b"]}, "rows": "= rows"}
    jsonschema.validate(block, dict(MAKERS["csv"].schema))


@pytest.mark.parametrize(
    ("name", "spec", "words"),
    [
        ("a.txt", {"maker": "text"}, ["a.txt", "maker text", "content", "missing"]),
        ("a.txt", {"maker": "text", "content": ["x"]}, ["content", "expected a text"]),
        ("a.txt", {"maker": "text", "content": "a\x00b"}, ["content", "U+0000"]),
        (
            "a.csv",
            {"maker": "csv", "rows": [], "separateur": ";"},
            ["maker csv", "separateur", "did you mean separator"],
        ),
        ("a.csv", {"maker": "csv", "rows": [["x"], "y"]}, ["rows[1]", "list of cells"]),
        ("a.csv", {"maker": "csv", "rows": [[{"formula": "A1"}]]}, ["rows[0][0]", "spreadsheet"]),
        ("a.csv", {"maker": "csv", "rows": [[float("nan")]]}, ["rows[0][0]", "not a number"]),
        ("a.csv", {"maker": "csv", "rows": [["€"]], "encoding": "latin-1"}, ["'€'", "latin-1"]),
        ("a.doc", {"maker": "csv", "rows": []}, [".csv", "a.doc"]),
        ("a.odt", {"maker": "spreadsheet", "sheets": []}, [".xlsx or .ods"]),
        ("a.x", {"maker": "magic"}, ["magic", "known"]),
        ("a.x", {"maker": ["csv"]}, ["known"]),
    ],
)
def test_a_wrong_spec_is_refused_with_its_place(name: str, spec: dict[str, Any], words: list[str]) -> None:
    """The message names the file, the maker and the field, and says how to mend it."""
    with pytest.raises(BankError) as caught:
        make(spec, name, "fr")
    assert all(word in str(caught.value) for word in words)
    assert caught.value.problems[0].file == name


def test_too_many_rows_are_refused() -> None:
    """A table holds at most 20,000 rows."""
    assert make({"maker": "csv", "rows": [[1]] * 20_000}, "a.csv", "fr")
    with pytest.raises(BankError, match="20,000"):
        make({"maker": "csv", "rows": [[1]] * 20_001}, "a.csv", "fr")


def test_a_file_larger_than_the_bound_is_refused() -> None:
    """A file weighs at most 10 MB, whichever maker makes it."""
    with pytest.raises(BankError, match="10,000,000"):
        make({"maker": "text", "content": "x" * 10_000_001}, "a.txt", "fr")
    with pytest.raises(BankError, match="10,000,000"):
        make({"maker": "csv", "rows": [["x" * 6_000_000]] * 2}, "a.csv", "fr")


def test_nesting_has_a_bound() -> None:
    """Archives in archives stop somewhere."""
    spec: dict[str, Any] = {"name": "a.txt", "maker": "text", "content": "x"}
    for depth in range(4):
        spec = {"name": f"{depth}.zip", "maker": "zip", "entries": [spec]}
    with pytest.raises(BankError, match="nested deeper"):
        make(spec, "z.zip", "fr")


@pytest.mark.parametrize(("lang", "shown"), [("fr", "1234,5"), ("en", "1234.5")])
def test_a_number_given_as_text_is_written_as_the_language_does(lang: Any, shown: str) -> None:
    """A content that is a number takes the comma of French or the point of English."""
    assert make({"maker": "text", "content": 1234.5}, "a.txt", lang).decode() == shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.csv", "text/csv"),
        ("photos/B.JPG", "image/jpeg"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.eml", "message/rfc822"),
        ("README", "application/octet-stream"),
        ("a.unknown", "application/octet-stream"),
    ],
)
def test_media_types_come_from_our_own_table(name: str, expected: str) -> None:
    """The type depends on the name's ending alone, not on the machine."""
    assert media_type(name) == expected


def test_other_seeds_and_values_make_other_files() -> None:
    """A digest that never changed would make the test of sameness worthless."""
    changed: dict[str, dict[str, Any]] = {
        "photo.jpg": {"seed": 8},
        "bars.png": {"values": [2, 1]},
        "a.txt": {"content": "x"},
    }
    for name, other in changed.items():
        first, second = make(SPECS[name], name, "fr"), make({**SPECS[name], **other}, name, "fr")
        assert hashlib.sha256(first).digest() != hashlib.sha256(second).digest()
