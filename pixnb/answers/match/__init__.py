"""Elements on the left, each to be matched with one on the right."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from pixnb.answers import authoring, reading, schema
from pixnb.answers.base import Raw, Workbench
from pixnb.answers.problems import refused
from pixnb.answers.rules import parts
from pixnb.core.challenge import Json, Verdict

_PAIR = {
    "type": "array",
    "description": "An element on the left and the one on the right that goes with it.",
    "prefixItems": [schema.TEXT, schema.TEXT],
    "items": False,
    "minItems": 2,
}

_SCHEMA = schema.block(
    "Elements to match. Several on the left may go with the same one on the right: that sorts them into classes.",
    {
        "pairs": schema.listing(_PAIR, "The right pairs, `[left, right]`.", least=2),
        "extra": schema.listing(schema.TEXT, "Elements on the right that nothing goes with.", least=0),
        "order": schema.listing(
            schema.TEXT, "All elements on the right, in the order in which they are shown; random when left out."
        ),
    },
    ["pairs"],
)


class Match:
    """The kind ``match``: ask ``{left, right}``, raw ``{pairs: {left id: right id}}``, expected the same."""

    name = "match"
    schema: Mapping[str, Any] = _SCHEMA

    def build(self, spec: Mapping[str, Any], bench: Workbench) -> tuple[dict[str, Json], Json]:
        """Both columns, the right one shuffled or in the author's order, and the right pairs."""
        block = authoring.resolved(self.name, spec, bench)
        pairs = self._pairs(block.get("pairs"), bench)
        lefts = [bench.inline(left) for left, _ in pairs]
        authoring.different(self.name, "pairs (left)", lefts)
        wanted = [bench.inline(right) for _, right in pairs]
        rights = list(dict.fromkeys(wanted)) + self._extra(block.get("extra", []), bench)
        authoring.different(self.name, "pairs (right) and extra", rights)
        if len(rights) < 2:
            raise authoring.fault(self.name, "there must be at least two different elements on the right")
        if "order" in block:
            rights = self._ordered(block["order"], rights, bench)
        else:
            bench.draw.shuffle(rights)
        ask = {"left": _column("l", lefts), "right": _column("r", rights)}
        return ask, {"pairs": {f"l{place}": f"r{rights.index(html) + 1}" for place, html in enumerate(wanted, 1)}}

    def build_mistake(self, spec: Any, ask: Mapping[str, Json], expected: Json, bench: Workbench) -> Json:
        """Wrong pairs, given by their texts; a left element that is not named may have any match."""
        value = bench.resolve(spec)
        if not isinstance(value, Mapping) or not value:
            raise authoring.fault(self.name, "a mistake must be a map from left to right")
        return {
            "pairs": {
                self._id(ask["left"], one, bench): self._id(ask["right"], other, bench) for one, other in value.items()
            }
        }

    def read(self, ask: Mapping[str, Json], raw: Raw, upload: bytes | None = None) -> Json:
        """Every left id with the right id chosen for it: ``{pairs: {left id: right id}}``."""
        pairs = reading.field(raw, "pairs", dict)
        lefts = [each["id"] for each in ask["left"]]
        reading.known(list(pairs), lefts)
        chosen = {left: pairs[left] for left in lefts if pairs.get(left) not in (None, "")}
        reading.known(list(dict.fromkeys(map(_hashable, chosen.values()))), [each["id"] for each in ask["right"]])
        missing = [left for left in lefts if left not in chosen]
        if missing:
            raise refused("missing_pairs", pairs=missing)
        return {"pairs": chosen}

    def check(self, expected: Json, answer: Json, rules: str = "default") -> Verdict:
        """Right when every pair is, partial when some are; ``detail`` by left id."""
        return parts({left: answer["pairs"][left] == right for left, right in expected["pairs"].items()}, rules)

    def reference(self, ask: Mapping[str, Json], expected: Json) -> tuple[Raw, bytes | None]:
        """The right pairs; for a mistake, its pairs with the first element for those it does not name."""
        first = ask["right"][0]["id"]
        return {"pairs": {each["id"]: expected["pairs"].get(each["id"], first) for each in ask["left"]}}, None

    def empty(self, ask: Mapping[str, Json]) -> Raw:
        """No pair."""
        return {"pairs": {}}

    def said(self, expected: Json) -> Sequence[str]:
        """Nothing: every element is public."""
        return ()

    def chance(self, ask: Mapping[str, Json]) -> float:
        """One over the number of ways to match.

        Each left element with another right one when there are enough of them; otherwise, when classes are
        shared, each with any.
        """
        lefts, rights = len(ask["left"]), len(ask["right"])
        return 1 / (math.perm(rights, lefts) if rights >= lefts else rights**lefts)

    def _pairs(self, pairs: Any, bench: Workbench) -> list[tuple[str, str]]:
        if not isinstance(pairs, Sequence) or not all(_is_pair(pair) for pair in pairs):
            raise authoring.fault(self.name, "`pairs` must be a list of [left, right]")
        if len(pairs) < 2:
            raise authoring.fault(self.name, "`pairs` needs at least two pairs")
        texts = [
            (authoring.shown(self.name, one, bench), authoring.shown(self.name, other, bench)) for one, other in pairs
        ]
        if not all(one and other for one, other in texts):
            raise authoring.fault(self.name, "`pairs` has an empty element")
        return texts

    def _extra(self, extra: Any, bench: Workbench) -> list[str]:
        return [bench.inline(text) for text in authoring.shown_all(self.name, "extra", extra, bench, least=0)]

    def _ordered(self, order: Any, rights: Sequence[str], bench: Workbench) -> list[str]:
        ordered = [bench.inline(text) for text in authoring.shown_all(self.name, "order", order, bench)]
        if sorted(ordered) != sorted(rights):
            raise authoring.fault(self.name, "`order` must name every element on the right once, and nothing else")
        return ordered

    def _id(self, column: Sequence[Mapping[str, Any]], text: Any, bench: Workbench) -> str:
        html = bench.inline(authoring.shown(self.name, text, bench))
        found = next((str(each["id"]) for each in column if each["html"] == html), None)
        if found is None:
            raise authoring.fault(self.name, f"a mistake has {text!r}, which is not among the elements on that side")
        return found


def _is_pair(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str) and len(value) == 2


def _hashable(value: Any) -> Any:
    return value if isinstance(value, str) else None


def _column(prefix: str, htmls: Sequence[str]) -> list[dict[str, str]]:
    return [{"id": f"{prefix}{place}", "html": html} for place, html in enumerate(htmls, 1)]


KIND = Match()
