"""An improvement: the strategy goes on from what was known before."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixnb.core.challenge import Item
from pixnb.core.draw import Draw
from pixnb.core.framework import Skill
from pixnb.core.scoring import KnowledgeElement, Source, Status
from pixnb.frameworks import load
from pixnb.measurement import pix
from pixnb.measurement.strategy import Answered, Choice, Pool, remaining, strategy

Run = Callable[..., list[tuple[Answered, Choice]]]
SKILLS = load().skills_of("1.3")
ITEMS = [Item(f"{one.id}-{name}", 1, one.id, one.topic, one.competence, one.level) for one in SKILLS for name in "ab"]


def known(skill: str, source: Source = "direct", status: Status = "validated") -> KnowledgeElement:
    return KnowledgeElement(skill, "1.3", source, status)


def able(level: int) -> Callable[[Item], str]:
    return lambda item: "correct" if item.level <= level else "wrong"


def played(run: Run, pool: Pool, level: int, seed: bytes) -> dict[str, KnowledgeElement]:
    """What is known after an attempt of somebody who can do everything up to a level; nothing known is asked."""
    answers = [answer for answer, _ in run(strategy("pix"), pool, able(level), seed)]
    assert not {answer.item.skill for answer in answers} & pool.prior.keys()
    return pix.knowledge(pool, answers)


@pytest.fixture
def line(make_skill: Callable[..., Skill], make_item: Callable[..., Item]) -> Callable[..., Pool]:
    """Four skills of levels 1 to 4, one item each, and what is known of them."""
    skills = [make_skill("t", level) for level in (1, 2, 3, 4)]
    return lambda *prior: Pool.of(skills, map(make_item, skills), prior)


def test_what_is_known_is_not_asked_again(line: Callable[..., Pool]) -> None:
    """Two of four skills are known: the other two are asked, whatever comes."""
    pool = line(known("t.1", "inferred"), known("t.2"))
    asked = strategy("pix").choose(pool, [], Draw(bytes(16), "0")).item
    assert asked is not None
    assert asked.skill == "t.3"
    assert remaining(strategy("pix"), pool, []) == (1, 2)


def test_the_prediction_counts_what_was_asked_before_and_nothing_inferred(line: Callable[..., Pool]) -> None:
    """Pix predicts from all direct elements, those of earlier attempts included."""
    answers = [Answered(line().items["t.3"][0], "correct")]
    for prior, evidence in (
        ([], [(3, True)]),
        ([known("t.2")], [(2, True), (3, True)]),
        ([known("t.2", "inferred")], [(3, True)]),
    ):
        why = strategy("pix").choose(line(*prior), answers, Draw(bytes(16), "1")).why
        assert why["level"] == pix.predicted_level(evidence)


def test_the_result_counts_what_was_known_with_what_it_is_worth_now(line: Callable[..., Pool]) -> None:
    """Kept skills earn today's value, and one that was missed earns nothing."""
    pool = line(known("t.1"), known("t.4", "direct", "invalidated"))
    values = {f"t.{level}": Fraction(level) for level in (1, 2, 3, 4)}
    told = pix.knowledge(pool, [Answered(pool.items["t.3"][0], "correct")], values)
    assert {id: one.earned for id, one in told.items()} == {"t.1": 1, "t.2": 2, "t.3": 3, "t.4": 0}


@settings(deadline=None)
@given(
    before=st.integers(0, 8),
    now=st.integers(0, 8),
    seed=st.binary(min_size=16, max_size=16),
)
def test_an_improvement_ends_at_the_better_level_of_the_two(before: int, now: int, seed: bytes, run: Run) -> None:
    """Keeping what was shown and asking the rest, a learner who is true to a level loses nothing and gains the rest."""
    whole = Pool.of(SKILLS, ITEMS)
    shown = {id: one for id, one in played(run, whole, before, seed).items() if one.validated}
    end = {id for id, one in played(run, Pool.of(SKILLS, ITEMS, shown.values()), now, seed).items() if one.validated}
    assert end >= shown.keys()
    assert all(whole.skills[id].level <= now for id in end - shown.keys())
    assert {id for id in whole.items if whole.skills[id].level <= min(now, 4)} <= end
