"""One option to choose, or several to tick.

Ids are places after the shuffle: they tell nothing about which option the author wrote first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pixnb.answers import authoring, reading, schema
from pixnb.answers.base import Raw, Workbench
from pixnb.answers.problems import refused
from pixnb.answers.rules import decided, verdict
from pixnb.core.challenge import Json, Outcome, Verdict

_OPTION = {
    "type": "object",
    "description": "One option.",
    "properties": {
        "text": schema.text("The option, one line of Markdown."),
        "right": schema.flag("Whether it is right; false when left out."),
        "feedback": schema.text("For a wrong option: why it is wrong, shown to who chose it."),
    },
    "required": ["text"],
    "additionalProperties": False,
}

_SCHEMA = schema.block(
    "One option to choose, or several to tick. Either `options`, or `from` with `right`.",
    {
        "options": schema.listing(_OPTION, "The options, with those that are right.", least=2),
        "from": schema.listing(schema.TEXT, "The options as a list of texts; `right` says which are right.", least=2),
        "right": {
            "description": "The right option, or the list of right ones, of `from`.",
            "anyOf": [
                schema.TEXT,
                schema.TEXTS,
            ],
        },
        "several": schema.flag("Whether several may be ticked; false when left out."),
        "shuffle": schema.flag("Whether the options are put in random order; true when left out."),
    },
    oneOf=[
        {"required": ["options"], "not": {"anyOf": [{"required": ["from"]}, {"required": ["right"]}]}},
        {"required": ["from", "right"], "not": {"required": ["options"]}},
    ],
)


class Choice:
    """The kind ``choice``: ask ``{several, options}``, raw ``{choices: [id]}``, expected ``{right: [id]}``.

    A mistake is a list of exactly those ticked, or one wrong option. Where several may be ticked, one option
    means that it is among those ticked, whatever the others; its expected is then ``{ticked: [id]}``.
    Where several may be ticked, expected also has ``several: true``, for the verdict to say which ticks are right.
    """

    name = "choice"
    schema: Mapping[str, Any] = _SCHEMA

    def build(self, spec: Mapping[str, Any], bench: Workbench) -> tuple[dict[str, Json], Json]:
        """The options in the order shown, and the ids of the right ones."""
        block = authoring.resolved(self.name, spec, bench)
        several = authoring.flag(self.name, "several", block.get("several", False))
        texts, right = self._options(block, bench)
        if not right or (len(right) > 1 and not several):
            what = "needs a right option" if not right else f"has {len(right)} right options: add `several: true`"
            raise authoring.fault(self.name, f"the block {what}")
        order = list(range(len(texts)))
        if authoring.flag(self.name, "shuffle", block.get("shuffle", True)):
            bench.draw.shuffle(order)
        htmls = [bench.inline(texts[place]) for place in order]
        authoring.different(self.name, "options", htmls)
        options = [{"id": str(place), "html": html} for place, html in enumerate(htmls, 1)]
        ids = [str(place) for place, index in enumerate(order, 1) if index in right]
        return {"several": several, "options": options}, {"right": ids} | ({"several": True} if several else {})

    def build_mistake(self, spec: Any, ask: Mapping[str, Json], expected: Json, bench: Workbench) -> Json:
        """The ids of a wrong choice, given by its texts."""
        value = bench.resolve(spec)
        ids = self._ids(value if isinstance(value, list) else [value], ask, bench)
        among = ask["several"] and not isinstance(value, list) and not set(ids) <= set(expected["right"])
        return {"ticked" if among else "right": ids}

    def read(self, ask: Mapping[str, Json], raw: Raw, upload: bytes | None = None) -> Json:
        """The ids ticked, in the order of the options: ``{choices: [id]}``."""
        offered = [option["id"] for option in ask["options"]]
        choices = reading.known(reading.field(raw, "choices", list), offered)
        if not choices:
            raise refused("empty")
        if len(choices) > 1 and not ask["several"]:
            raise refused("too_many_options")
        return {"choices": sorted(choices, key=offered.index)}

    def check(self, expected: Json, answer: Json, rules: str = "default") -> Verdict:
        """Right when exactly the right ones are ticked, partial when only some of them and no wrong one.

        Where several may be ticked, ``detail`` has each one ticked, and as false each right one that was not.
        """
        return _check(expected, set(answer["choices"]), rules)

    def reference(self, ask: Mapping[str, Json], expected: Json) -> tuple[Raw, bytes | None]:
        """The right options ticked."""
        return {"choices": list(expected.get("right") or expected["ticked"])}, None

    def empty(self, ask: Mapping[str, Json]) -> Raw:
        """Nothing ticked."""
        return {"choices": []}

    def said(self, expected: Json) -> Sequence[str]:
        """Nothing: every option is public."""
        return ()

    def chance(self, ask: Mapping[str, Json]) -> float:
        """1/n for one option, 1/(2ⁿ − 1) for several (every set of options but none)."""
        count = len(ask["options"])
        return 1 / (2**count - 1) if ask["several"] else 1 / count

    def _options(self, block: Mapping[str, Any], bench: Workbench) -> tuple[list[str], set[int]]:
        """The texts in the author's order and the places of the right ones."""
        if "options" not in block:
            return self._from_list(block, bench)
        options = block["options"]
        if not isinstance(options, Sequence) or not all(isinstance(each, Mapping) for each in options):
            raise authoring.fault(self.name, "`options` must be a list of maps with `text`")
        texts = authoring.shown_all(self.name, "options", [each.get("text") for each in options], bench, least=2)
        flags = [authoring.flag(self.name, "right", each.get("right", False)) for each in options]
        return texts, {place for place, right in enumerate(flags) if right}

    def _from_list(self, block: Mapping[str, Any], bench: Workbench) -> tuple[list[str], set[int]]:
        texts = authoring.shown_all(self.name, "from", block.get("from"), bench, least=2)
        right = block.get("right")
        wanted = [authoring.shown(self.name, each, bench) for each in (right if isinstance(right, list) else [right])]
        missing = [each for each in wanted if each not in texts]
        if missing:
            raise authoring.fault(self.name, f"`right` has {missing[0]!r}, which is not in `from`")
        return texts, {texts.index(each) for each in wanted}

    def _ids(self, values: Sequence[Any], ask: Mapping[str, Json], bench: Workbench) -> list[str]:
        by_html = {option["html"]: option["id"] for option in ask["options"]}
        texts = [authoring.shown(self.name, each, bench) for each in values]
        missing = [text for text in texts if bench.inline(text) not in by_html]
        if missing or not texts:
            raise authoring.fault(self.name, f"a mistake has {(missing or [''])[0]!r}, which is not an option")
        return sorted((by_html[bench.inline(text)] for text in texts), key=int)


def _check(expected: Json, ticked: set[str], rule_set: str) -> Verdict:
    if "ticked" in expected:
        return decided(set(expected["ticked"]) <= ticked, rule_set)
    right = set(expected["right"])
    outcome: Outcome = "correct" if ticked == right else "partial" if ticked < right else "wrong"
    detail = {id_: id_ in ticked & right for id_ in sorted(ticked | right, key=int)}
    return verdict(outcome, rule_set, detail if expected.get("several") else None)


KIND = Choice()
