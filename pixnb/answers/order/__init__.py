"""Elements to put in order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from pixnb.answers import authoring, reading, schema
from pixnb.answers.base import Raw, Workbench
from pixnb.answers.problems import refused
from pixnb.answers.rules import decided
from pixnb.core.challenge import Json, Verdict

LEAST = 3
"""Fewest elements. The right order is never shown at first, so with two elements the only other one would be it."""

_SCHEMA = schema.block(
    "Elements to put in order.",
    {"items": schema.listing(schema.TEXT, "The elements in the right order, one line of Markdown each.", least=LEAST)},
    ["items"],
)


class Order:
    """The kind ``order``: ask ``{items}``, raw ``{order: [id]}``, expected ``{order: [id]}``."""

    name = "order"
    schema: Mapping[str, Any] = _SCHEMA

    def build(self, spec: Mapping[str, Any], bench: Workbench) -> tuple[dict[str, Json], Json]:
        """The elements in an order that is not the right one, and the right one."""
        block = authoring.resolved(self.name, spec, bench)
        texts = authoring.shown_all(self.name, "items", block.get("items"), bench, least=LEAST)
        htmls = [bench.inline(text) for text in texts]
        authoring.different(self.name, "items", htmls)
        right = list(range(len(htmls)))
        order = list(right)
        while order == right:
            bench.draw.shuffle(order)
        items = [{"id": str(place), "html": htmls[index]} for place, index in enumerate(order, 1)]
        return {"items": items}, {"order": [str(order.index(index) + 1) for index in right]}

    def build_mistake(self, spec: Any, ask: Mapping[str, Json], expected: Json, bench: Workbench) -> Json:
        """A wrong order, given by its texts."""
        texts = authoring.shown_all(self.name, "mistakes: answer", bench.resolve(spec), bench)
        by_html = {item["html"]: item["id"] for item in ask["items"]}
        htmls = [bench.inline(text) for text in texts]
        if sorted(htmls) != sorted(by_html):
            raise authoring.fault(self.name, "a mistake must list the same elements as `items`, in another order")
        return {"order": [by_html[html] for html in htmls]}

    def read(self, ask: Mapping[str, Json], raw: Raw, upload: bytes | None = None) -> Json:
        """All ids, in the learner's order: ``{order: [id]}``."""
        offered = [item["id"] for item in ask["items"]]
        order = reading.known(reading.field(raw, "order", list), offered)
        missing = [each for each in offered if each not in order]
        if missing:
            raise refused("missing_order", items=missing)
        return {"order": order}

    def check(self, expected: Json, answer: Json, rules: str = "default") -> Verdict:
        """Right when the whole order is."""
        return decided(answer["order"] == expected["order"], rules)

    def reference(self, ask: Mapping[str, Json], expected: Json) -> tuple[Raw, bytes | None]:
        """The right order."""
        return {"order": list(expected["order"])}, None

    def empty(self, ask: Mapping[str, Json]) -> Raw:
        """No order."""
        return {"order": []}

    def said(self, expected: Json) -> Sequence[str]:
        """Nothing: every element is public."""
        return ()

    def chance(self, ask: Mapping[str, Json]) -> float:
        """1/n!, one order among all."""
        return 1 / math.factorial(len(ask["items"]))


KIND = Order()
