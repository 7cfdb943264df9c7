"""Pix's answer checking, rule for rule, so that the two can be compared on the same answers.

The rules are facts read from Pix's public source (pix-rules §5, shown in README.md); the code is our own.
Every case of ``tests/vectors/answer_checking.json`` gives Pix's verdict.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from pixnb.answers.rules.distance import edit_distance
from pixnb.core.errors import InvalidAnswer

Status = Literal["ok", "ko", "aband", "timedout", "focusedOut"]

ABANDONED = "#ABAND#"
RATIO = 0.25
"""Largest Levenshtein distance, per UTF-16 unit of the treated answer."""

# White space as ECMAScript's \s has it; Python's \s has a few control characters more and no U+FEFF.
_JS_SPACE = "\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_ANY_SPACE = re.compile(f"[{_JS_SPACE}]+")
_SPACE_RUN = re.compile(f"[{_JS_SPACE}]{{2,}}")
_NUMERIC = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")


class YamlParsingError(InvalidAnswer):
    """An answer in several fields that is no YAML map, or names a field the solution does not have."""

    def __init__(self) -> None:
        super().__init__("malformed", "the answer is not a YAML map of the fields of the solution")


@dataclass(frozen=True, slots=True)
class Question:
    """What Pix knows of a question when it corrects an answer.

    Parameters
    ----------
    type
        ``QCU``, ``QCM``, ``QROC``, ``QROCM-ind`` or ``QROCM-dep``.
    solution
        As Pix stores it: an option, options with commas, lines, or YAML.
    tolerances
        ``case`` is t1, ``punctuation`` t2, ``typos`` t3.
    format
        ``nombre`` when a number is asked.
    blocks
        ``input`` or ``select``, by field.
    focused
        Whether leaving the page is forbidden during the question.
    """

    type: str
    solution: str
    tolerances: frozenset[str] = frozenset()
    format: str = ""
    blocks: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    focused: bool = False


@dataclass(frozen=True, slots=True)
class Sitting:
    """How an answer was given.

    Parameters
    ----------
    timeout
        Seconds left on the clock; below zero when too late; ``None`` without a clock.
    focused_out
        Whether the page was left.
    certification
        Whether the answer was given in a certification.
    """

    timeout: int | None = None
    focused_out: bool = False
    certification: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """Pix's result for an answer, and for each field when there are several."""

    status: Status
    detail: Mapping[str, bool] | None = None


def evaluate(question: Question, answer: str, sitting: Sitting | None = None) -> Correction:
    """Pix's status for an answer.

    Parameters
    ----------
    question
        What is asked.
    answer
        As Pix's player sends it.
    sitting
        How it was given; without clock or certification by default.

    Raises
    ------
    YamlParsingError
        As Pix's own code does, when an answer in several fields cannot be read.
    """
    if answer == ABANDONED:
        return Correction("aband")
    correction = _MATCHERS[question.type](question, answer)
    sitting = sitting or Sitting()
    if correction.status != "ok":
        return correction
    if sitting.timeout is not None and sitting.timeout < 0:
        return Correction("timedout", correction.detail)
    if question.focused and sitting.focused_out and sitting.certification:
        return Correction("focusedOut", correction.detail)
    return correction


def cleaned(text: str) -> str:
    """The treatment before all others: composed letters, and plain spaces for no-break ones (U+00A0)."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ")


def treated(text: str, tolerances: Collection[str]) -> str:
    """``text`` under t1 (``case``), then t2 (``punctuation``)."""
    if "case" in tolerances:
        apart = unicodedata.normalize("NFD", text.strip().lower())
        text = _ANY_SPACE.sub("", re.sub("[\u0300-\u036f]", "", apart))
    if "punctuation" in tolerances:
        text = _SPACE_RUN.sub(" ", re.sub("[^a-zA-Z0-9 ]", "", text))
    return text


def matches(answer: str, accept: Sequence[str], tolerances: Collection[str]) -> bool:
    """Whether a cleaned answer is one of the texts of ``accept``."""
    given = treated(answer, tolerances)
    wanted = [treated(right, tolerances) for right in accept]
    if given in wanted or "typos" not in tolerances or not given:
        return given in wanted
    units = _utf16(given)
    allowed = int(len(units) * RATIO)
    return any(edit_distance(units, _utf16(right), allowed, transpositions=False) <= allowed for right in wanted)


def readings(text: str) -> tuple[float, ...]:
    """The number Pix reads when a number is asked: without the first space, the first comma as a point."""
    body = text.replace(" ", "", 1).replace(",", ".", 1).strip(" ")
    return (float(body),) if _NUMERIC.fullmatch(body) else ()


def _utf16(text: str) -> list[int]:
    """Code units, the length that ECMAScript counts."""
    return list(memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"))


def _correction(right: bool) -> Correction:
    return Correction("ok" if right else "ko")


def _qcu(question: Question, answer: str) -> Correction:
    return _correction(answer == question.solution)


def _qcm(question: Question, answer: str) -> Correction:
    def ticked(text: str) -> list[str]:
        return sorted(each.strip() for each in text.split(","))

    return _correction(ticked(answer) == ticked(question.solution))


def _qroc(question: Question, answer: str) -> Correction:
    accept = [line for line in question.solution.split("\n") if line]
    given = readings(answer)
    wanted = [readings(line) for line in accept]
    if question.format == "nombre" and given and all(wanted):
        return _correction(given in wanted)
    selected = "select" in question.blocks.values()
    return _correction(matches(cleaned(answer), accept, () if selected else question.tolerances))


def _yaml_map(text: str) -> dict[str, object]:
    """A YAML map where every scalar is a text (the failsafe schema)."""
    import yaml

    try:
        # BaseLoader is the failsafe schema: it makes texts, lists and maps and nothing else.
        loaded = yaml.load(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise YamlParsingError from error
    return loaded if isinstance(loaded, dict) else {}


def _solutions(text: str, clean: Callable[[str], str]) -> dict[str, list[str]]:
    groups = _yaml_map(text) if "\n" in text else {}
    return {key: [clean(str(each)) for each in group] for key, group in groups.items() if isinstance(group, list)}


def _qrocm_ind(question: Question, answer: str) -> Correction:
    solutions = _solutions(question.solution, cleaned)
    given = _yaml_map(cleaned(answer))
    if not solutions or not given:
        return Correction("ko")
    if not given.keys() <= solutions.keys():
        raise YamlParsingError
    detail = {
        key: matches(str(value), solutions[key], () if question.blocks.get(key) == "select" else question.tolerances)
        for key, value in given.items()
    }
    return Correction("ok" if all(detail.values()) else "ko", detail)


def _qrocm_dep(question: Question, answer: str) -> Correction:
    unused = _solutions(question.solution, str)
    given = _yaml_map(cleaned(answer))
    detail: dict[str, bool] = {}
    for key, value in given.items():
        group = next(
            (name for name, accept in unused.items() if matches(str(value), accept, question.tolerances)), None
        )
        unused.pop(group or "", None)
        detail[key] = group is not None
    return Correction("ok" if detail and all(detail.values()) else "ko", detail or None)


_MATCHERS: Mapping[str, Callable[[Question, str], Correction]] = MappingProxyType(
    {"QCU": _qcu, "QCM": _qcm, "QROC": _qroc, "QROCM-ind": _qrocm_ind, "QROCM-dep": _qrocm_dep}
)
