"""The margin: what it must never do, what it is in a case worked out otherwise, and how often it holds the truth."""

from __future__ import annotations

import importlib.util
import math
import sys
from pathlib import Path
from statistics import mean
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixnb.connect import open_bank
from pixnb.measurement.margin import COMMON, NORMAL_90, PRIOR_MEAN, PRIOR_SD, Given, Margin, margin, total

WORTH = [(level, 4.0) for level in range(1, 9) for _ in range(2)]
MOST = sum(pix for _, pix in WORTH)
LEVEL = 8

answers = st.lists(
    st.builds(Given, st.integers(1, 8), st.booleans(), st.sampled_from([0.0, 0.1, 0.25, 0.5])), max_size=25
)
one_answer = st.builds(Given, st.integers(1, 8), st.just(True), st.sampled_from([0.0, 0.2]))
scores = st.floats(0, MOST)


@given(answers, scores)
def test_the_interval_holds_the_score_and_stays_on_the_scale(some: list[Given], score: float) -> None:
    """What is shown lies within its own margin."""
    found = margin(some, WORTH, score)
    assert 0 <= found.low <= score <= found.high <= MOST
    assert 0 <= found.expected <= MOST
    assert found.variance >= 0


@given(answers, one_answer)
def test_a_right_answer_more_never_lowers_it(some: list[Given], right: Given) -> None:
    """Whoever shows one thing more loses nothing: neither end, nor the middle."""
    before, after = margin(some, WORTH, 0), margin([*some, right], WORTH, 0)
    assert after.low >= before.low - 1e-9
    assert after.expected >= before.expected - 1e-9
    assert after.high >= before.high - 1e-9


@given(answers, one_answer)
def test_a_wrong_answer_more_never_raises_it(some: list[Given], wrong: Given) -> None:
    """A miss is never good news."""
    before = margin(some, WORTH, MOST)
    after = margin([*some, Given(wrong.level, False, wrong.chance)], WORTH, MOST)
    assert after.low <= before.low + 1e-9
    assert after.expected <= before.expected + 1e-9


@given(answers, st.data())
def test_a_miss_made_good_never_lowers_it(some: list[Given], data: st.DataObject) -> None:
    """Turning one wrong answer into a right one raises the whole interval."""
    if not some:
        return
    place = data.draw(st.integers(0, len(some) - 1))
    better = [Given(one.level, True, one.chance) if at == place else one for at, one in enumerate(some)]
    before, after = margin(some, WORTH, 0), margin(better, WORTH, 0)
    assert after.low >= before.low - 1e-9
    assert after.high >= before.high - 1e-9


@given(answers)
def test_saying_the_same_again_does_not_widen_it_much(some: list[Given]) -> None:
    """Four times the same answers leave at most one and a half levels more open, and mostly less.

    It is more where a lucky guess was as likely as not: repeated, it can no longer have been luck.
    """

    def width(given: list[Given]) -> float:
        found = margin(given, WORTH, margin(given, WORTH, 0).expected)
        return (found.high - found.low) / LEVEL

    assert width(some * 4) <= width(some) + 1.5


def test_answers_that_agree_narrow_it() -> None:
    """Somebody of level 4 who answers as expected is known ever better."""
    told = [Given(level, level <= 4) for level in range(1, 9)]
    found = [margin(told * times, WORTH, 32) for times in (0, 1, 2, 4, 8)]
    widths = [one.high - one.low for one in found]
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] < 1.5 * LEVEL


def test_without_answers_nearly_everything_is_possible() -> None:
    """The prior alone leaves more than five of eight levels open."""
    found = margin([], WORTH, 0)
    assert found.low == 0
    assert found.high > 5 * LEVEL


def test_a_lucky_guess_says_less() -> None:
    """The more likely a guess, the less a right answer raises."""
    known, guessed = margin([Given(5, True)], WORTH, 0), margin([Given(5, True, 0.5)], WORTH, 0)
    assert guessed.expected < known.expected


def test_a_wrong_answer_says_the_same_whatever_the_guess() -> None:
    """Whoever could have guessed and is wrong is as far from it as whoever could not."""
    assert margin([Given(3, False, 0.5)], WORTH, 0) == margin([Given(3, False)], WORTH, 0)


def test_it_agrees_with_a_finer_integration() -> None:
    """The coarse grid gives what a grid a hundred times finer gives, worked out from the formula alone."""
    told = [Given(2, True, 0.25), Given(4, True), Given(5, False), Given(6, False, 0.2), Given(3, True)]

    def sigma(x: float) -> float:
        return 1 / (1 + math.exp(-x))

    def weight(ability: float) -> float:
        value = math.exp(-0.5 * ((ability - PRIOR_MEAN) / PRIOR_SD) ** 2)
        for one in told:
            right = one.chance + (1 - one.chance) * sigma(ability - one.level)
            value *= right if one.right else 1 - right
        return value

    grid = [-8 + place * 0.0025 for place in range(8800)]
    weights = [weight(ability) for ability in grid]
    scored = [sum(pix * sigma(ability - level) for level, pix in WORTH) for ability in grid]
    expected = sum(w * s for w, s in zip(weights, scored, strict=True)) / sum(weights)
    running, ends = 0.0, []
    for w, s in zip(weights, scored, strict=True):
        if running < 0.05 * sum(weights) <= running + w or running < 0.95 * sum(weights) <= running + w:
            ends.append(s)
        running += w
    found = margin(told, WORTH, expected)
    assert found.expected == pytest.approx(expected, abs=0.01)
    # The ends lie between two abilities a quarter of a level apart.
    assert [found.low, found.high] == pytest.approx(ends, abs=0.15 * LEVEL)


def test_the_margin_of_a_sum_lies_between_independence_and_lockstep() -> None:
    """Four competences alike: more than twice, less than four times the half width of one."""
    one = Margin(expected=20.0, variance=9.0, low=15.0, high=25.0)
    low, high = total([one] * 4, 80, 1024)
    assert high - 80 == pytest.approx(80 - low)
    assert high - 80 == pytest.approx(3 * NORMAL_90 * math.sqrt(4 * (1 - COMMON) + 16 * COMMON))
    assert 2 * 3 * NORMAL_90 < high - 80 < 4 * 3 * NORMAL_90


def test_the_total_holds_the_score_and_what_can_be_reached() -> None:
    """A total interval never leaves out the total, nor promises more than the bank can show."""
    one = Margin(expected=30.0, variance=25.0, low=20.0, high=32.0)
    assert total([one], 10, 32) == (10, 32)
    assert total([], 0, 32) == (0, 0)


@pytest.fixture(scope="module")
def simulated() -> ModuleType:
    """The simulation whose figures are in docs/measurement.md."""
    path = Path(__file__).with_name("simulated.py")
    spec = importlib.util.spec_from_file_location("pixnb_simulated", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def test_nine_intervals_out_of_ten_hold_the_truth(simulated: ModuleType) -> None:
    """Learners as the margin imagines them, through the real bank by Pix's strategy: 90 %, within chance."""
    bank = open_bank()
    items = [item for item in bank.items if item.competence == "1.3"]
    one = simulated.Simulation(bank.framework, items, "1.3", simulated.chances(bank, items))
    played = simulated.simulate(one, simulated.population(250), "test", simulated.People())
    # 250 draws of a 90 % event: standard deviation 1.9 %.
    assert 0.85 <= mean(each.held for each in played) <= 0.95
