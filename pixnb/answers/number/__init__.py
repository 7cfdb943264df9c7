"""A number to type, with the unit or without."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pixnb.answers import authoring, reading, schema
from pixnb.answers.base import Raw, Workbench
from pixnb.answers.problems import refused
from pixnb.answers.rules import decided, numbers, same_number
from pixnb.core.challenge import Json, Verdict

LARGEST = 10**15
"""Largest right value: a spreadsheet keeps fifteen figures."""

MOST_DECIMALS = 6

_SCHEMA = schema.block(
    "A number to type.",
    {
        "value": schema.number("The right number."),
        "tolerance": schema.TOLERANCE,
        "unit": schema.UNIT,
        "label": schema.LABEL,
        "decimals": {
            "description": "Most decimals of the answer, the same in every variant: the learner is told whether the "
            "number is whole. Nothing is said of it when left out.",
            "type": "integer",
            "minimum": 0,
            "maximum": MOST_DECIMALS,
        },
    },
    ["value"],
)


def key(kind: str, value: Any, block: Mapping[str, Any], bench: Workbench) -> dict[str, Json]:
    """What a typed number is compared with: ``{value, tolerance, unit}``.

    Parameters
    ----------
    kind
        Name of the answer kind, for messages.
    value
        The right number, resolved.
    block
        Resolved fields ``tolerance`` and ``unit``.
    bench
        Writes the unit when it is a number.
    """
    unit = authoring.shown(kind, block.get("unit", ""), bench)
    if unit[:1].isdigit():
        raise authoring.fault(kind, f"`unit` is {unit!r}, which would be read as part of the number")
    right_value = authoring.number(kind, "value", value)
    if abs(right_value) > LARGEST:
        raise authoring.fault(kind, f"`value` is beyond {LARGEST:.0e}, where spreadsheets lose figures")
    tolerance = authoring.number(kind, "tolerance", block.get("tolerance", 0), least=0)
    return {"value": right_value, "tolerance": tolerance, "unit": unit}


def readable(text: str, unit: str) -> bool:
    """Whether a number can be read."""
    return bool(numbers.readings(text, unit))


def right(expected: Mapping[str, Json], answer: str, rule_set: str) -> bool:
    """Whether ``answer`` is right under a key made by `key`."""
    return same_number(answer, expected["value"], expected["tolerance"], expected["unit"], rule_set)


def typed(value: float) -> str:
    """A number as a learner types it: with a point, exact."""
    return repr(value)


class Number:
    """The kind ``number``: ask ``{label, unit}``, raw ``{text}``, expected ``{value, tolerance, unit}``.

    Ask also has ``decimals`` where the author wrote it. It is never taken from the value, which would tell of it.
    """

    name = "number"
    schema: Mapping[str, Any] = _SCHEMA

    def build(self, spec: Mapping[str, Any], bench: Workbench) -> tuple[dict[str, Json], Json]:
        """The field with its unit, and the right number."""
        block = authoring.resolved(self.name, spec, bench)
        expected = key(self.name, block.get("value"), block, bench)
        label = authoring.shown(self.name, block.get("label", ""), bench)
        asked: dict[str, Json] = {"label": label, "unit": expected["unit"]}
        return asked | _decimals(self.name, spec, expected["value"]), expected

    def build_mistake(self, spec: Any, ask: Mapping[str, Json], expected: Json, bench: Workbench) -> Json:
        """A wrong number, recognised with the tolerance of the right one."""
        return {**expected, "value": authoring.number(self.name, "mistakes: answer", bench.resolve(spec))}

    def read(self, ask: Mapping[str, Json], raw: Raw, upload: bytes | None = None) -> Json:
        """The number as typed: ``{text}``; checking reads it again."""
        text = reading.filled(reading.clean(reading.field(raw, "text", str)))
        if not readable(text, ask["unit"]):
            raise refused("not_a_number")
        return {"text": text}

    def check(self, expected: Json, answer: Json, rules: str = "default") -> Verdict:
        """Right when it is within the tolerance."""
        return decided(right(expected, answer["text"], rules), rules)

    def reference(self, ask: Mapping[str, Json], expected: Json) -> tuple[Raw, bytes | None]:
        """The right number."""
        return {"text": typed(expected["value"])}, None

    def empty(self, ask: Mapping[str, Json]) -> Raw:
        """Nothing typed."""
        return {"text": ""}

    def said(self, expected: Json) -> Sequence[str]:
        """The right number in its usual spellings, French and English."""
        return numbers.spellings(expected["value"])

    def chance(self, ask: Mapping[str, Json]) -> float:
        """None: nobody types the right number blindly."""
        return 0.0


def _decimals(kind: str, spec: Mapping[str, Any], value: float) -> dict[str, Json]:
    """What the author says of decimals, as written: nothing that is computed, so nothing that could tell the value."""
    if "decimals" not in spec:
        return {}
    most = spec["decimals"]
    if not isinstance(most, int) or isinstance(most, bool) or not 0 <= most <= MOST_DECIMALS:
        raise authoring.fault(kind, f"`decimals` must be a whole number from 0 to {MOST_DECIMALS}, as plain figures")
    if not numbers.near(round(value, most), value, 0):
        raise authoring.fault(kind, f"the value {value!r} has more decimals than `decimals: {most}` says")
    return {"decimals": most}


KIND = Number()
