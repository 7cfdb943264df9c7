"""The strategy ``pix``: its rules one by one, and what holds in every attempt."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import exp
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixnb.core.challenge import Item, Outcome
from pixnb.core.draw import Draw
from pixnb.core.framework import Skill
from pixnb.core.scoring import score, skill_values
from pixnb.frameworks import load
from pixnb.measurement import pix
from pixnb.measurement.strategy import Answered, Choice, Pool, strategy

MakeSkill = Callable[..., Skill]
MakeItem = Callable[..., Item]
Run = Callable[..., list[tuple[Answered, Choice]]]

PIX = strategy("pix")
OUTCOMES: tuple[Outcome, ...] = ("correct", "partial", "wrong", "skipped")


def asked_first(pool: Pool) -> set[str]:
    """The skills that may come first."""
    return {skill.id for skill in pix.options(pool, set(), [], lambda one: pool.items[one.id], None).skills}


def asked_next(pool: Pool, answers: Sequence[Answered]) -> set[str]:
    """The skills that the strategy picks after these answers, over many draws."""
    picks = (PIX.choose(pool, answers, Draw(bytes(16), str(n))).item for n in range(60))
    return {item.skill for item in picks if item}


def test_the_first_question_is_of_level_two(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """Among topics alike, skills of level 2 begin."""
    skills = [make_skill(topic, level) for topic in "ab" for level in (1, 2, 5)]
    assert asked_first(Pool.of(skills, map(make_item, skills))) == {"a.2", "b.2"}


def test_without_level_two_the_lowest_begins(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """A plan of hard skills begins with the least hard."""
    skills = [make_skill("a", 4), make_skill("b", 6), make_skill("c", 4)]
    assert asked_first(Pool.of(skills, map(make_item, skills))) == {"a.4", "c.4"}


def test_topics_that_stay_easy_come_first(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """A topic that ends at level 3 goes before one that ends at level 5."""
    skills = [make_skill("easy", 1), make_skill("easy", 3), make_skill("long", 2), make_skill("long", 5)]
    assert asked_first(Pool.of(skills, map(make_item, skills))) == {"easy.1"}


def test_a_topic_is_as_hard_as_what_can_be_asked_of_it(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """A hard skill without any challenge does not make its topic hard."""
    skills = [make_skill("a", 2), make_skill("b", 2), make_skill("b", 8), make_skill("c", 5)]
    assert asked_first(Pool.of(skills, map(make_item, (skills[0], skills[1], skills[3])))) == {"a.2", "b.2"}


def test_no_clock_on_the_first_question(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """A question against the clock does not begin, unless there are no others."""
    skills = [make_skill("a", 2), make_skill("b", 2)]
    both = [make_item(skills[0], timed=True), make_item(skills[1])]
    assert asked_first(Pool.of(skills, both)) == {"b.2"}
    assert asked_first(Pool.of(skills[:1], both)) == {"a.2"}


@pytest.mark.parametrize(("timed", "expected"), [(True, {"c.2"}), (False, {"b.2", "c.2"})])
def test_no_two_questions_against_the_clock_in_a_row(
    make_skill: MakeSkill, make_item: MakeItem, timed: bool, expected: set[str]
) -> None:
    """After a timed question comes one without a clock."""
    skills = [make_skill(topic, 2) for topic in "abc"]
    pool = Pool.of(skills, [make_item(skills[0]), make_item(skills[1], timed=True), make_item(skills[2])])
    assert asked_next(pool, [Answered(pool.items["a.2"][0], "correct", timed)]) == expected


def test_a_question_is_never_far_above_the_learner(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """Somebody predicted at 0.5 may be asked level 2 and not level 3, and the attempt ends when no more is left."""
    skills = [make_skill("a", 1), make_skill("b", 2), make_skill("c", 3)]
    pool = Pool.of(skills, map(make_item, skills))
    failed = [Answered(pool.items["a.1"][0], "wrong")]
    assert pix.predicted_level([(1, False)]) == 0.5
    assert asked_next(pool, failed) == {"b.2"}
    assert asked_next(pool, [*failed, Answered(pool.items["b.2"][0], "wrong")]) == set()


def test_the_question_that_may_settle_most_comes_next(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """A topic with many unknown skills goes before a topic with one."""
    skills = [make_skill("a", 3), make_skill("b", 4), *(make_skill("c", level) for level in (2, 3, 4, 5, 6))]
    pool = Pool.of(skills, map(make_item, skills))
    asked = asked_next(pool, [Answered(pool.items["a.3"][0], "correct")])
    assert asked <= {"c.3", "c.4", "c.5"}
    assert asked


def test_without_evidence_the_prediction_is_between_its_anchors() -> None:
    """Between a right answer at 0 and a wrong one at 7 lies 3.5."""
    assert pix.predicted_level([]) == 3.5


evidence = st.lists(st.tuples(st.integers(1, 8), st.booleans()), max_size=40)


@given(evidence)
def test_the_prediction_is_the_best_of_the_whole_grid(shown: list[tuple[int, bool]]) -> None:
    """Looking around the balance finds what the formula finds by trying every level."""

    def imbalance(level: float) -> float:
        return abs(sum(right - 1 / (1 + exp(d - level)) for d, right in (*pix.ANCHORS, *shown)))

    best = min(imbalance(step / 2) for step in range(1, 16))
    assert imbalance(pix.predicted_level(shown)) == pytest.approx(best, abs=1e-12)


@given(evidence, st.integers(1, 8))
def test_one_more_right_answer_never_lowers_the_prediction(shown: list[tuple[int, bool]], level: int) -> None:
    """The predicted level rises with what was shown."""
    assert pix.predicted_level([*shown, (level, False)]) <= pix.predicted_level([*shown, (level, True)])


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("correct", {"a.1": "inferred validated", "a.2": "inferred validated", "a.4": "direct validated"}),
        ("wrong", {"a.4": "direct invalidated", "a.6": "inferred invalidated"}),
        ("partial", {"a.4": "direct invalidated", "a.6": "inferred invalidated"}),
        ("skipped", {"a.4": "direct invalidated", "a.6": "inferred invalidated"}),
    ],
)
def test_an_answer_tells_of_the_rest_of_its_topic(
    make_skill: MakeSkill, make_item: MakeItem, outcome: Outcome, expected: dict[str, str]
) -> None:
    """A right answer validates what is easier; any other invalidates what is harder; other topics are untouched."""
    skills = [make_skill("a", level) for level in (1, 2, 4, 6)] + [make_skill("b", 4)]
    pool = Pool.of(skills, map(make_item, skills))
    known = pix.knowledge(pool, [Answered(pool.items["a.4"][0], outcome)])
    assert {id: f"{one.source} {one.status}" for id, one in known.items()} == expected


def test_skills_without_challenge_are_inferred_and_earn_nothing(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """What is known of them shows on the last screen and is worth no pix."""
    easy, hard = make_skill("a", 1), make_skill("a", 2)
    pool = Pool.of([easy, hard], [make_item(hard)])
    known = pix.knowledge(pool, [Answered(pool.items["a.2"][0], "correct")], {"a.2": Fraction(4), "a.1": Fraction(0)})
    assert (known["a.1"].status, known["a.1"].earned, known["a.2"].earned) == ("validated", 0, 4)


def test_skills_of_one_level_say_nothing_of_each_other(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """Inference goes to easier or harder skills, strictly."""
    one = make_skill("a", 2)
    other = Skill("a.other", one.topic, one.competence, one.level, one.can)
    pool = Pool.of([one, other], map(make_item, (one, other)))
    for outcome in OUTCOMES:
        assert set(pix.knowledge(pool, [Answered(pool.items["a.2"][0], outcome)])) == {"a.2"}


def test_a_challenge_that_moved_to_another_skill_is_not_asked_again(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """Its new version asks another skill; the learner has seen it all the same."""
    before, after, other = make_skill("a", 2), make_skill("b", 2), make_skill("c", 2)
    seen = make_item(before, "moved")
    moved = Item(seen.challenge, 2, after.id, after.topic, after.competence, after.level)
    answers = [Answered(seen, "correct")]
    assert asked_next(Pool.of([before, after, other], [moved, make_item(other)]), answers) == {"c.2"}
    assert asked_next(Pool.of([before, after], [moved]), answers) == set()


def test_what_is_known_stays(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """A later answer about the same skill, or one it would be inferred from, changes nothing."""
    skills = [make_skill("a", level) for level in (1, 3)]
    pool = Pool.of(skills, [make_item(one, name) for one in skills for name in "xy"])
    right, wrong = Answered(pool.items["a.3"][0], "correct"), Answered(pool.items["a.1"][0], "wrong")
    assert pix.knowledge(pool, [right, wrong]) == pix.knowledge(pool, [right])


def test_an_answer_outside_the_plan_says_nothing(make_skill: MakeSkill, make_item: MakeItem) -> None:
    """A skill that left the plan adds no knowledge."""
    inside, outside = make_skill("a", 1), make_skill("b", 1)
    pool = Pool.of([inside], [make_item(inside)])
    assert pix.knowledge(pool, [Answered(make_item(outside), "correct")]) == {}


def test_a_choice_says_why(table_data: Pool) -> None:
    """The log gets the predicted level, the reward, and how many skills and items there were to pick from."""
    first = PIX.choose(table_data, [], Draw(bytes(16)))
    assert first.why == {"level": 2, "reward": 0, "skills": 3, "items": 2}
    then = PIX.choose(table_data, [Answered(first.item, "correct")], Draw(bytes(16)))
    assert then.why["level"] == 4.5
    assert then.why["reward"] > 1


def test_the_pick_depends_on_the_draw_and_on_nothing_else(table_data: Pool) -> None:
    """The same stream picks the same item; other streams pick others among the equally good."""
    answers = [Answered(table_data.items["1.3.sorting.filter"][0], "correct")]
    picks = [PIX.choose(table_data, answers, Draw(bytes(16), str(n))).item for n in range(40)]
    assert picks == [PIX.choose(table_data, answers, Draw(bytes(16), str(n))).item for n in range(40)]
    assert len(set(picks)) > 1


def test_an_attempt_that_cannot_ask_anything_ends_at_once() -> None:
    """Without any item there is no first question."""
    choice = PIX.choose(Pool.of(load().skills_of("1.3"), []), [], Draw(bytes(16)))
    assert choice.item is None


plans = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.integers(1, 8), st.integers(0, 3), st.booleans()),
    unique_by=lambda one: one[:2],
    max_size=24,
)
seeds = st.binary(min_size=16, max_size=16)


@settings(max_examples=150)
@given(plan=plans, seed=seeds, solver=st.randoms(use_true_random=False))
def test_every_attempt_ends_and_asks_nothing_twice(
    make_skill: MakeSkill,
    make_item: MakeItem,
    run: Run,
    plan: list[tuple[str, int, int, bool]],
    seed: bytes,
    solver: Random,
) -> None:
    """Whatever the plan and the answers: no challenge twice, only unknown skills, a staircase in every topic."""
    skills = {(topic, level): make_skill(topic, level) for topic, level, _, _ in plan}
    items = [make_item(skills[t, level], str(n), timed=timed) for t, level, count, timed in plan for n in range(count)]
    pool = Pool.of(skills.values(), items)
    answers = [one for one, _ in run(PIX, pool, lambda item: solver.choice(OUTCOMES), seed)]
    assert len({one.item.challenge for one in answers}) == len(answers) <= len(pool.items)
    for n, one in enumerate(answers):
        assert one.item.skill not in pix.knowledge(pool, answers[:n])
    known = pix.knowledge(pool, answers)
    for topic in pool.topics.values():
        states = [known[one.id].validated for one in topic if one.id in known]
        assert states == sorted(states, reverse=True)


@settings(max_examples=60)
@given(level=st.integers(0, 8), competence=st.sampled_from([one.id for one in load().competences]), seed=seeds)
def test_a_learner_true_to_a_level_gets_that_level(
    make_crcn: Callable[..., Pool], run: Run, level: int, competence: str, seed: bytes
) -> None:
    """Who can do everything up to a level, and nothing above, ends at most at it and never loses what was shown."""
    pool = make_crcn([competence])
    values = skill_values((one for items in pool.items.values() for one in items), load())
    answers = [one for one, _ in run(PIX, pool, lambda item: "correct" if item.level <= level else "wrong", seed)]
    known = pix.knowledge(pool, answers, values)
    shown = {skill for skill, element in known.items() if element.validated}
    assert shown == {one.id for one in pool.skills.values() if one.level <= level}
    assert score(known.values(), load()).competences[competence].level == level


@settings(max_examples=40)
@given(seed=seeds, low=st.integers(0, 8), high=st.integers(0, 8))
def test_the_score_grows_with_the_learner(table_data: Pool, run: Run, seed: bytes, low: int, high: int) -> None:
    """Of two learners true to their levels, the better one never gets fewer pix."""
    values = skill_values((one for items in table_data.items.values() for one in items), load())

    def pix_of(level: int) -> int:
        answers = [
            one for one, _ in run(PIX, table_data, lambda item: "correct" if item.level <= level else "wrong", seed)
        ]
        return score(pix.knowledge(table_data, answers, values).values(), load()).pix

    low, high = sorted((low, high))
    assert pix_of(low) <= pix_of(high)


def test_a_decision_among_five_thousand_items_takes_less_than_a_millisecond(make_crcn: Callable[..., Pool]) -> None:
    """The budget of one decision holds in the middle of an attempt over the whole framework (best of many)."""
    pool = make_crcn([one.id for one in load().competences], items_per_skill=13)
    assert sum(map(len, pool.items.values())) > 5000
    answers: list[Answered] = []
    solver = Random(1)
    for n in range(40):
        item = PIX.choose(pool, answers, Draw(bytes(16), str(n))).item
        assert item is not None
        answers.append(Answered(item, solver.choice(OUTCOMES)))

    def seconds() -> float:
        start = time.perf_counter()
        PIX.choose(pool, answers, Draw(bytes(16)))
        return time.perf_counter() - start

    assert min(seconds() for _ in range(50)) < 0.001
