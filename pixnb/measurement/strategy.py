"""What every selection strategy obeys, how one is found by name, and how long an attempt may still last.

A strategy is a pure function: of what a plan may ask, the answers so far and a stream of random
values it makes the next question, with the reason for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, cast

from pixnb.core.challenge import Item, Json, Outcome
from pixnb.core.draw import SEED_BYTES, Draw
from pixnb.core.errors import PixnbError
from pixnb.core.framework import Skill
from pixnb.core.scoring import KnowledgeElement

_STRATEGIES = {"pix": "pixnb.measurement.pix", "practice": "pixnb.measurement.practice"}
"""Module of each strategy, which offers it as ``STRATEGY``; imported on first use."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that was answered or skipped.

    Parameters
    ----------
    item
        The item as it was asked; the bank may have moved on since.
    outcome
        What the checker said.
    timed
        Whether a clock ran on the question.
    """

    item: Item
    outcome: Outcome
    timed: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The next question and why.

    Parameters
    ----------
    item
        What to ask, or ``None`` when the attempt ends.
    why
        A small JSON object for the log: what the strategy believed when it chose.
    """

    item: Item | None
    why: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Pool:
    """What a plan may ask, arranged once so that each decision is fast.

    Make it with `Pool.of`.

    Parameters
    ----------
    skills
        The plan's skills.
    items
        Of each skill that can be asked, its challenges.
    topics
        The plan's skills by topic, of rising level, whether they can be asked or not.
    askable
        The same with only the skills that can be asked.
    skill_of
        The skill that a challenge asks today; it may have asked another when it was answered.
    prior
        What was known of the plan's skills before the attempt, by skill: an improvement starts from it.
    """

    skills: Mapping[str, Skill]
    items: Mapping[str, Sequence[Item]]
    topics: Mapping[str, Sequence[Skill]]
    askable: Mapping[str, Sequence[Skill]]
    skill_of: Mapping[str, str]
    prior: Mapping[str, KnowledgeElement] = field(default_factory=dict)

    @classmethod
    def of(cls, skills: Iterable[Skill], items: Iterable[Item], prior: Iterable[KnowledgeElement] = ()) -> Pool:
        """Arrange the plan's skills with the items that ask them and what is known of them; the rest is left out."""
        known = {skill.id: skill for skill in skills}
        asking: dict[str, list[Item]] = {}
        for item in items:
            if item.skill in known:
                asking.setdefault(item.skill, []).append(item)
        skill_of = {item.challenge: id for id, some in asking.items() for item in some}
        before = {element.skill: element for element in prior if element.skill in known}
        return cls(known, asking, _topics(known.values()), _topics(known[id] for id in asking), skill_of, before)


def _topics(skills: Iterable[Skill]) -> dict[str, list[Skill]]:
    """Skills by topic, of rising level."""
    topics: dict[str, list[Skill]] = {}
    for skill in sorted(skills, key=lambda one: (one.level, one.id)):
        topics.setdefault(skill.topic, []).append(skill)
    return topics


class Strategy(Protocol):
    """A rule that chooses questions and says when to stop."""

    name: str
    version: int
    """Rises whenever the same arguments may give another choice; stored with every question."""
    endless: bool
    """Whether it never ends by itself, so that nobody can say how many questions may still come."""

    def choose(self, pool: Pool, answers: Sequence[Answered], draw: Draw) -> Choice:
        """The next question.

        Parameters
        ----------
        pool
            What may be asked.
        answers
            The attempt so far, oldest first.
        draw
            Where all randomness comes from.
        """
        ...


def strategy(name: str) -> Strategy:
    """The strategy with this name.

    Raises
    ------
    PixnbError
        When there is none.
    """
    try:
        module = _STRATEGIES[name]
    except KeyError:
        msg = f"no strategy named {name!r}; a plan may use: {', '.join(sorted(_STRATEGIES))}"
        raise PixnbError(msg, name=name) from None
    return cast(Strategy, import_module(module).STRATEGY)


def remaining(
    rule: Strategy, pool: Pool, answers: Sequence[Answered], current: Item | None = None, most: int | None = None
) -> tuple[int, int]:
    """How many questions may still come, as a range to show to the learner.

    The strategy is played to its end with imagined learners: each can do what is at or below a level
    and nothing above; one can do nothing, one everything. Real learners are less regular, so the range
    is no promise. It costs some tens of decisions: made for a plan of one competence.

    Parameters
    ----------
    rule
        The strategy; one that ends by itself.
    pool, answers
        As for `Strategy.choose`.
    current
        The question on the screen, not answered yet and not counted.
    most
        The attempt ends after so many answers at the latest; None for no limit.

    Returns
    -------
    tuple of int
        The fewest and the most questions.
    """

    def ask(played: Sequence[Answered]) -> Item | None:
        if most is not None and len(played) >= most:
            return None
        return rule.choose(pool, played, Draw(bytes(SEED_BYTES), f"remaining {len(played)}")).item

    # Learners who answered alike so far are played together, and part when a question parts them.
    together = [(list(answers), current or ask(answers), _typical_levels(pool))]
    ends = []
    while together:
        played, item, levels = together.pop()
        if item is None:
            ends.append(len(played) - len(answers) - (current is not None))
            continue
        able = {level for level in levels if level >= item.level}
        for outcome, some in (("correct", able), ("wrong", levels - able)):
            if some:
                after = [*played, Answered(item, cast(Outcome, outcome), item.timed)]
                together.append((after, ask(after), some))
    return min(ends), max(ends)


def _typical_levels(pool: Pool) -> set[int]:
    """Levels of learners to imagine: none, all, and every second one between, which is enough for a range."""
    levels = sorted({0, *(pool.skills[id].level for id in pool.items)})
    return {*levels[::2], levels[-1]}
