"""The strategy ``pix``: how Pix positions a learner in a competence.

Each answer says something about its skill and, by inference, about the easier or harder skills of the
same topic. The next question is the one that may say most about what is still unknown. The rules are
facts of Pix's public source (``smart-random``, ``skills-filter``, ``cat-algorithm``, ``KnowledgeElement``);
recorded decisions of Pix are in the tests. The pick among equally good questions is ours: a `Draw`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from math import exp

from pixnb.core.challenge import Item
from pixnb.core.draw import Draw
from pixnb.core.framework import Skill
from pixnb.core.scoring import ZERO, KnowledgeElement, Source, Status
from pixnb.measurement.strategy import Answered, Choice, Pool

DEFAULT_LEVEL = 2
"""Level of the first question, when there is one."""
EASY_TOPIC = 3
"""Topics that go no higher than this come first."""
MAX_STRETCH = 2
"""A question is at most this far above the predicted level."""
GRID = tuple(step / 2 for step in range(1, 16))
"""Levels that can be predicted: 0.5, 1 … 7.5."""
ANCHORS = ((0, True), (7, False))
"""Two imagined answers (level, right) that keep the prediction finite."""


@cache  # called with half levels and levels only: a hundred or so pairs
def success(ability: float, level: float) -> float:
    """Probability that somebody of this ability shows a skill of this level: the logistic curve, in levels."""
    return 1 / (1 + exp(level - ability))


def predicted_level(evidence: Iterable[tuple[int, bool]]) -> float:
    """The level at which right and wrong answers balance best (Pix, ``cat-algorithm``).

    ``argmax over L of −|Σ (outcome − σ(L − level))|``, the first of several, over the grid of half
    levels, with two anchors.

    Parameters
    ----------
    evidence
        Level and success of each skill that was asked (not of inferred ones).

    Returns
    -------
    float
        0.5 to 7.5; 3.5 without evidence.
    """
    levels, shown = zip(*ANCHORS, *evidence, strict=True)
    weights, right = Counter(levels), sum(shown)

    def expected(ability: float) -> float:
        return sum(count * success(ability, level) for level, count in weights.items())

    # The expected number of right answers rises with ability: only the two levels around count.
    above = bisect_left(GRID, right, key=expected)
    around = GRID[max(above - 1, 0) : above + 1]
    return min(around, key=lambda ability: abs(right - expected(ability)))


def learn(
    pool: Pool, known: Container[str], answer: Answered, values: Mapping[str, Fraction]
) -> list[KnowledgeElement]:
    """What one answer adds to what is known (Pix, ``KnowledgeElement``).

    Only ``correct`` validates; partial, wrong and skipped do not. A validated skill validates the
    easier ones of its topic, an invalidated one invalidates the harder ones. What was known stays.

    Parameters
    ----------
    pool
        The plan's skills.
    known
        Ids of the skills that earlier answers settled.
    answer
        The answer.
    values
        Pix of each skill (`pixnb.core.scoring.skill_values`); empty where pix do not matter.
    """
    right = answer.outcome == "correct"
    return [_element(skill, skill.id == answer.item.skill, right, values) for skill in _settled(pool, known, answer)]


def _settled(pool: Pool, known: Container[str], answer: Answered) -> Sequence[Skill]:
    """The skills that an answer settles: the one asked, then the inferred ones; none when it was settled before."""
    asked = pool.skills.get(answer.item.skill)
    if asked is None or asked.id in known:
        return ()
    topic, level = pool.topics[asked.topic], asked.level
    if answer.outcome == "correct":
        return [asked, *(skill for skill in topic if skill.level < level and skill.id not in known)]
    return [asked, *(skill for skill in topic if skill.level > level and skill.id not in known)]


def _element(skill: Skill, direct: bool, right: bool, values: Mapping[str, Fraction]) -> KnowledgeElement:
    source: Source = "direct" if direct else "inferred"
    status: Status = "validated" if right else "invalidated"
    return KnowledgeElement(skill.id, skill.competence, source, status, values.get(skill.id, ZERO) if right else ZERO)


def knowledge(
    pool: Pool, answers: Iterable[Answered], values: Mapping[str, Fraction] | None = None
) -> dict[str, KnowledgeElement]:
    """Everything the answers say, one element per skill, on top of what was known before them.

    Parameters
    ----------
    pool
        The plan's skills, and what was known of them.
    answers
        Oldest first.
    values
        Pix of each skill; without them nothing is earned.
    """
    known = {id: _worth(element, values or {}) for id, element in pool.prior.items()}
    for answer in answers:
        for element in learn(pool, known, answer, values or {}):
            known[element.skill] = element
    return known


def _worth(element: KnowledgeElement, values: Mapping[str, Fraction]) -> KnowledgeElement:
    """An element with the pix that its skill is worth now."""
    return replace(element, earned=values.get(element.skill, ZERO) if element.validated else ZERO)


@dataclass(frozen=True, slots=True)
class Options:
    """The skills worth asking next.

    Parameters
    ----------
    level
        The predicted level; before the first answer the level where questions begin.
    skills
        All equally good; empty when the attempt ends.
    reward
        How many unknown skills an answer is expected to settle; 0 before the first answer.
    """

    level: float
    skills: Sequence[Skill]
    reward: float = 0


def options(
    pool: Pool,
    known: Container[str],
    evidence: Iterable[tuple[int, bool]],
    left: Callable[[Skill], Sequence[Item]],
    last_timed: bool | None,
) -> Options:
    """The skills among which the next question is picked (Pix, ``smart-random`` and ``skills-filter``).

    Parameters
    ----------
    pool
        What may be asked.
    known
        Ids of the skills that are settled, asked or inferred.
    evidence
        Level and success of each skill that was asked.
    left
        The items of a skill that can still be asked.
    last_timed
        Whether a clock ran on the last question; ``None`` before the first.
    """
    unknown = {topic: [s for s in skills if s.id not in known] for topic, skills in pool.askable.items()}
    playable = _in_easy_topics(pool, [skill for skills in unknown.values() for skill in skills if left(skill)])
    if last_timed is None:
        return Options(DEFAULT_LEVEL, _near_default(_untimed(playable, left)))
    level = predicted_level(evidence)
    if last_timed:
        playable = _untimed(playable, left)
    within = [skill for skill in playable if skill.level - level <= MAX_STRETCH]
    return _most_rewarding(within, unknown, level)


def _in_easy_topics(pool: Pool, skills: list[Skill]) -> list[Skill]:
    """The skills of topics that stay easy, as long as there are some."""
    return [skill for skill in skills if pool.askable[skill.topic][-1].level <= EASY_TOPIC] or skills


def _untimed(skills: list[Skill], left: Callable[[Skill], Sequence[Item]]) -> list[Skill]:
    """Skills whose question has no clock, unless all have one. Pix looks at the first question of a skill."""
    return [skill for skill in skills if not left(skill)[0].timed] or skills


def _near_default(skills: list[Skill]) -> list[Skill]:
    """Skills of the default level, else of the lowest."""
    levels = {skill.level for skill in skills}
    level = DEFAULT_LEVEL if DEFAULT_LEVEL in levels else min(levels, default=DEFAULT_LEVEL)
    return [skill for skill in skills if skill.level == level]


def _most_rewarding(skills: list[Skill], unknown: Mapping[str, Sequence[Skill]], level: float) -> Options:
    """The skills whose answer is expected to settle most unknown skills of their topic.

    ``p·(unknown skills at or below) + (1 − p)·(unknown skills at or above)``, compared to the last bit
    as Pix does: rounding would make ties that Pix does not see.
    """
    levels = {topic: [skill.level for skill in unknown[topic]] for topic in {skill.topic for skill in skills}}

    def reward(skill: Skill) -> float:
        p, peers = success(level, skill.level), levels[skill.topic]
        easier, harder = bisect_right(peers, skill.level), len(peers) - bisect_left(peers, skill.level)
        return p * easier + (1 - p) * harder

    rewards = [reward(skill) for skill in skills]
    best = max(rewards, default=0.0)
    return Options(level, [skill for skill, value in zip(skills, rewards, strict=True) if value == best], best)


class PixStrategy:
    """Pix's self-positioning, until nothing worth asking is left."""

    name = "pix"
    version = 1
    endless = False

    def choose(self, pool: Pool, answers: Sequence[Answered], draw: Draw) -> Choice:
        """The next question (see `options`): first a skill, then one of its items, all equally likely."""
        known = set(pool.prior)
        evidence = [(pool.skills[id].level, one.validated) for id, one in pool.prior.items() if one.source == "direct"]
        for answer in answers:
            if settled := _settled(pool, known, answer):
                known.update(skill.id for skill in settled)
                evidence.append((settled[0].level, answer.outcome == "correct"))
        asked = {answer.item.challenge for answer in answers}
        touched = {pool.skill_of.get(challenge) for challenge in asked}

        def left(skill: Skill) -> Sequence[Item]:
            items = pool.items[skill.id]
            return [item for item in items if item.challenge not in asked] if skill.id in touched else items

        found = options(pool, known, evidence, left, answers[-1].timed if answers else None)
        why = {"level": found.level, "reward": found.reward, "skills": len(found.skills)}
        if not found.skills:
            return Choice(None, why)
        items = left(draw.pick(found.skills))
        return Choice(draw.pick(items), {**why, "items": len(items)})


STRATEGY = PixStrategy()
