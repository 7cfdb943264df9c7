"""One option to choose, or several to tick."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pixnb.answers import kind
from pixnb.answers.base import Workbench
from pixnb.core.errors import BankError, InvalidAnswer

Bench = Callable[..., Workbench]
CHOICE = kind("choice")
ONE = {"options": [{"text": "A", "right": True}, {"text": "B", "feedback": "No."}, {"text": "C"}]}
SEVERAL = {"from": ["A", "B", "C", "D"], "right": ["A", "C"], "several": True, "shuffle": False}


def _problem(ask: Any, raw: Any) -> str:
    with pytest.raises(InvalidAnswer) as caught:
        CHOICE.read(ask, raw)
    return caught.value.problem


def test_ids_are_places_after_the_shuffle(bench: Bench) -> None:
    """The id of the right option is spread over all places, so it tells nothing."""
    rights = set()
    for seed in range(40):
        ask, expected = CHOICE.build(ONE, bench(seed))
        assert [option["id"] for option in ask["options"]] == ["1", "2", "3"]
        [right] = expected["right"]
        assert ask["options"][int(right) - 1]["html"] == "A"
        rights.add(right)
    assert rights == {"1", "2", "3"}


def test_order_of_the_author_is_kept_without_shuffle(bench: Bench) -> None:
    """`shuffle: false` shows the options as written."""
    ask, expected = CHOICE.build(SEVERAL, bench(3))
    assert [option["html"] for option in ask["options"]] == ["A", "B", "C", "D"]
    assert expected == {"right": ["1", "3"], "several": True}


def test_nothing_of_the_key_is_in_the_question(bench: Bench) -> None:
    """Changing which option is right leaves what is sent unchanged."""
    other = {"options": [{"text": "A"}, {"text": "B", "right": True}, {"text": "C"}]}
    assert CHOICE.build(ONE, bench(5))[0] == CHOICE.build(other, bench(5))[0]


@pytest.mark.parametrize(
    ("ticked", "outcome"),
    [
        (["1", "3"], "correct"),
        (["3", "1"], "correct"),
        (["1"], "partial"),
        (["1", "2"], "wrong"),
        (["2"], "wrong"),
        (["1", "2", "3"], "wrong"),
    ],
)
def test_several_are_partly_right_only_without_a_wrong_one(bench: Bench, ticked: list[str], outcome: str) -> None:
    """Some right ones and no wrong one are nearly right; one wrong one spoils it."""
    ask, expected = CHOICE.build(SEVERAL, bench())
    assert CHOICE.check(expected, CHOICE.read(ask, {"choices": ticked})).outcome == outcome


@pytest.mark.parametrize(
    ("ticked", "detail"),
    [
        (["1", "3"], {"1": True, "3": True}),
        (["1"], {"1": True, "3": False}),
        (["2", "3"], {"1": False, "2": False, "3": True}),
        (["2"], {"1": False, "2": False, "3": False}),
    ],
)
def test_detail_says_which_ticks_are_right_and_which_are_missing(
    bench: Bench, ticked: list[str], detail: dict[str, bool]
) -> None:
    """Every tick, and as false every right option without one; wrong options rightly left alone are not named."""
    ask, expected = CHOICE.build(SEVERAL, bench())
    assert CHOICE.check(expected, CHOICE.read(ask, {"choices": ticked})).detail == detail


def test_one_option_has_no_detail(bench: Bench) -> None:
    """Where one option is chosen, the verdict says it all, and a wrong one does not name the right one."""
    ask, expected = CHOICE.build(ONE, bench())
    wrong = next(option["id"] for option in ask["options"] if option["id"] not in expected["right"])
    assert CHOICE.check(expected, {"choices": [wrong]}).detail is None


def test_a_key_of_before_gives_no_detail(bench: Bench) -> None:
    """A variant made before keys said that several may be ticked is judged as it was."""
    verdict = CHOICE.check({"right": ["1", "3"]}, {"choices": ["1"]})
    assert (verdict.outcome, verdict.detail) == ("partial", None)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"choices": []}, "empty"),
        ({"choices": ["1", "2"]}, "too_many_options"),
        ({"choices": ["9"]}, "unknown_option"),
        ({"choices": [1]}, "malformed"),
        ({"choices": "1"}, "malformed"),
        (None, "malformed"),
        ([], "malformed"),
        ({"choices": ["1", "1"]}, "malformed"),
    ],
)
def test_what_cannot_be_read_says_why(bench: Bench, raw: Any, problem: str) -> None:
    """Each way to be unreadable has its own code."""
    assert _problem(CHOICE.build(ONE, bench())[0], raw) == problem


def test_mistake_of_one_option_is_recognised(bench: Bench) -> None:
    """The wrong option of a mistake is found by its text."""
    ask, expected = CHOICE.build(ONE, bench(7))
    mistake = CHOICE.build_mistake("B", ask, expected, bench(7))
    [chosen] = [option["id"] for option in ask["options"] if option["html"] == "B"]
    assert CHOICE.check(mistake, {"choices": [chosen]}).outcome == "correct"
    assert CHOICE.check(mistake, {"choices": expected["right"]}).outcome == "wrong"


def test_mistake_of_one_among_several_fits_whatever_else_is_ticked(bench: Bench) -> None:
    """One text means "among those ticked", a list means "exactly these"."""
    ask, expected = CHOICE.build(SEVERAL, bench())
    among = CHOICE.build_mistake("B", ask, expected, bench())
    exactly = CHOICE.build_mistake(["A", "B"], ask, expected, bench())
    assert [CHOICE.check(among, {"choices": each}).outcome for each in (["2"], ["1", "2", "3"], ["1"])] == [
        "correct",
        "correct",
        "wrong",
    ]
    assert CHOICE.check(exactly, {"choices": ["1", "2"]}).outcome == "correct"
    assert CHOICE.check(exactly, {"choices": ["2", "4"]}).outcome == "wrong"
    raw, _ = CHOICE.reference(ask, among)
    assert CHOICE.check(among, CHOICE.read(ask, raw)).outcome == "correct"


def test_chance_counts_the_possible_answers(bench: Bench) -> None:
    """One in n, or one in all sets of options but the empty one."""
    assert CHOICE.chance(CHOICE.build(ONE, bench())[0]) == pytest.approx(1 / 3)
    assert CHOICE.chance(CHOICE.build(SEVERAL, bench())[0]) == pytest.approx(1 / 15)


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"options": [{"text": "A"}, {"text": "B"}]}, "needs a right option"),
        ({"from": ["A", "B"], "right": ["A", "B"]}, "several: true"),
        ({"from": ["A", "A", "B"], "right": "B"}, "twice"),
        ({"from": ["A", "B"], "right": "Z"}, "not in `from`"),
        ({"from": "A, B", "right": "A"}, "must be a list"),
        ({"from": ["A", " "], "right": "A"}, "empty element"),
        ({"from": ["A", "B"], "right": "A", "several": "yes"}, "true or false"),
        ({"options": ["A", "B"]}, "list of maps"),
    ],
)
def test_a_block_that_cannot_be_used_says_how_to_mend_it(bench: Bench, spec: Any, words: str) -> None:
    """An author reads what is wrong in words."""
    with pytest.raises(BankError, match=words):
        CHOICE.build(spec, bench())


def test_mistake_that_is_no_option_is_refused(bench: Bench) -> None:
    """A mistake that nobody can make is an error of the author."""
    ask, expected = CHOICE.build(ONE, bench())
    with pytest.raises(BankError, match="not an option"):
        CHOICE.build_mistake("Z", ask, expected, bench())


def test_numbers_are_shown_in_the_language(bench: Bench) -> None:
    """Options that are numbers carry the decimal sign of the language."""
    spec = {"from": [1.5, 2, 2.5], "right": 2.5, "shuffle": False}
    assert [option["html"] for option in CHOICE.build(spec, bench(0, "fr"))[0]["options"]] == ["1,5", "2", "2,5"]
    assert [option["html"] for option in CHOICE.build(spec, bench(0, "en"))[0]["options"]] == ["1.5", "2", "2.5"]
