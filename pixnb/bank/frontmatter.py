"""Reads a Markdown file with YAML front matter and French and English text, keeping line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from pixnb.bank.markdown import on_one_line
from pixnb.core.errors import BankError, Problem
from pixnb.core.text import LANGS

Where: TypeAlias = tuple[str | int, ...]
_HEADING = re.compile(r"^#\s+(\w+)\s*$")
MAX_BYTES = 200_000


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without guesses: ``yes``, ``12:30``, ``007`` and ``2026-01-01`` are text, true/false the only booleans."""


_PLAIN = (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]+)?$", "-+0123456789"),
    ("null", r"^(?:null|~|)$", ["n", "~", ""]),
)
_Loader.yaml_implicit_resolvers = {}
for _name, _pattern, _first in _PLAIN:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(_pattern), list(_first))


@dataclass(frozen=True, slots=True)
class Text:
    """The text of one language: the first paragraph, the rest, and where it begins."""

    first: str
    rest: str
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read.

    Parameters
    ----------
    path
        Where it was read.
    source
        Its whole text.
    data
        Its front matter.
    lines
        Line of every value of the front matter, by its path.
    texts
        Texts by language.
    """

    path: str
    source: str
    data: Mapping[str, Any]
    lines: Mapping[Where, int]
    texts: Mapping[str, Text]

    def line(self, *where: str | int) -> int:
        """The line of a value, or of what is nearest around it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)


def _walk(node: yaml.Node, where: Where, offset: int) -> Iterator[tuple[Where, int]]:
    yield where, node.start_mark.line + offset
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _walk(value, (*where, str(key.value)), offset)
            yield (*where, str(key.value)), key.start_mark.line + offset
    elif isinstance(node, yaml.SequenceNode):
        for place, value in enumerate(node.value):
            yield from _walk(value, (*where, place), offset)


def _bad_names(node: yaml.Node, path: str, offset: int) -> Iterator[Problem]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if key.tag != "tag:yaml.org,2002:str":
                yield Problem(path, key.start_mark.line + offset, f"the name “{name}” needs quotes, or another name")
            if name in seen:
                yield Problem(path, key.start_mark.line + offset, f"“{name}” is there twice: keep one")
            seen.add(name)
            yield from _bad_names(value, path, offset)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _bad_names(value, path, offset)


def _front(text: str, path: str) -> tuple[dict[str, Any], dict[Where, int]]:
    offset = 2  # the marks count from 0 and the front matter begins on line 2
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None or not isinstance(node, yaml.MappingNode):
            raise BankError([Problem(path, 2, "the front matter is not a map of “name: value” lines")])
        bad = list(_bad_names(node, path, offset))
        if bad:
            raise BankError(bad)
        return loader.construct_document(node), dict(_walk(node, (), offset))
    except yaml.MarkedYAMLError as error:
        # An unclosed bracket or quote is noticed at the end; the author wants the line where it began.
        begun = error.context_mark if re.search("flow|quoted", error.context or "") else None
        mark = begun or error.problem_mark
        line = (mark.line if mark else 0) + offset
        what = f"this is not YAML: {error.problem}. Put quotes around a value that has “: ”, “#”, or begins with [ {{ @"
        raise BankError([Problem(path, line, what)]) from error
    except yaml.YAMLError as error:
        raise BankError([Problem(path, 2, f"this is not YAML: {error}")]) from error


def _texts(lines: list[str], begin: int, path: str) -> dict[str, Text]:
    marks = [(at, found.group(1)) for at, line in enumerate(lines) if (found := _HEADING.match(line))]
    texts: dict[str, Text] = {}
    for place, (at, lang) in enumerate(marks):
        if lang not in LANGS:
            raise BankError([Problem(path, begin + at, f"“# {lang}” is not a language: use “# fr” and “# en”")])
        end = marks[place + 1][0] if place + 1 < len(marks) else len(lines)
        first, _, rest = "\n".join(lines[at + 1 : end]).strip().partition("\n\n")
        texts[lang] = Text(on_one_line(first), rest.strip(), begin + at)
    missing = [lang for lang in LANGS if lang not in texts or not texts[lang].first]
    if missing:
        what = (
            f"the text in {' and '.join(missing)} is missing: add a heading “# {missing[0]}” and the question below it"
        )
        raise BankError([Problem(path, begin + (marks[0][0] if marks else 0), what)])
    return texts


def parse(source: str, path: str) -> Document:
    """Read a document from its text.

    Parameters
    ----------
    source
        The whole file.
    path
        How to name it in messages.

    Raises
    ------
    BankError
        With file and line, when it cannot be read.
    """
    lines = source.splitlines()
    if not lines or lines[0].strip() != "---":
        raise BankError([Problem(path, 1, "the file must begin with a line “---” and its front matter")])
    try:
        end = next(at for at, line in enumerate(lines[1:], 1) if line.strip() == "---")
    except StopIteration:
        raise BankError([Problem(path, 1, "the front matter is not closed: add a line “---” after it")]) from None
    data, places = _front("\n".join(lines[1:end]), path)
    return Document(path, source, data, places, _texts(lines[end + 1 :], end + 2, path))


def read(path: Path, name: str) -> Document:
    """Read a document from a file.

    Parameters
    ----------
    path
        The file.
    name
        How to name it in messages.

    Raises
    ------
    BankError
        With file and line, when it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BankError([Problem(name, 0, f"the file cannot be read: {error.strerror}")]) from error
    if len(content) > MAX_BYTES:
        raise BankError([Problem(name, 0, f"the file has {len(content)} bytes; the limit is {MAX_BYTES}")])
    try:
        return parse(content.decode("utf-8-sig"), name)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BankError([Problem(name, line, "the file is not UTF-8: save it again with that encoding")]) from error
