"""Strategies by name, plans arranged for them, and the range of questions still to come."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pixnb.core.challenge import Item
from pixnb.core.draw import Draw
from pixnb.core.errors import PixnbError
from pixnb.core.framework import Skill
from pixnb.core.scoring import KnowledgeElement
from pixnb.measurement.strategy import Answered, Choice, Pool, remaining, strategy


class InOrder:
    """Asks every item once and stops at the first wrong answer."""

    name = "in-order"
    version = 1
    endless = False

    def choose(self, pool: Pool, answers: Sequence[Answered], draw: Draw) -> Choice:
        """The next item of the list."""
        items = [one for items in pool.items.values() for one in items]
        over = len(answers) == len(items) or (answers and answers[-1].outcome != "correct")
        return Choice(None if over else items[len(answers)], {})


@pytest.fixture
def line(make_skill: Callable[..., Skill], make_item: Callable[..., Item]) -> Pool:
    """Four skills of levels 1 to 4, one item each."""
    skills = [make_skill("t", level) for level in (1, 2, 3, 4)]
    return Pool.of(skills, map(make_item, skills))


def test_a_strategy_is_found_by_name() -> None:
    """The name in a plan leads to the rule that bears it."""
    assert strategy("pix").name == "pix"


def test_an_unknown_strategy_is_refused_with_those_that_exist() -> None:
    """The error says what a plan may use."""
    with pytest.raises(PixnbError, match="no strategy named 'pics'; a plan may use: pix, practice"):
        strategy("pics")


def test_a_pool_keeps_the_items_of_its_skills_only(
    make_skill: Callable[..., Skill], make_item: Callable[..., Item]
) -> None:
    """Items of skills outside the plan cannot be asked, and skills without items stay in their topic."""
    asked, silent, outside = make_skill("t", 3), make_skill("t", 1), make_skill("u", 1)
    pool = Pool.of([asked, silent], [make_item(asked), make_item(outside)])
    assert set(pool.items) == {asked.id}
    assert pool.topics == {"t": [silent, asked]}
    assert pool.askable == {"t": [asked]}


def test_the_range_goes_from_the_weakest_to_the_strongest_learner(line: Pool) -> None:
    """Who can do nothing stops after one question, who can do all answers four."""
    assert remaining(InOrder(), line, []) == (1, 4)


def test_who_has_a_level_can_do_what_is_at_that_level(
    make_skill: Callable[..., Skill], make_item: Callable[..., Item]
) -> None:
    """Where all is of level 1, the learner of level 1 answers everything."""
    easy = make_skill("t", 1)
    pool = Pool.of([easy], [make_item(easy, name) for name in "abc"])
    assert remaining(InOrder(), pool, []) == (1, 3)


def test_the_question_on_the_screen_is_not_counted(line: Pool) -> None:
    """Before the answer to the first of four questions, none to three are still to come."""
    assert remaining(InOrder(), line, [], line.items["t.1"][0]) == (0, 3)


def test_the_range_narrows_with_the_answers(line: Pool) -> None:
    """After two right answers one or two questions are left, after a wrong one none."""
    right = [Answered(line.items[f"t.{level}"][0], "correct") for level in (1, 2)]
    wrong = [Answered(line.items["t.1"][0], "wrong")]
    assert remaining(InOrder(), line, right) == (1, 2)
    assert remaining(InOrder(), line, wrong) == (0, 0)


def test_no_more_questions_are_announced_than_a_plan_allows(line: Pool) -> None:
    """With a limit of three, whoever has answered one has one or two to come, and who has answered three none."""
    right = [Answered(line.items[f"t.{level}"][0], "correct") for level in (1, 2, 3)]
    assert remaining(InOrder(), line, right[:1], most=3) == (1, 2)
    assert remaining(InOrder(), line, right, most=3) == (0, 0)


def test_a_pool_keeps_what_is_known_of_its_skills_only(line: Pool) -> None:
    """What was known of a skill outside the plan counts for nothing in it."""
    inside, outside = (KnowledgeElement(id, "1.1", "direct", "validated") for id in ("t.1", "u.1"))
    assert Pool.of(line.skills.values(), [], [inside, outside]).prior == {"t.1": inside}


def test_nothing_comes_when_nothing_can_be_asked() -> None:
    """An empty plan has no question left."""
    assert remaining(strategy("pix"), Pool.of([], []), []) == (0, 0)


@pytest.mark.parametrize("level", [0, 1, 3, 5, 8])
def test_regular_learners_find_about_as_many_questions_as_announced(
    table_data: Pool, run: Callable[..., list[tuple[Answered, Choice]]], level: int
) -> None:
    """At every moment, a learner who is true to a level is left with a number in or next to the announced range.

    Next to it, since other picks among equally good questions may settle one skill more or less.
    """
    rule = strategy("pix")
    answers = [one for one, _ in run(rule, table_data, lambda item: "correct" if item.level <= level else "wrong")]
    for done in range(len(answers) + 1):
        low, high = remaining(rule, table_data, answers[:done])
        assert low - 1 <= len(answers) - done <= high + 1


def test_asking_for_the_range_changes_nothing(table_data: Pool) -> None:
    """The same question gives the same range, and the answers given are left as they were."""
    answers = [Answered(table_data.items["1.3.charts.read"][0], "correct")]
    assert remaining(strategy("pix"), table_data, answers) == remaining(strategy("pix"), table_data, answers)
    assert len(answers) == 1
