"""Pieces of JSON Schema for blocks as authors write them: every value may also be an expression or `{fr, en}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

_FILLED: Schema = {"type": "string", "pattern": "^=|\\{\\{"}


def _authored(*shapes: Schema, say: str = "") -> Schema:
    pair: Schema = {
        "type": "object",
        "properties": {"fr": {}, "en": {}},
        "required": ["fr", "en"],
        "additionalProperties": False,
    }
    schema: Schema = {"anyOf": [*shapes, _FILLED, pair]}
    return {"description": say, **schema} if say else schema


def text(say: str = "") -> Schema:
    """A text."""
    return _authored({"type": ["string", "number"]}, say=say)


def flag(say: str = "") -> Schema:
    """True or false."""
    return _authored({"type": "boolean"}, say=say)


def number(say: str = "") -> Schema:
    """A number."""
    return _authored({"type": "number"}, say=say)


def date(say: str = "") -> Schema:
    """A date: YAML's own, ISO text or an expression."""
    return _authored({"type": "string"}, say=say)


def one_of(options: Sequence[str], say: str = "") -> Schema:
    """One of a few words."""
    return _authored({"enum": list(options)}, say=say)


def anything(say: str = "") -> Schema:
    """Any value."""
    return {"description": say} if say else {}


def list_of(item: Schema, say: str = "") -> Schema:
    """A list."""
    return _authored({"type": "array", "items": item}, say=say)


def map_of(item: Schema, say: str = "") -> Schema:
    """A map with free keys."""
    return _authored({"type": "object", "additionalProperties": item}, say=say)


def block(properties: Mapping[str, Schema], required: Sequence[str] = (), say: str = "") -> Schema:
    """A map with known fields."""
    schema: Schema = {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }
    return {"description": say, **schema} if say else schema


def maker(name: str, properties: Mapping[str, Schema], required: Sequence[str] = ()) -> Schema:
    """The whole block of a maker, with ``name`` and ``maker``."""
    head = {"name": text("File name with extension."), "maker": {"const": name}}
    return block({**head, **properties}, ["maker", *required])


def nested(say: str) -> Schema:
    """A list of files made by any maker."""
    item = {"type": "object", "required": ["name"], "properties": {"name": text(), "maker": {"type": "string"}}}
    return list_of(item, say)


def table() -> Schema:
    """A list of rows, each a list of cells."""
    return list_of(list_of(anything()), "Rows, each a list of cells.")
