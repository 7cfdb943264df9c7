"""How typed text and numbers are compared: one set of rules fair to a person, one exactly Pix's.

``default`` is used unless a plan asks for ``pix``; the README beside this file says where they differ.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, get_args

from pixnb.answers.rules import default, numbers, pix
from pixnb.core.challenge import Outcome, Verdict

RuleSet = Literal["default", "pix"]
RULE_SETS: tuple[RuleSet, ...] = get_args(RuleSet)

Tolerance = Literal["case", "punctuation", "typos"]
TOLERANCES: tuple[Tolerance, ...] = get_args(Tolerance)
USUAL: tuple[Tolerance, ...] = ("case", "punctuation")


def named(rules: str) -> RuleSet:
    """The set of rules called ``rules``.

    Raises
    ------
    KeyError
        When there is none of that name.
    """
    for known in RULE_SETS:
        if rules == known:
            return known
    msg = f"there are no rules called {rules!r}: use one of {', '.join(RULE_SETS)}"
    raise KeyError(msg)


def same_text(
    answer: str, accept: Sequence[str], tolerances: Sequence[str], rules: str = "default", not_these: Sequence[str] = ()
) -> bool:
    """Whether ``answer`` is one of the texts of ``accept``.

    Parameters
    ----------
    answer
        What was typed.
    accept
        Right answers.
    tolerances
        Some of `TOLERANCES`; none means exact.
    rules
        One of `RULE_SETS`.
    not_these
        Wrong answers that a typing error must not turn into right ones; Pix has no such thing.
    """
    if named(rules) == "pix":
        return pix.matches(pix.cleaned(answer), accept, tolerances)
    return default.matches(answer, accept, tolerances, not_these)


def same_number(answer: str, value: float, tolerance: float, unit: str, rules: str = "default") -> bool:
    """Whether ``answer`` says ``value``, give or take ``tolerance``.

    Parameters
    ----------
    answer
        What was typed.
    value, tolerance
        The right value and the largest distance from it, in ``unit``.
    unit
        Unit that may follow the number; may be empty.
    rules
        One of `RULE_SETS`.
    """
    if named(rules) == "pix":
        readings: Sequence[int | float] = pix.readings(answer)
    else:
        readings = numbers.readings(answer, unit)
    return any(numbers.near(reading, value, tolerance) for reading in readings)


def verdict(outcome: Outcome, rules: str = "default", detail: Mapping[str, bool] | None = None) -> Verdict:
    """The verdict for an outcome under a set of rules.

    Pix counts a partly right answer as wrong (its status ``partially`` is "not ok").
    """
    if named(rules) == "pix" and outcome == "partial":
        outcome = "wrong"
    return Verdict(outcome, detail=detail)


def decided(right: bool, rules: str = "default") -> Verdict:
    """The verdict for an answer that is right or wrong as a whole."""
    return verdict("correct" if right else "wrong", rules)


def parts(detail: Mapping[str, bool], rules: str = "default") -> Verdict:
    """The verdict for an answer made of parts: all right, some right, none right."""
    outcome: Outcome = "correct" if all(detail.values()) else "partial" if any(detail.values()) else "wrong"
    return verdict(outcome, rules, detail)
