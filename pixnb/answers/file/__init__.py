"""A file to hand in: a table or a text, compared by what it holds and never by its bytes.

What was read is stored in place of the file, so it is JSON and bounded.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pixnb.answers import authoring, reading, schema
from pixnb.answers.base import Raw, Workbench
from pixnb.answers.file import archives, comparing, images, tables, texts, writing
from pixnb.answers.problems import refused
from pixnb.answers.rules import decided
from pixnb.core.challenge import Json, Verdict
from pixnb.core.errors import InvalidAnswer

MAX_BYTES = 5_000_000

_CELL = {
    "description": "A value: text, number, true, false, a blank (null), or `= …`.",
    "type": ["string", "number", "boolean", "null", "object"],
}

_TABLE = schema.block(
    "The table the file must hold.",
    {
        "columns": schema.listing(schema.TEXT, "Names of the columns; capitals do not count."),
        "rows": schema.listing(
            {"anyOf": [{"type": "array", "items": _CELL}, schema.EXPRESSION]}, "Cells by row.", least=0
        ),
        "order": {
            "description": "Whether the order of the rows counts; `strict` by default.",
            "enum": ["strict", "any"],
        },
        "header": schema.flag("Whether the table has a row of names; true when left out. Without, no `columns`."),
    },
    ["rows"],
)

_TEXT = schema.block(
    "What the text of the file must hold. Of an archive, the text is the list of its members; of a picture, the "
    "lines `format: png`, `width: 800`, `height: 600`, `gps: no`, `author: …`, `title: …`, `description: …`.",
    {
        "contains": schema.listing(schema.TEXT, "Pieces that must be there.", least=0),
        "lacks": schema.listing(schema.TEXT, "Pieces that must not be there.", least=0),
    },
    anyOf=[{"required": ["contains"]}, {"required": ["lacks"]}],
)


def _json_text(content: bytes) -> str:
    text = texts.decoded(content)
    json.loads(text)
    return text


_TABLES: Mapping[str, Callable[[bytes], dict[str, Any]]] = {
    "csv": tables.read_csv,
    "xlsx": tables.read_xlsx,
    "ods": tables.read_ods,
}
_TEXTS: Mapping[str, Callable[[bytes], str]] = {
    "txt": texts.decoded,
    "html": texts.decoded,
    "json": _json_text,
    "zip": archives.listing,
    "png": images.facts,
    "jpg": images.facts,
}
FORMATS = (*_TABLES, *_TEXTS)
_ALIASES = {"jpeg": "jpg", "htm": "html"}
_ZIPPED = ("xlsx", "ods", "zip")
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
"""How office files of before 2007 begin, and those with a password."""

_SCHEMA = schema.block(
    "A file to hand in.",
    {
        "formats": {
            "description": "Formats that may be handed in.",
            "type": "array",
            "items": {"enum": list(FORMATS)},
            "minItems": 1,
            "uniqueItems": True,
        },
        "table": _TABLE,
        "text": _TEXT,
    },
    ["formats"],
    oneOf=[{"required": ["table"]}, {"required": ["text"]}],
)


class File:
    """The kind ``file``: ask ``{formats, max_bytes}``, raw ``{name}`` with the bytes beside it.

    A read answer is ``{name, table: {columns, rows}}`` or ``{name, text}``; expected is ``{formats, table}`` or
    ``{formats, text: {contains, lacks}}``.
    """

    name = "file"
    schema: Mapping[str, Any] = _SCHEMA

    def build(self, spec: Mapping[str, Any], bench: Workbench) -> tuple[dict[str, Json], Json]:
        """The formats, and what the file must hold."""
        block = authoring.resolved(self.name, spec, bench)
        formats = block.get("formats")
        if not isinstance(formats, list) or not formats:
            raise authoring.fault(self.name, "`formats` must be a list of formats")
        formats = [authoring.one_of(self.name, "formats", each, FORMATS) for each in formats]
        ask = {"formats": formats, "max_bytes": MAX_BYTES}
        return ask, self._expected(block, formats, bench)

    def build_mistake(self, spec: Any, ask: Mapping[str, Json], expected: Json, bench: Workbench) -> Json:
        """A wrong table or text, in the form of the block."""
        value = bench.resolve(spec)
        if not isinstance(value, Mapping):
            raise authoring.fault(self.name, "a mistake must be a map with `table` or `text`")
        return self._expected(value, ask["formats"], bench)

    def read(self, ask: Mapping[str, Json], raw: Raw, upload: bytes | None = None) -> Json:
        """What the file holds, by the format its name says."""
        name = reading.clean(reading.field(raw, "name", str), 255).replace("\\", "/").rpartition("/")[2]
        if not upload:
            raise refused("empty")
        if len(upload) > ask["max_bytes"]:
            raise refused("too_large", max_bytes=ask["max_bytes"])
        extension = name.rpartition(".")[2].lower()
        form = _ALIASES.get(extension, extension)
        if form not in ask["formats"]:
            raise refused("wrong_format", formats=list(ask["formats"]))
        if form in _ZIPPED and not upload.startswith(b"PK"):
            raise refused("unreadable_file" if upload.startswith(_OLD_OR_LOCKED) else "wrong_format")
        return {"name": name, **_opened(form, upload)}

    def check(self, expected: Json, answer: Json, rules: str = "default") -> Verdict:
        """Right when the table is the one expected, or the text holds what it should."""
        if "text" in expected:
            return decided(comparing.same_text(expected["text"], answer), rules)
        return decided("table" in answer and comparing.same_table(expected["table"], answer["table"]), rules)

    def reference(self, ask: Mapping[str, Json], expected: Json) -> tuple[Raw, bytes | None]:
        """A file that holds what is expected; a fault of the author's when no file can."""
        found = self._proven(ask, expected)
        if found is None:
            what = "no file made from the block is right: `lacks` may contradict `contains`, blank rows or columns"
            raise authoring.fault(self.name, f"{what} may stand at an edge of the table, or text suits no format")
        return {"name": found[0]}, found[1]

    def empty(self, ask: Mapping[str, Json]) -> Raw:
        """No file."""
        return {"name": ""}

    def said(self, expected: Json) -> Sequence[str]:
        """Nothing: what a file holds is made from what the question gives."""
        return ()

    def chance(self, ask: Mapping[str, Json]) -> float:
        """None: nobody makes the right file blindly."""
        return 0.0

    def _proven(self, ask: Mapping[str, Json], expected: Json) -> tuple[str, bytes] | None:
        """The first file made from ``expected`` that is right."""
        for name, content in writing.candidates(expected):
            try:
                answer = self.read(ask, {"name": name}, content)
            except InvalidAnswer:
                continue
            if self.check(expected, answer).outcome == "correct":
                return name, content
        return None

    def _expected(self, block: Mapping[str, Any], formats: Sequence[str], bench: Workbench) -> dict[str, Json]:
        if ("table" in block) == ("text" in block):
            raise authoring.fault(self.name, "the block needs either `table` or `text`")
        if "text" in block:
            return {"formats": list(formats), "text": self._text(block["text"], bench)}
        without = [form for form in formats if form not in _TABLES]
        if without:
            raise authoring.fault(self.name, f"a table cannot be read from {without[0]}: use {', '.join(_TABLES)}")
        return {"formats": list(formats), "table": self._table(block["table"], bench)}

    def _table(self, block: Any, bench: Workbench) -> dict[str, Json]:
        rows = block.get("rows") if isinstance(block, Mapping) else None
        if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
            raise authoring.fault(self.name, "`table` needs `rows`, a list of lists of cells")
        header = authoring.flag(self.name, "header", block.get("header", True))
        columns = authoring.shown_all(self.name, "columns", block.get("columns"), bench) if header else None
        widths = {len(row) for row in rows} | ({len(columns)} if columns else set())
        if len(widths) != 1:
            raise authoring.fault(self.name, "the rows and `columns` must all have the same number of cells")
        order = authoring.one_of(self.name, "order", block.get("order", "strict"), ("strict", "any"))
        return {"columns": columns, "rows": [[tables.cell(cell) for cell in row] for row in rows], "order": order}

    def _text(self, block: Any, bench: Workbench) -> dict[str, Json]:
        if not isinstance(block, Mapping) or not (block.get("contains") or block.get("lacks")):
            raise authoring.fault(self.name, "`text` needs `contains` or `lacks`")
        return {
            name: authoring.shown_all(self.name, name, block.get(name, []), bench, least=0)
            for name in ("contains", "lacks")
        }


def _opened(form: str, upload: bytes) -> dict[str, Json]:
    """What a file holds; one that its reader cannot open, for whatever reason, is handed back.

    The readers stand on libraries that raise nearly anything on damaged files, so there is one net under all.
    """
    try:
        return _content(form, upload)
    except InvalidAnswer:
        raise
    except Exception as error:
        raise refused("unreadable_file") from error


def _content(form: str, upload: bytes) -> dict[str, Json]:
    if form in _TABLES:
        return {"table": _TABLES[form](upload)}
    text = _TEXTS[form](upload)
    if not text.strip():
        raise refused("empty")
    if form in ("png", "jpg") and not text.startswith(f"format: {form}\n"):
        raise refused("wrong_format")
    if len(text) > texts.MOST_CHARACTERS:
        raise refused("too_large")
    return {"text": text}


KIND = File()
