"""The JSON Schema of challenge and tutorial files, for editors and for the checks of `pixnb bank check`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pixnb.answers import KINDS
from pixnb.answers import kind as answer_kind
from pixnb.bank.frontmatter import Document
from pixnb.bank.makers import MAKERS
from pixnb.core.errors import Problem
from pixnb.quick import without

with without("rfc3987_syntax"):
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError, best_match

EXPRESSION: dict[str, Any] = {"type": ["string", "number", "boolean"], "description": "An expression."}
SENTENCE: dict[str, Any] = {
    "description": "Text with {{ expressions }}, in both languages.",
    "type": "object",
    "properties": {"fr": {"type": "string", "minLength": 1}, "en": {"type": "string", "minLength": 1}},
    "required": ["fr", "en"],
    "additionalProperties": False,
}
ID = r"^[a-z0-9]+(\.[a-z0-9]+)*(-[a-z0-9]+)*$"

CHALLENGE: dict[str, Any] = {
    "type": "object",
    "required": ["id", "version", "skill", "answer", "hint", "solution"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": ID, "description": "Unique in the bank."},
        "version": {"type": "integer", "minimum": 1, "description": "A new version is a new item."},
        "skill": {"type": "string", "description": "Id of the skill in the framework's skill map."},
        "needs": {"enum": ["none", "desktop", "lab"], "description": "What the place must offer."},
        "minutes": {"type": "number", "exclusiveMinimum": 0, "maximum": 30, "description": "Typical time."},
        "authors": {"type": "array", "items": {"type": "string"}},
        "vary": {"type": "object", "additionalProperties": EXPRESSION, "description": "Drawn from the seed, in order."},
        "derive": {"type": "object", "additionalProperties": EXPRESSION, "description": "Computed, no draws."},
        "require": {"type": "array", "items": {"type": "string"}, "description": "All true, or drawn again."},
        "files": {"type": "array", "items": {"type": "object", "required": ["name", "maker"]}},
        "answer": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": list(KINDS)}}},
        "mistakes": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["answer", "feedback"],
                "additionalProperties": False,
                "properties": {
                    "answer": {"description": "What somebody who makes the mistake answers, in the kind's own form."},
                    "feedback": SENTENCE,
                    "verdict": {"enum": ["wrong", "partial"]},
                    "when": EXPRESSION,
                },
            },
        },
        "hint": SENTENCE,
        "solution": SENTENCE,
        "tutorial": {"type": "string", "description": "Id of a tutorial; the topic's own by default."},
    },
}

TUTORIAL: dict[str, Any] = {
    "type": "object",
    "required": ["id", "topic", "minutes"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "pattern": ID},
        "topic": {"type": "string"},
        "minutes": {"type": "integer", "minimum": 1, "maximum": 15},
        "authors": {"type": "array", "items": {"type": "string"}},
    },
}

CARD: dict[str, Any] = {
    "name": {"type": ["string", "object"]},
    "maker": {"enum": sorted(MAKERS)},
    "shown": {"type": "boolean", "description": "An image that is part of the question."},
    "alt": SENTENCE,
}


def kind_schema(name: str) -> dict[str, Any]:
    """The schema of an ``answer:`` block of one kind, ``kind`` included."""
    schema = dict(answer_kind(name).schema)
    return schema | {"properties": {"kind": {"const": name}, **schema.get("properties", {})}}


def maker_schema(name: str) -> dict[str, Any]:
    """The schema of one entry of ``files:`` for one maker, its card included."""
    schema = dict(MAKERS[name].schema)
    return schema | {"properties": {**schema.get("properties", {}), **CARD}}


def published() -> dict[str, Any]:
    """The whole schema of a challenge's front matter, for editors."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pixnb challenge",
        **CHALLENGE,
    }
    properties = dict(CHALLENGE["properties"])
    properties["answer"] = properties["answer"] | {"allOf": [_when("kind", name, kind_schema(name)) for name in KINDS]}
    makers = [_when("maker", name, maker_schema(name)) for name in sorted(MAKERS)]
    properties["files"] = {"type": "array", "items": properties["files"]["items"] | {"allOf": makers}}
    return schema | {"properties": properties}


def _when(field: str, value: str, then: Mapping[str, Any]) -> dict[str, Any]:
    return {"if": {"properties": {field: {"const": value}}}, "then": then}


def problems(document: Document, schema: Mapping[str, Any], *where: str | int) -> Iterator[Problem]:
    """What a part of a front matter breaks in a schema, one problem a place.

    Parameters
    ----------
    document
        The file.
    schema
        The schema of that part.
    where
        Path of the part.
    """
    part: Any = document.data
    for step in where:
        part = part[step]
    for error in Draft202012Validator(schema).iter_errors(part):
        cause = best_match([error]) or error
        path = (*where, *cause.absolute_path)
        name = str(document.data.get("id", ""))
        yield Problem(document.path, document.line(*path, *_extra(cause)[:1]), _sentence(cause, path), name)


def _extra(error: ValidationError) -> list[str]:
    """The names that a map holds and its schema does not know."""
    if error.validator != "additionalProperties" or not isinstance(error.instance, Mapping):
        return []
    return [str(name) for name in error.instance if name not in error.schema.get("properties", {})]


def _sentence(error: ValidationError, path: tuple[str | int, ...]) -> str:
    place = ".".join(map(str, path)) or "front matter"
    if error.validator == "required":
        missing = [name for name in error.validator_value if name not in error.instance]
        return f"{place}: “{missing[0]}” is missing: add it"
    if extra := _extra(error):
        return f"{place}: “{', '.join(extra)}” is not known here; known: {', '.join(error.schema['properties'])}"
    if error.validator == "enum":
        return f"{place}: {error.instance!r} is not one of {', '.join(map(str, error.validator_value))}"
    return f"{place}: {error.message}"
