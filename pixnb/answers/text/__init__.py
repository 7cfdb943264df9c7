"""A text to type, compared with the texts that are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pixnb.answers import authoring, reading, schema
from pixnb.answers.base import Raw, Workbench
from pixnb.answers.rules import TOLERANCES, USUAL, decided, same_text
from pixnb.core.challenge import Json, Verdict

LIMITS = {"short": reading.TEXT_LIMIT, "long": 2000}
"""Longest answer by size of the field, in characters."""

PROPERTIES: Mapping[str, Any] = {
    "accept": schema.listing(schema.TEXT, "Right answers; the first one is the one shown."),
    "tolerances": schema.TOLERANCES,
}

_SCHEMA = schema.block(
    "A text to type.",
    {
        **PROPERTIES,
        "label": schema.LABEL,
        "size": {"description": "Size of the field: one line (default) or several.", "enum": ["short", "long"]},
    },
    ["accept"],
)


def key(kind: str, block: Mapping[str, Any], bench: Workbench) -> dict[str, Json]:
    """What a typed text is compared with: ``{accept, tolerances}``.

    Parameters
    ----------
    kind
        Name of the answer kind, for messages.
    block
        Resolved fields ``accept`` and ``tolerances``.
    bench
        Writes numbers as text.
    """
    accept = authoring.shown_all(kind, "accept", block.get("accept"), bench)
    tolerances = block.get("tolerances", list(USUAL))
    if not isinstance(tolerances, list):
        raise authoring.fault(kind, "`tolerances` must be a list")
    return {
        "accept": accept,
        "tolerances": [authoring.one_of(kind, "tolerances", each, TOLERANCES) for each in tolerances],
    }


def right(expected: Mapping[str, Json], answer: str, rule_set: str) -> bool:
    """Whether ``answer`` is right under a key made by `key`."""
    wrong = expected.get("not_these", ())
    return same_text(answer, expected["accept"], expected["tolerances"], rule_set, wrong)


class Text:
    """The kind ``text``: ask ``{label, size, max}``, raw ``{text}``, expected ``{accept, tolerances}``.

    ``expected`` may also have ``not_these``: wrong answers that a typing error must not turn into right ones.
    """

    name = "text"
    schema: Mapping[str, Any] = _SCHEMA

    def build(self, spec: Mapping[str, Any], bench: Workbench) -> tuple[dict[str, Json], Json]:
        """The field, and the right texts."""
        block = authoring.resolved(self.name, spec, bench)
        size = authoring.one_of(self.name, "size", block.get("size", "short"), LIMITS)
        expected = key(self.name, block, bench)
        if any(len(each) > LIMITS[size] for each in expected["accept"]):
            raise authoring.fault(self.name, f"a right answer is longer than {LIMITS[size]} characters")
        label = authoring.shown(self.name, block.get("label", ""), bench)
        return {"label": label, "size": size, "max": LIMITS[size]}, expected

    def build_mistake(self, spec: Any, ask: Mapping[str, Json], expected: Json, bench: Workbench) -> Json:
        """A wrong text, recognised with the tolerances of the right one."""
        accept = [authoring.shown(self.name, bench.resolve(spec), bench)]
        if not accept[0]:
            raise authoring.fault(self.name, "a mistake's `answer` is empty")
        return {"accept": accept, "tolerances": expected["tolerances"]}

    def read(self, ask: Mapping[str, Json], raw: Raw, upload: bytes | None = None) -> Json:
        """The text as typed: ``{text}``."""
        typed = reading.field(raw, "text", str)
        return {"text": reading.filled(reading.clean(typed, ask["max"], lines=ask["size"] == "long"))}

    def check(self, expected: Json, answer: Json, rules: str = "default") -> Verdict:
        """Right when it is one of the right texts."""
        return decided(right(expected, answer["text"], rules), rules)

    def reference(self, ask: Mapping[str, Json], expected: Json) -> tuple[Raw, bytes | None]:
        """The first right text."""
        return {"text": expected["accept"][0]}, None

    def empty(self, ask: Mapping[str, Json]) -> Raw:
        """Nothing typed."""
        return {"text": ""}

    def said(self, expected: Json) -> Sequence[str]:
        """The right texts."""
        return tuple(expected["accept"])

    def chance(self, ask: Mapping[str, Json]) -> float:
        """None: nobody types the right text blindly."""
        return 0.0

    def forewarned(self, expected: Json, mistakes: Sequence[Json]) -> Json:
        """The key with the texts of typical mistakes as ``not_these``."""
        return {**expected, "not_these": [text for mistake in mistakes for text in mistake["accept"]]}


KIND = Text()
