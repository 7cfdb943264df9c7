"""Elements to put in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pixnb.answers import kind
from pixnb.answers.base import Workbench
from pixnb.core.errors import BankError, InvalidAnswer

Bench = Callable[..., Workbench]
ORDER = kind("order")
SPEC = {"items": ["un", "deux", "trois"]}


def test_right_order_is_never_shown_first_and_every_other_is(bench: Bench) -> None:
    """Leaving the list as it comes is never right, and nothing else is left out."""
    shown = {tuple(item["html"] for item in ORDER.build(SPEC, bench(seed))[0]["items"]) for seed in range(80)}
    assert tuple(SPEC["items"]) not in shown
    assert len(shown) == 5


def test_key_is_the_right_order(bench: Bench) -> None:
    """The ids of the key, looked up in the question, spell the right order."""
    ask, expected = ORDER.build(SPEC, bench(4))
    texts = {item["id"]: item["html"] for item in ask["items"]}
    assert [texts[id_] for id_ in expected["order"]] == SPEC["items"]


def test_one_swap_is_wrong(bench: Bench) -> None:
    """An order is right as a whole."""
    ask, expected = ORDER.build(SPEC, bench(4))
    first, second, third = expected["order"]
    answer = ORDER.read(ask, {"order": [second, first, third]})
    assert ORDER.check(expected, answer).outcome == "wrong"


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"order": []}, "missing_order"),
        ({"order": ["1", "2"]}, "missing_order"),
        ({"order": ["1", "2", "4"]}, "unknown_option"),
        ({"order": ["1", "1", "2", "3"]}, "malformed"),
        ({"order": [["1"]]}, "malformed"),
        ({"order": {}}, "malformed"),
    ],
)
def test_what_cannot_be_read_says_why(bench: Bench, raw: Any, problem: str) -> None:
    """Each way to be unreadable has its own code."""
    ask, _ = ORDER.build(SPEC, bench())
    with pytest.raises(InvalidAnswer) as caught:
        ORDER.read(ask, raw)
    assert caught.value.problem == problem


def test_mistake_is_another_order(bench: Bench) -> None:
    """A typical wrong order is recognised."""
    ask, expected = ORDER.build(SPEC, bench(2))
    mistake = ORDER.build_mistake(["trois", "deux", "un"], ask, expected, bench(2))
    assert mistake["order"] == list(reversed(expected["order"]))
    with pytest.raises(BankError, match="same elements"):
        ORDER.build_mistake(["trois", "deux"], ask, expected, bench(2))


def test_chance_is_one_order_among_all(bench: Bench) -> None:
    """1/n!."""
    assert ORDER.chance(ORDER.build({"items": ["a", "b", "c", "d"]}, bench())[0]) == pytest.approx(1 / 24)


@pytest.mark.parametrize(
    ("items", "words"), [(["a", "b"], "at least 3"), (["a", "b", "a"], "twice"), ("abc", "a list")]
)
def test_a_block_that_cannot_be_used_says_how_to_mend_it(bench: Bench, items: Any, words: str) -> None:
    """Two elements would give the order away, two equal ones would make a right answer wrong."""
    with pytest.raises(BankError, match=words):
        ORDER.build({"items": items}, bench())
