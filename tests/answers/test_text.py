"""A text to type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pixnb.answers import forewarned, kind
from pixnb.answers.base import Workbench
from pixnb.core.errors import BankError, InvalidAnswer

Bench = Callable[..., Workbench]
TEXT = kind("text")


def test_question_and_key(bench: Bench) -> None:
    """What is asked says nothing of what is right."""
    spec = {"accept": [{"fr": "Navigateur", "en": "Browser"}, 12], "label": {"fr": "Nom", "en": "Name"}}
    ask, expected = TEXT.build(spec, bench(0, "en"))
    assert ask == {"label": "Name", "size": "short", "max": 200}
    assert expected == {"accept": ["Browser", "12"], "tolerances": ["case", "punctuation"]}


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"text": ""}, "empty"),
        ({"text": " \u00a0\t "}, "empty"),
        ({"text": "\x00\x07"}, "empty"),
        ({"text": "a" * 201}, "too_long"),
        ({"text": 3}, "malformed"),
        ({}, "malformed"),
        ("text", "malformed"),
        ({"text": "\ud800"}, "empty"),
    ],
)
def test_what_cannot_be_read_says_why(bench: Bench, raw: Any, problem: str) -> None:
    """Each way to be unreadable has its own code."""
    ask, _ = TEXT.build({"accept": ["a"]}, bench())
    with pytest.raises(InvalidAnswer) as caught:
        TEXT.read(ask, raw)
    assert caught.value.problem == problem


def test_what_no_database_can_hold_is_left_out(bench: Bench) -> None:
    """Control characters and lone surrogates are dropped, the rest is kept as typed."""
    ask, _ = TEXT.build({"accept": ["a"]}, bench())
    assert TEXT.read(ask, {"text": " Le\x00 \ud83dchat\nnoir "}) == {"text": " Le chat noir "}


def test_a_long_text_keeps_its_lines(bench: Bench) -> None:
    """A large field holds more, on several lines."""
    ask, _ = TEXT.build({"accept": ["a"], "size": "long"}, bench())
    assert TEXT.read(ask, {"text": "a\r\nb" + "c" * 1000})["text"].startswith("a\nb")


@pytest.mark.parametrize(("rules", "outcome"), [("default", "correct"), ("pix", "wrong")])
def test_rules_are_those_asked_for(bench: Bench, rules: str, outcome: str) -> None:
    """The same answer under two sets of rules."""
    _, expected = TEXT.build({"accept": ["œuvre"]}, bench())
    assert TEXT.check(expected, {"text": "oeuvre"}, rules).outcome == outcome


def test_mistake_has_the_tolerances_of_the_answer(bench: Bench) -> None:
    """A wrong word is recognised in capitals too."""
    ask, expected = TEXT.build({"accept": ["exporter"], "tolerances": ["case", "typos"]}, bench())
    mistake = TEXT.build_mistake("Importer", ask, expected, bench())
    assert TEXT.check(mistake, {"text": "IMPORTER"}).outcome == "correct"


def test_forewarned_key_does_not_forgive_a_known_mistake(bench: Bench) -> None:
    """The key with its mistakes knows that one letter makes another word."""
    ask, expected = TEXT.build({"accept": ["poire"], "tolerances": ["case", "typos"]}, bench())
    mistake = TEXT.build_mistake("foire", ask, expected, bench())
    key = forewarned("text", expected, [mistake])
    assert TEXT.check(expected, {"text": "Foire"}).outcome == "correct"
    assert TEXT.check(key, {"text": "Foire"}).outcome == "wrong"
    assert TEXT.check(key, {"text": "poirre"}).outcome == "correct"


def test_right_texts_are_said(bench: Bench) -> None:
    """The words of the right answer can be looked for in a prompt."""
    assert list(TEXT.said(TEXT.build({"accept": ["a", "b"]}, bench())[1])) == ["a", "b"]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({}, "must be a list"),
        ({"accept": []}, "at least 1"),
        ({"accept": ["a", "a"]}, "twice"),
        ({"accept": [None]}, "cannot be shown"),
        ({"accept": ["a"], "tolerances": ["caps"]}, "case, punctuation, typos"),
        ({"accept": ["a"], "size": "huge"}, "short, long"),
        ({"accept": ["a" * 300]}, "longer than 200"),
    ],
)
def test_a_block_that_cannot_be_used_says_how_to_mend_it(bench: Bench, spec: Any, words: str) -> None:
    """An author reads what is wrong in words."""
    with pytest.raises(BankError, match=words):
        TEXT.build(spec, bench())
