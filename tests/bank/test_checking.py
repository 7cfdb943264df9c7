"""Judging an answer with keys in two languages and their typical mistakes."""

from __future__ import annotations

from pixnb.bank.checking import judge
from pixnb.core.challenge import Key, Mistake


def key(accept: str, wrong: str, said: str) -> Key:
    expected = {"accept": [accept], "tolerances": ["case"]}
    return Key("text", expected, (Mistake({"accept": [wrong], "tolerances": ["case"]}, said),))


KEYS = {
    "fr": key("mars", "avril", "<p>C’est le mois d’après.</p>"),
    "en": key("March", "April", "<p>That is the next month.</p>"),
}


def test_an_answer_in_the_other_language_is_right() -> None:
    """Somebody who read the question in French and answers in English after a switch is right."""
    assert judge(KEYS, "fr", {"text": "march"}).outcome == "correct"
    assert judge(KEYS, "en", {"text": "Mars"}).outcome == "correct"


def test_a_mistake_made_in_the_other_language_is_explained_in_the_one_on_screen() -> None:
    """The feedback follows the screen, whatever language the mistake was typed in."""
    verdict = judge(KEYS, "fr", {"text": "April"})
    assert (verdict.outcome, verdict.feedback) == ("wrong", "<p>C’est le mois d’après.</p>")


def test_a_wrong_answer_that_nobody_foresaw_has_no_feedback_of_its_own() -> None:
    """Words are given for the mistake that was made, never for another one."""
    assert judge(KEYS, "fr", {"text": "juillet"}).feedback == ""


def test_what_is_right_in_part_stays_so_when_a_mistake_is_recognised() -> None:
    """One pair of two right is partial, with the words of the mistake in the other."""
    right = {"left": ["l1", "l2"], "pairs": {"l1": "r1", "l2": "r2"}}
    wrong = {"left": ["l1", "l2"], "pairs": {"l1": "r1", "l2": "r3"}}
    keys = {"fr": Key("match", right, (Mistake(wrong, "<p>Presque.</p>"),))}
    verdict = judge(keys, "fr", {"pairs": {"l1": "r1", "l2": "r3"}})
    assert (verdict.outcome, verdict.feedback) == ("partial", "<p>Presque.</p>")
