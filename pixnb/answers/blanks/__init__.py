"""Several blanks to fill, alone or inside a text: typed texts, numbers, or options to choose from."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pixnb.answers import authoring, number, reading, schema, text
from pixnb.answers.base import Raw, Workbench
from pixnb.answers.blanks.assignment import greedy, largest
from pixnb.answers.problems import refused
from pixnb.answers.rules import named, numbers, parts, verdict
from pixnb.core.challenge import Json, Verdict

ID = r"[a-z][a-z0-9-]*"
_MARK = re.compile(rf"\[\[({ID})\]\]")
MOST = 20
"""Most blanks in one question."""

_BLANK = {
    "type": "object",
    "description": "One blank: `accept` for a text, `number`, or `options` with `right`.",
    "properties": {
        "id": {"description": "Name of the blank, as in `[[id]]`.", "type": "string", "pattern": f"^{ID}$"},
        "label": schema.text("What stands before the blank, and what a screen reader says; its place by default."),
        **text.PROPERTIES,
        "number": schema.number("The right number."),
        "tolerance": schema.TOLERANCE,
        "unit": schema.UNIT,
        "options": schema.listing(schema.TEXT, "Texts to choose from.", least=2),
        "right": schema.text("The right one of `options`."),
        "shuffle": schema.flag("Whether `options` are put in random order; true when left out."),
    },
    "required": ["id"],
    "additionalProperties": False,
    "oneOf": [{"required": ["accept"]}, {"required": ["number"]}, {"required": ["options", "right"]}],
}

_SCHEMA = schema.block(
    "Blanks to fill.",
    {
        "blanks": {"description": "The blanks.", "type": "array", "items": _BLANK, "minItems": 1, "maxItems": MOST},
        "text": schema.text("Text around the blanks, Markdown; each `[[id]]` becomes a blank."),
        "interchangeable": schema.flag("Whether the order of the blanks does not matter; false when left out."),
    },
    ["blanks"],
)


class Blanks:
    """The kind ``blanks``: ask ``{text, blanks, interchangeable}``, raw ``{blanks: {id: text}}``.

    Expected is ``{blanks: {id: key}, interchangeable}``, where a key is that of a text, that of a number, or
    ``{right: option}``.
    """

    name = "blanks"
    schema: Mapping[str, Any] = _SCHEMA

    def build(self, spec: Mapping[str, Any], bench: Workbench) -> tuple[dict[str, Json], Json]:
        """The blanks and their text, and the keys by id."""
        block = authoring.resolved(self.name, spec, bench)
        free = authoring.flag(self.name, "interchangeable", block.get("interchangeable", False))
        written = self._written(block.get("blanks"))
        asked = [self._asked(each, place, bench) for place, each in enumerate(written, 1)]
        if free and len({each["kind"] for each in asked}) > 1:
            raise authoring.fault(self.name, "interchangeable blanks must all be of one sort")
        keys = {each["id"]: self._key(each, bench) for each in written}
        html = self._text(block.get("text", ""), list(keys), bench)
        return {"text": html, "blanks": asked, "interchangeable": free}, {"blanks": keys, "interchangeable": free}

    def build_mistake(self, spec: Any, ask: Mapping[str, Json], expected: Json, bench: Workbench) -> Json:
        """Wrong values of some blanks; a blank that is not named may hold anything."""
        values = bench.resolve(spec)
        keys = expected["blanks"]
        if not isinstance(values, Mapping) or not values or not values.keys() <= keys.keys():
            raise authoring.fault(self.name, f"a mistake must be a map of some of the blanks {', '.join(keys)}")
        wrong = {id_: _mistaken(keys[id_], value, bench) for id_, value in values.items()}
        return {"blanks": wrong, "interchangeable": expected["interchangeable"]}

    def read(self, ask: Mapping[str, Json], raw: Raw, upload: bytes | None = None) -> Json:
        """Every blank as filled: ``{blanks: {id: text}}``."""
        sent = reading.field(raw, "blanks", dict)
        reading.known(list(sent), [blank["id"] for blank in ask["blanks"]])
        filled = {blank["id"]: reading.clean(sent.get(blank["id"], "")) for blank in ask["blanks"]}
        _refuse("missing_blanks", [blank for blank in ask["blanks"] if not filled[blank["id"]].strip()])
        _refuse("not_a_number", [blank for blank in ask["blanks"] if not _readable(blank, filled[blank["id"]])])
        if any(blank["kind"] == "options" and filled[blank["id"]] not in blank["options"] for blank in ask["blanks"]):
            raise refused("unknown_option")
        return {"blanks": filled}

    def check(self, expected: Json, answer: Json, rules: str = "default") -> Verdict:
        """Right when all blanks are, partial when some are; ``detail`` by blank."""
        keys, filled = expected["blanks"], answer["blanks"]
        if not expected["interchangeable"]:
            return parts({id_: _right(key, filled[id_], rules) for id_, key in keys.items()}, rules)
        fits = [[_right(key, value, rules) for key in keys.values()] for value in filled.values()]
        places = greedy(fits) if named(rules) == "pix" else largest(fits)
        detail = {id_: place is not None for id_, place in zip(filled, places, strict=True)}
        found = sum(detail.values())
        return verdict("correct" if found == len(keys) else "partial" if found else "wrong", rules, detail)

    def reference(self, ask: Mapping[str, Json], expected: Json) -> tuple[Raw, bytes | None]:
        """The right values; for a mistake, the first thing that can be read in blanks it does not name."""
        keys = expected["blanks"]
        filled = {
            blank["id"]: _value(keys[blank["id"]]) if blank["id"] in keys else _any(blank) for blank in ask["blanks"]
        }
        return {"blanks": filled}, None

    def empty(self, ask: Mapping[str, Json]) -> Raw:
        """Every blank empty."""
        return {"blanks": {blank["id"]: "" for blank in ask["blanks"]}}

    def said(self, expected: Json) -> Sequence[str]:
        """Right texts and numbers; options are public."""
        return tuple(word for key in expected["blanks"].values() for word in _said(key))

    def chance(self, ask: Mapping[str, Json]) -> float:
        """The product over options, in any order when blanks are interchangeable; none when text is typed."""
        if any(blank["kind"] != "options" for blank in ask["blanks"]):
            return 0.0
        orders = math.factorial(len(ask["blanks"])) if ask["interchangeable"] else 1
        return min(1.0, orders / math.prod(len(blank["options"]) for blank in ask["blanks"]))

    def forewarned(self, expected: Json, mistakes: Sequence[Json]) -> Json:
        """The keys, each with the wrong texts of typical mistakes in its blank as ``not_these``."""
        free = expected["interchangeable"]

        def wrong(id_: str) -> list[str]:
            keys = [key for each in mistakes for name, key in each["blanks"].items() if free or name == id_]
            return [one for key in keys for one in key.get("accept", ())]

        keys = {
            id_: {**key, "not_these": wrong(id_)} if "accept" in key else key for id_, key in expected["blanks"].items()
        }
        return {**expected, "blanks": keys}

    def _written(self, blanks: Any) -> list[Mapping[str, Any]]:
        if not isinstance(blanks, list) or not 1 <= len(blanks) <= MOST:
            raise authoring.fault(self.name, f"`blanks` must be a list of 1 to {MOST} blanks")
        ids = [each.get("id") if isinstance(each, Mapping) else None for each in blanks]
        bad = next((each for each in ids if not isinstance(each, str) or not re.fullmatch(ID, each)), None)
        if not all(ids) or bad is not None:
            raise authoring.fault(self.name, f"a blank has the id {bad!r}: use small letters, figures and hyphens")
        authoring.different(self.name, "blanks", [str(each) for each in ids])
        return blanks

    def _asked(self, blank: Mapping[str, Any], place: int, bench: Workbench) -> dict[str, Json]:
        sort = self._sort(blank)
        options = self._options(blank, bench) if sort == "options" else []
        label = authoring.shown(self.name, blank.get("label", ""), bench) or str(place)
        unit = authoring.shown(self.name, blank.get("unit", ""), bench)
        return {"id": blank["id"], "label": label, "kind": sort, "options": options, "unit": unit}

    def _sort(self, blank: Mapping[str, Any]) -> str:
        sorts = [
            sort for field, sort in (("accept", "text"), ("number", "number"), ("options", "options")) if field in blank
        ]
        if len(sorts) != 1:
            raise authoring.fault(self.name, f"blank {blank['id']!r} needs one of `accept`, `number` or `options`")
        return sorts[0]

    def _options(self, blank: Mapping[str, Any], bench: Workbench) -> list[str]:
        options = authoring.shown_all(self.name, "options", blank["options"], bench, least=2)
        if authoring.shown(self.name, blank.get("right", ""), bench) not in options:
            raise authoring.fault(self.name, f"`right` of blank {blank['id']!r} is not one of its options")
        if authoring.flag(self.name, "shuffle", blank.get("shuffle", True)):
            bench.draw.shuffle(options)
        return options

    def _key(self, blank: Mapping[str, Any], bench: Workbench) -> dict[str, Json]:
        sort = self._sort(blank)
        if sort == "text":
            return text.key(self.name, blank, bench)
        if sort == "number":
            return number.key(self.name, blank["number"], blank, bench)
        return {"right": authoring.shown(self.name, blank["right"], bench)}

    def _text(self, source: Any, ids: Sequence[str], bench: Workbench) -> str:
        """The text as HTML with an empty ``span`` where each blank goes."""
        written = authoring.shown(self.name, source, bench)
        if not written:
            return ""
        html = "<br>".join(bench.inline(line) for line in written.splitlines())
        if sorted(_MARK.findall(html)) != sorted(ids):
            marks = ", ".join(f"[[{id_}]]" for id_ in ids)
            raise authoring.fault(self.name, f"`text` must have each of {marks} once, and no other mark")
        return _MARK.sub(r'<span data-blank="\1"></span>', html)


def _refuse(problem: str, blanks: Sequence[Mapping[str, Any]]) -> None:
    if blanks:
        raise refused(problem, blanks=[blank["label"] for blank in blanks])


def _readable(blank: Mapping[str, Any], value: str) -> bool:
    return blank["kind"] != "number" or number.readable(value, blank["unit"])


def _right(key: Mapping[str, Any], value: str, rule_set: str) -> bool:
    if "accept" in key:
        return text.right(key, value, rule_set)
    if "value" in key:
        return number.right(key, value, rule_set)
    return bool(value == key["right"])


def _value(key: Mapping[str, Any]) -> str:
    if "accept" in key:
        return str(key["accept"][0])
    return number.typed(key["value"]) if "value" in key else str(key["right"])


def _any(blank: Mapping[str, Any]) -> str:
    return str(blank["options"][0]) if blank["kind"] == "options" else "0"


def _said(key: Mapping[str, Any]) -> Sequence[str]:
    if "accept" in key:
        return tuple(key["accept"])
    return numbers.spellings(key["value"]) if "value" in key else ()


def _mistaken(key: Mapping[str, Any], value: Any, bench: Workbench) -> dict[str, Json]:
    """The key of a wrong value, with the tolerances of the right one."""
    if "value" in key:
        return {**key, "value": authoring.number("blanks", "mistakes: answer", value)}
    shown = authoring.shown("blanks", value, bench)
    if "accept" in key:
        return {"accept": [shown], "tolerances": key["tolerances"]}
    return {"right": shown}


KIND = Blanks()
