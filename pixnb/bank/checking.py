"""Judges an answer with a variant's keys: right in any language is right, and mistakes get their own words."""

from __future__ import annotations

from collections.abc import Mapping

from pixnb.answers import kind as answer_kind
from pixnb.core.challenge import Json, Key, Verdict


def judge(keys: Mapping[str, Key], lang: str, answer: Json, rules: str = "default") -> Verdict:
    """The verdict on an answer that was read.

    Parameters
    ----------
    keys
        Keys of the variant by language: someone who read the question in French and answers in English
        after a switch is right when the English key says so.
    lang
        The language on screen.
    answer
        What the kind's ``read`` gave.
    rules
        Rule set of text checking.

    Returns
    -------
    Verdict
        With the feedback of the first typical mistake that fits a wrong answer.
    """
    ordered = [keys[lang], *(key for name, key in keys.items() if name != lang)]
    first: Verdict | None = None
    for key in ordered:
        verdict = answer_kind(key.kind).check(key.expected, answer, rules)
        if verdict.outcome == "correct":
            return Verdict("correct", verdict.feedback, verdict.detail)
        first = first or verdict
    assert first is not None
    return _explained(ordered, answer, rules, first)


def _explained(keys: list[Key], answer: Json, rules: str, verdict: Verdict) -> Verdict:
    for key in keys:
        kind = answer_kind(key.kind)
        for mistake in key.mistakes:
            if kind.check(mistake.expected, answer, rules).outcome == "correct":
                # Part of an answer that is right stays so, whatever else is recognised in it.
                outcome = "partial" if verdict.outcome == "partial" else mistake.outcome
                return Verdict(outcome, _words(keys[0], key, mistake.feedback), verdict.detail)
    return verdict


def _words(shown: Key, found: Key, feedback: str) -> str:
    """The feedback in the language on screen: the mistake at the same place of the other key."""
    if shown is found or len(shown.mistakes) != len(found.mistakes):
        return feedback
    place = next(at for at, mistake in enumerate(found.mistakes) if mistake.feedback == feedback)
    return shown.mistakes[place].feedback
