"""Parts shared by the JSON Schemas (draft 2020-12) of the answer blocks.

Every authored value may be plain, an expression (text that begins with ``=``), text with ``{{ }}``, or a map
of languages; these definitions say so once. They are plain data, merged into each kind's schema.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Schema = dict[str, Any]

EXPRESSION: Schema = {
    "type": "string",
    "pattern": r"^\s*=|\{\{.*\}\}",
    "description": "An expression (`= …`) or a text with `{{ … }}`.",
}


def localised(schema: Mapping[str, Any], description: str) -> Schema:
    """``schema``, or a map that gives it in French and English."""
    return {
        "description": description,
        "anyOf": [
            dict(schema),
            {
                "type": "object",
                "properties": {"fr": dict(schema), "en": dict(schema)},
                "required": ["fr", "en"],
                "additionalProperties": False,
            },
        ],
    }


def text(description: str) -> Schema:
    """Text or a number, in one form for both languages or in each of them."""
    return localised({"type": ["string", "number"]}, description)


def number(description: str, *, least: float | None = None) -> Schema:
    """A number or an expression that gives one, in one form for both languages or in each of them."""
    plain: Schema = {"type": "number"} if least is None else {"type": "number", "minimum": least}
    return localised({"anyOf": [plain, EXPRESSION]}, description)


def flag(description: str) -> Schema:
    """True or false, or an expression that gives it."""
    return {"description": description, "anyOf": [{"type": "boolean"}, EXPRESSION]}


def listing(element: Mapping[str, Any], description: str, *, least: int = 1) -> Schema:
    """A list of ``element``, or an expression that gives it, in one form or in each language."""
    many = {"type": "array", "items": dict(element), "minItems": least}
    return localised({"anyOf": [many, EXPRESSION]}, description)


def block(
    description: str,
    properties: Mapping[str, Any],
    required: Sequence[str] = (),
    **more: Any,
) -> Schema:
    """A strict map: no field but those named.

    Parameters
    ----------
    description
        What an editor shows beside the block.
    properties
        Schema of each field.
    required
        Names of the fields that must be there.
    more
        Other keywords of JSON Schema, for instance ``oneOf``.
    """
    return {
        "type": "object",
        "description": description,
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
        **more,
    }


TEXT = text("Text or a number; `{{ }}`, `= …` and `{fr, en}` allowed.")
VALUE: Schema = {
    "description": "Any value: plain, `= …`, text with `{{ }}`, or `{fr, en}`.",
    "type": ["string", "number", "boolean", "null", "array", "object"],
}
TEXTS = listing(TEXT, "A list of texts.")
LABEL = text("What stands before the field; may be left out.")
UNIT = text("Unit shown after the field; a learner may type it too.")
TOLERANCE = number("Largest distance from the value that is still right, in the unit of the value.", least=0)
TOLERANCES: Schema = {
    "description": "What is forgiven in typed text: `case` (capitals, accents, spaces), `punctuation`, `typos`. "
    "Default `[case, punctuation]`; `[]` is exact.",
    "type": "array",
    "items": {"enum": ["case", "punctuation", "typos"]},
    "uniqueItems": True,
}
