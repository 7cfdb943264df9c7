"""Reading a hand-written YAML file field by field, noting every mistake with its line."""

from __future__ import annotations

from pathlib import Path

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from pixnb.core.errors import Problem
from pixnb.core.text import LANGS, Localised

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TEXT, _INTEGER = "tag:yaml.org,2002:str", "tag:yaml.org,2002:int"


class Block:
    """One map of a YAML file.

    Each method takes one field. A field that is missing or of the wrong kind is noted in
    ``problems`` and gives a harmless value, so that one reading finds every mistake.

    Parameters
    ----------
    node
        The map as parsed.
    file
        Name of the file, for messages.
    problems
        Where mistakes are noted.
    """

    __slots__ = ("_fields", "_file", "_line", "_problems", "_used")

    def __init__(self, node: MappingNode, file: str, problems: list[Problem]) -> None:
        self._file, self._line, self._problems = file, node.start_mark.line + 1, problems
        self._fields: dict[str, Node] = {}
        self._used: set[str] = set()
        for key, value in node.value:
            if key.value in self._fields:
                self.wrong(f"{key.value!r} stands twice; keep one", key)
            self._fields[key.value] = value

    def wrong(self, what: str, node: Node | None = None) -> None:
        """Note a mistake at the line of ``node``, else at the line of the map."""
        line = node.start_mark.line + 1 if node else self._line
        self._problems.append(Problem(self._file, line, what))

    def has(self, key: str) -> bool:
        """Whether the field is there."""
        return key in self._fields

    def text(self, key: str) -> str:
        """A text that is not empty."""
        node = self._take(key)
        if isinstance(node, ScalarNode) and node.tag == _TEXT and node.value.strip():
            return str(node.value)
        self._complain(key, node, 'a text (quotes keep a number a text: "1.3")')
        return ""

    def integer(self, key: str, low: int, high: int | None = None) -> int:
        """A whole number from ``low`` to ``high``."""
        node = self._take(key)
        if isinstance(node, ScalarNode) and node.tag == _INTEGER and node.value.isdecimal():
            value = int(node.value)
            if value >= low and (high is None or value <= high):
                return value
        self._complain(key, node, f"a whole number from {low}" + (f" to {high}" if high else ""))
        return low

    def words(self, key: str) -> Localised:
        """A text in every language."""
        words: dict[str, str] = dict.fromkeys(LANGS, "")
        if block := self.block(key):
            words.update((lang, block.text(lang)) for lang in LANGS)
            block.close()
        return words

    def block(self, key: str) -> Block | None:
        """A map inside this one."""
        node = self._take(key)
        if isinstance(node, MappingNode):
            return Block(node, self._file, self._problems)
        self._complain(key, node, "a map")
        return None

    def blocks(self, key: str) -> list[Block]:
        """A list of maps that is not empty."""
        node = self._take(key)
        if not isinstance(node, SequenceNode) or not node.value:
            self._complain(key, node, "a list with at least one element")
            return []
        for one in node.value:
            if not isinstance(one, MappingNode):
                self.wrong(f"each element of {key!r} must be a map", one)
        return [Block(one, self._file, self._problems) for one in node.value if isinstance(one, MappingNode)]

    def close(self) -> None:
        """Note the fields that nobody asked for: misspelt, most of the time."""
        for key in self._fields.keys() - self._used:
            self.wrong(f"unknown field {key!r}; known here: {', '.join(sorted(self._used))}", self._fields[key])

    def _take(self, key: str) -> Node | None:
        self._used.add(key)
        return self._fields.get(key)

    def _complain(self, key: str, node: Node | None, wanted: str) -> None:
        self.wrong(f"{key!r} {'must be' if node else 'is missing: it must be'} {wanted}", node)


def read_block(path: Path, file: str, problems: list[Problem]) -> Block | None:
    """The map a file consists of, or ``None`` with the reason noted.

    Parameters
    ----------
    path
        The file.
    file
        How messages call it.
    problems
        Where mistakes are noted.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problems.append(Problem(file, line, f"not YAML: {error.problem}"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        problems.append(Problem(file, 0, f"cannot be read: {error}"))
    else:
        if isinstance(node, MappingNode):
            return Block(node, file, problems)
        problems.append(Problem(file, 1, "must be a map of fields"))
    return None
