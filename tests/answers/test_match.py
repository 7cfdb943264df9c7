"""Elements on the left, each to be matched with one on the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pixnb.answers import kind
from pixnb.answers.base import Workbench
from pixnb.core.errors import BankError, InvalidAnswer

Bench = Callable[..., Workbench]
MATCH = kind("match")
SPEC = {"pairs": [[".csv", "tableau"], [".png", "image"], [".txt", "texte"]], "extra": ["son"]}
SORTING = {"pairs": [["a.png", "image"], ["b.jpg", "image"], ["c.mp3", "son"]]}


def test_right_column_is_shuffled_and_left_is_not(bench: Bench) -> None:
    """The left column keeps the author's order, the right one tells nothing."""
    built = [MATCH.build(SPEC, bench(seed))[0] for seed in range(60)]
    assert {tuple(each["html"] for each in ask["left"]) for ask in built} == {(".csv", ".png", ".txt")}
    assert {ask["right"][0]["html"] for ask in built} == {"tableau", "image", "texte", "son"}
    assert [each["id"] for each in built[0]["right"]] == ["r1", "r2", "r3", "r4"]


def test_right_column_in_an_order_of_the_author(bench: Bench) -> None:
    """Numbered elements stand as they are counted, and the key follows them."""
    order = ["image", "son", "tableau", "texte"]
    built = [MATCH.build(SPEC | {"order": order}, bench(seed)) for seed in range(5)]
    assert all([each["html"] for each in ask["right"]] == order for ask, _ in built)
    assert built[0][1] == {"pairs": {"l1": "r3", "l2": "r1", "l3": "r4"}}


@pytest.mark.parametrize("order", [["image", "son", "tableau"], ["image", "son", "tableau", "texte", "film"]])
def test_order_names_every_element_on_the_right(bench: Bench, order: list[str]) -> None:
    """One that is missing or unknown is the author's slip."""
    with pytest.raises(BankError, match="`order` must name every element"):
        MATCH.build(SPEC | {"order": order}, bench())


def test_key_pairs_the_texts(bench: Bench) -> None:
    """The ids of the key, looked up in the question, spell the right pairs."""
    ask, expected = MATCH.build(SPEC, bench(3))
    left = {each["id"]: each["html"] for each in ask["left"]}
    right = {each["id"]: each["html"] for each in ask["right"]}
    assert [[left[one], right[other]] for one, other in expected["pairs"].items()] == SPEC["pairs"]


def test_some_right_pairs_are_partly_right(bench: Bench) -> None:
    """The detail says which, by the id on the left."""
    ask, expected = MATCH.build(SPEC, bench(3))
    pairs = dict(expected["pairs"]) | {"l1": expected["pairs"]["l2"]}
    verdict = MATCH.check(expected, MATCH.read(ask, {"pairs": pairs}))
    assert (verdict.outcome, verdict.detail) == ("partial", {"l1": False, "l2": True, "l3": True})


def test_several_may_go_with_the_same(bench: Bench) -> None:
    """Pairs that share their right side sort into classes, shown once each."""
    ask, expected = MATCH.build(SORTING, bench())
    assert sorted(each["html"] for each in ask["right"]) == ["image", "son"]
    assert expected["pairs"]["l1"] == expected["pairs"]["l2"]
    assert MATCH.chance(ask) == pytest.approx(1 / 8)


@pytest.mark.parametrize(
    ("pairs", "problem", "params"),
    [
        ({}, "missing_pairs", {"pairs": ["l1", "l2", "l3"]}),
        ({"l1": "r1", "l2": "", "l3": None}, "missing_pairs", {"pairs": ["l2", "l3"]}),
        ({"l1": "r9", "l2": "r1", "l3": "r2"}, "unknown_option", {}),
        ({"l9": "r1"}, "unknown_option", {}),
        ({"l1": ["r1"], "l2": {}, "l3": 1}, "malformed", {}),
        ([], "malformed", {}),
    ],
)
def test_what_cannot_be_read_says_why(bench: Bench, pairs: Any, problem: str, params: dict[str, Any]) -> None:
    """Each way to be unreadable has its own code."""
    ask, _ = MATCH.build(SPEC, bench())
    with pytest.raises(InvalidAnswer) as caught:
        MATCH.read(ask, {"pairs": pairs})
    assert (caught.value.problem, caught.value.params) == (problem, params)


def test_mistake_names_the_pairs_it_is_about(bench: Bench) -> None:
    """Pairs that are not named may be anything."""
    ask, expected = MATCH.build(SPEC, bench(1))
    mistake = MATCH.build_mistake({".csv": "texte"}, ask, expected, bench(1))
    raw, _ = MATCH.reference(ask, mistake)
    assert MATCH.check(mistake, MATCH.read(ask, raw)).outcome == "correct"
    assert MATCH.check(mistake, {"pairs": expected["pairs"]}).outcome == "wrong"
    with pytest.raises(BankError, match="not among"):
        MATCH.build_mistake({".csv": "film"}, ask, expected, bench(1))


def test_chance_counts_the_ways_to_match(bench: Bench) -> None:
    """Four on the right for three on the left: 4 × 3 × 2 ways."""
    assert MATCH.chance(MATCH.build(SPEC, bench())[0]) == pytest.approx(1 / 24)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"pairs": [["a", "b"]]}, "at least two pairs"),
        ({"pairs": [["a", "b"], ["a", "c"]]}, "twice"),
        ({"pairs": [["a", "b"], ["c", "d"]], "extra": ["d"]}, "twice"),
        ({"pairs": ["ab", "cd"]}, "list of"),
        ({"pairs": [["a", "b"], ["c", "b"]]}, "at least two different"),
        ({"pairs": [["a", ""], ["c", "b"]]}, "empty"),
    ],
)
def test_a_block_that_cannot_be_used_says_how_to_mend_it(bench: Bench, spec: Any, words: str) -> None:
    """An author reads what is wrong in words."""
    with pytest.raises(BankError, match=words):
        MATCH.build(spec, bench())
