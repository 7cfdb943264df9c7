"""What every maker shares: how an author's block is read and refused, the bounds, and the registry.

A maker turns one block of a challenge file, already resolved to plain values, into the bytes of a file.
"""

from __future__ import annotations

import datetime
import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from pixnb.bank.makers._values import said
from pixnb.core.errors import BankError, Problem
from pixnb.core.text import Lang

MAX_ROWS = 20_000
MAX_BYTES = 10_000_000
MAX_NESTING = 3
FIXED_DATE = datetime.datetime(2026, 1, 5, 9, 0, 0)
"""When a file says it was made, unless the author gives a date: never the clock of the machine."""

_REQUIRED: Any = object()
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters for which XML 1.0 (2.2) or UTF-8 has no place."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a spec, read field by field with errors that say where they are.

    Parameters
    ----------
    maker
        Name of the maker, for messages.
    name
        Name of the file being made.
    lang
        Language of the learner.
    fields
        Plain values by field.
    path
        Where the block lies, for messages, for instance ``sheets[0].``.
    depth
        How many makers the file is nested in.
    """

    maker: str
    name: str
    lang: Lang
    fields: Mapping[str, Any]
    path: str = ""
    depth: int = 0

    def refuse(self, field: str, what: str) -> BankError:
        """An error that names the file, the maker and the field."""
        return BankError([Problem(self.name, 0, f"maker {self.maker}, field {self.path}{field}: {what}")])

    def known(self, names: Iterable[str]) -> None:
        """Refuse fields that do not exist, with the nearest one that does."""
        allowed = list(names)
        for field in self.fields:
            if field not in allowed:
                near = difflib.get_close_matches(str(field), allowed, 1)
                hint = f"did you mean {near[0]}?" if near else f"known fields: {', '.join(allowed)}"
                raise self.refuse(str(field), f"no such field; {hint}")

    def value(self, field: str, default: Any = _REQUIRED) -> Any:
        """The value of a field; ``default`` when it is absent or null."""
        value = self.fields.get(field)
        if value is not None:
            return value
        if default is _REQUIRED:
            raise self.refuse(field, "missing; give it a value")
        return default

    def text(self, field: str, default: str | None = _REQUIRED) -> str:
        """A text; numbers and dates are written as the language does."""
        value = self.value(field, default)
        if isinstance(value, bool) or not isinstance(value, str | int | float | datetime.date):
            raise self.refuse(field, f"expected a text, got {_shown(value)}")
        return self.clean(field, said(value, self.lang))

    def clean(self, field: str, text: str) -> str:
        """``text``, unless it holds control characters that no file format carries."""
        bad = _UNWRITABLE.search(text)
        if bad is not None:
            raise self.refuse(field, f"character U+{ord(bad[0]):04X} cannot be written in a file; take it out")
        return text

    def line(self, field: str, default: str | None = _REQUIRED) -> str:
        """A text of one line."""
        text = self.text(field, default)
        if "\n" in text or "\r" in text:
            raise self.refuse(field, "must be one line; take the line breaks out")
        return text

    def flag(self, field: str, default: bool) -> bool:
        """True or false."""
        value = self.value(field, default)
        if not isinstance(value, bool):
            raise self.refuse(field, f"expected true or false, got {_shown(value)}")
        return value

    def number(self, field: str, default: float | None = _REQUIRED, low: float = -1e15, high: float = 1e15) -> float:
        """A number between ``low`` and ``high``, both included."""
        value = self.value(field, default)
        if not is_number(value) or not low <= value <= high:
            raise self.refuse(field, f"expected a number from {low:g} to {high:g}, got {_shown(value)}")
        return float(value)

    def whole(self, field: str, default: int | None = _REQUIRED, low: int = 0, high: int = 2**63) -> int:
        """A whole number between ``low`` and ``high``, both included."""
        value = self.value(field, default)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.refuse(field, f"expected a whole number from {low} to {high}, got {_shown(value)}")
        return value

    def one_of(self, field: str, options: Iterable[str], default: str | None = _REQUIRED) -> str:
        """One of ``options``."""
        value = self.value(field, default)
        allowed = list(options)
        if value not in allowed:
            raise self.refuse(field, f"expected one of {', '.join(allowed)}, got {_shown(value)}")
        return str(value)

    def items(self, field: str, default: Sequence[Any] | None = _REQUIRED, most: int = MAX_ROWS) -> Sequence[Any]:
        """A list of at most ``most`` elements."""
        value = self.value(field, default)
        if isinstance(value, str | bytes | Mapping) or not isinstance(value, Sequence):
            raise self.refuse(field, f"expected a list, got {_shown(value)}")
        if len(value) > most:
            raise self.refuse(field, f"at most {most:,} elements, got {len(value):,}")
        return value

    def texts(self, field: str, default: Sequence[str] | None = _REQUIRED, most: int = MAX_ROWS) -> list[str]:
        """A list of texts; one text alone is taken as a list of one."""
        value = self.value(field, default)
        values = [value] if isinstance(value, str) else self.items(field, default, most)
        row = replace(self, fields={f"{field}[{i}]": v for i, v in enumerate(values)})
        return [row.text(key) for key in row.fields]

    def numbers(self, field: str) -> list[float]:
        """A list of numbers."""
        values = self.items(field)
        row = replace(self, fields={f"{field}[{i}]": v for i, v in enumerate(values)})
        return [row.number(key) for key in row.fields]

    def rows(self, field: str = "rows", default: Sequence[Any] | None = _REQUIRED) -> list[Sequence[Any]]:
        """A list of lists, at most `MAX_ROWS` of them."""
        rows = self.items(field, default)
        for i, row in enumerate(rows):
            if isinstance(row, str | bytes | Mapping) or not isinstance(row, Sequence):
                raise self.refuse(f"{field}[{i}]", f"expected a list of cells, got {_shown(row)}")
        return list(rows)

    def mapping(self, field: str) -> Mapping[str, Any]:
        """A map; an empty one when the field is absent."""
        value = self.value(field, {})
        if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
            raise self.refuse(field, f"expected a map, got {_shown(value)}")
        return value

    def block(self, field: str, names: Iterable[str]) -> Block:
        """The map in ``field`` as a block of its own, which knows only ``names``."""
        inner = replace(self, fields=self.mapping(field), path=f"{self.path}{field}.")
        inner.known(names)
        return inner

    def blocks(
        self, field: str, names: Iterable[str] | None = None, *, most: int = 500, some: bool = False
    ) -> list[Block]:
        """The maps listed in ``field``; with ``some`` there must be at least one."""
        values = self.items(field, _REQUIRED if some else (), most)
        if some and not values:
            raise self.refuse(field, "the list is empty; give at least one")
        found = []
        for i, value in enumerate(values):
            if not isinstance(value, Mapping):
                raise self.refuse(f"{field}[{i}]", f"expected a map, got {_shown(value)}")
            found.append(replace(self, fields=value, path=f"{self.path}{field}[{i}]."))
            if names is not None:
                found[-1].known(names)
        return found

    def moment(self, field: str, default: datetime.datetime | None = FIXED_DATE) -> datetime.datetime:
        """A date with its time; ISO text is read, a date alone is taken at noon.

        Raises
        ------
        BankError
            When it is not a date, or ISO 8601 cannot read it.
        """
        value = self.value(field, default)
        if isinstance(value, str):
            try:
                value = datetime.datetime.fromisoformat(value)
            except ValueError:
                raise self.refuse(field, f"expected a date such as 2026-03-04T10:30, got {_shown(value)}") from None
        if isinstance(value, datetime.datetime):
            return value
        if isinstance(value, datetime.date):
            return datetime.datetime(value.year, value.month, value.day, 12)
        raise self.refuse(field, f"expected a date such as 2026-03-04T10:30, got {_shown(value)}")


@dataclass(frozen=True, slots=True)
class Maker:
    """One maker: what it is called, which files it makes, how its block is written, and how it works.

    Parameters
    ----------
    name
        Name in the ``maker:`` field.
    extensions
        Endings of the file names it makes, with the dot; empty for any.
    schema
        JSON Schema of its block in a challenge file, before expressions are resolved.
    write
        Makes the bytes from a block of plain values.
    """

    name: str
    extensions: tuple[str, ...]
    schema: Mapping[str, Any]
    write: Callable[[Block], bytes]

    def make(self, spec: Mapping[str, Any], name: str, lang: Lang, path: str = "", depth: int = 0) -> bytes:
        """Make the file ``name`` from a resolved ``spec``.

        Parameters
        ----------
        spec
            Plain values by field: text, numbers, booleans, dates, lists, maps.
        name
            File name with its extension, which chooses the format where a maker knows several.
        lang
            Language of the learner.
        path, depth
            Where the block lies and how deep, when another maker asks.

        Returns
        -------
        bytes
            The same for the same spec, at most `MAX_BYTES`.

        Raises
        ------
        BankError
            When a field is missing, unknown or of the wrong kind, or the file would be too large.
        """
        block = Block(self.name, name, lang, spec, path, depth)
        block.known(self.schema["properties"])
        if self.extensions and PurePosixPath(name).suffix.lower() not in self.extensions:
            raise block.refuse("name", f"expected a name that ends in {' or '.join(self.extensions)}, got {name!r}")
        return within_bounds(block, self.write(block))


MAKERS: dict[str, Maker] = {}
"""Every maker by its name. Another maker is added by putting it here."""


def make(spec: Mapping[str, Any], name: str, lang: Lang, path: str = "", depth: int = 0) -> bytes:
    """Make the file ``name`` with the maker that ``spec["maker"]`` names.

    Parameters
    ----------
    spec
        A block of ``files`` with every expression resolved to a plain value.
    name
        File name with extension.
    lang
        Language of the learner.
    path, depth
        Where the block lies and how deep, when another maker asks.

    Raises
    ------
    BankError
        When the maker is unknown or refuses the block; the message names the maker and the field.
    """
    maker = spec.get("maker")
    if not isinstance(maker, str) or maker not in MAKERS:
        known = ", ".join(sorted(MAKERS))
        raise BankError([Problem(name, 0, f"field {path}maker: no maker is called {maker!r}; known: {known}")])
    if depth > MAX_NESTING:
        raise BankError([Problem(name, 0, f"field {path}maker: files nested deeper than {MAX_NESTING}; flatten them")])
    return MAKERS[maker].make(spec, name, lang, path, depth)


def nested(block: Block, *without: str) -> bytes:
    """Make the file that a block inside another maker's block describes (its ``name`` and ``maker``).

    Fields named in ``without`` belong to the outer maker and are kept from the inner one.
    """
    fields = {key: value for key, value in block.fields.items() if key not in without}
    return make(fields, block.line("name"), block.lang, block.path, block.depth + 1)


def within_bounds(block: Block, content: bytes) -> bytes:
    """``content``, unless it is larger than `MAX_BYTES`."""
    if len(content) > MAX_BYTES:
        raise block.refuse("maker", f"the file would be {len(content):,} bytes; at most {MAX_BYTES:,}")
    return content


def is_number(value: Any) -> bool:
    """Whether ``value`` is a finite number and not a boolean."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"
