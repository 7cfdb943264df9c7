"""What to ask next and what an attempt is worth: pure functions of the attempt and of frozen data.

Live attempts and replays call the same functions, so a replay cannot disagree by accident.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pixnb.core.attempt import Attempt, Kept
from pixnb.core.challenge import Item, Json
from pixnb.core.draw import Draw
from pixnb.core.framework import Framework
from pixnb.core.plan import Plan
from pixnb.core.scoring import ZERO, KnowledgeElement, competence_score, score, skill_values
from pixnb.measurement.pix import knowledge
from pixnb.measurement.strategy import Answered, Choice, Pool, remaining, strategy


def relevant(items: Iterable[Item], plan: Plan, framework: Framework) -> tuple[Item, ...]:
    """The items a plan chooses from and is scored with, by id: all of its competences, as its place allows.

    The whole of each competence, because what a skill is worth depends on every skill that can be
    asked at its level; only skills that the plan's framework knows, because today's may know more.
    """
    competences = {framework.skill(name).competence for name in plan.skills}
    known = {skill.id for name in competences for skill in framework.skills_of(name)}
    kept = (item for item in items if item.skill in known and item.needs in plan.places)
    return tuple(sorted(kept, key=lambda one: one.challenge))


def snapshot(items: Iterable[Item], plan: Plan, framework: Framework) -> list[dict[str, Json]]:
    """The relevant items as JSON, for the log."""
    return [asdict(item) for item in relevant(items, plan, framework)]


def items_from(data: Iterable[Mapping[str, Any]]) -> tuple[Item, ...]:
    """Items from what `snapshot` wrote."""
    return tuple(Item(**one) for one in data)


def pool(plan: Plan, framework: Framework, items: Iterable[Item], prior: Iterable[Kept] = ()) -> Pool:
    """What a plan may ask, and what was known of it before."""
    known = (KnowledgeElement(skill, framework.skill(skill).competence, how, said) for skill, how, said in prior)
    return Pool.of((framework.skill(name) for name in plan.skills), _asked(plan, items), known)


def _asked(plan: Plan, items: Iterable[Item]) -> Iterator[Item]:
    return (item for item in items if not plan.challenges or item.challenge in plan.challenges)


def endless(plan: Plan) -> bool:
    """Whether an attempt at a plan goes on until the learner leaves."""
    return not plan.limit and strategy(plan.strategy).endless


def answers(attempt: Attempt) -> list[Answered]:
    """The answers of an attempt as a strategy sees them."""
    return [Answered(one.item, one.outcome, one.item.timed) for one in attempt.closed if one.outcome is not None]


def choose(attempt: Attempt, plan: Plan, framework: Framework, items: Sequence[Item]) -> Choice:
    """The next question of an attempt, or none when it ends.

    Parameters
    ----------
    attempt
        The attempt so far.
    plan, framework, items
        What may be asked.
    """
    if plan.limit and len(attempt.questions) >= plan.limit:
        return Choice(None, {"limit": plan.limit})
    draw = Draw(bytes.fromhex(attempt.seed), f"choose/{len(attempt.questions)}")
    return strategy(plan.strategy).choose(pool(plan, framework, items, attempt.prior), answers(attempt), draw)


def still(attempt: Attempt, plan: Plan, framework: Framework, items: Sequence[Item]) -> tuple[int, int]:
    """How many questions may still come, the open one not counted; ``(0, 0)`` where nobody can say (`endless`)."""
    if endless(plan):
        return 0, 0
    rule, current = strategy(plan.strategy), attempt.open_question
    before = pool(plan, framework, items, attempt.prior)
    return remaining(rule, before, answers(attempt), current.item if current else None, plan.limit or None)


def elements(attempt: Attempt, plan: Plan, framework: Framework, items: Sequence[Item]) -> list[KnowledgeElement]:
    """What is known about each skill at the end of the answers, with the pix each is worth."""
    values = skill_values(items, framework)
    return list(knowledge(pool(plan, framework, items, attempt.prior), answers(attempt), values).values())


def reachable(plan: Plan, framework: Framework, items: Sequence[Item], competence: str) -> int:
    """The level that somebody who can do all that a plan may ask would show in a competence."""
    values, skills = skill_values(items, framework), askable(plan, items)
    real = sum((values[skill.id] for skill in framework.skills_of(competence) if skill.id in skills), start=ZERO)
    return competence_score(real, framework).level


def askable(plan: Plan, items: Iterable[Item]) -> set[str]:
    """The skills of a plan that some of its challenges ask."""
    return {item.skill for item in _asked(plan, items)} & set(plan.skills)


def result(attempt: Attempt, plan: Plan, framework: Framework, items: Sequence[Item]) -> dict[str, Json]:
    """The result of an attempt as it is frozen in its ``finished`` event.

    Returns
    -------
    dict
        ``competences`` (exact sum, pix, level, pix ahead and reachable level of each), ``pix``,
        ``elements`` (skill, source, status) and the number of ``answers``.
    """
    known = elements(attempt, plan, framework, items)
    profile = score(known, framework)
    competences = {
        name: {
            "real": str(one.real),
            "pix": one.pix,
            "level": one.level,
            "ahead": one.ahead,
            "reachable": reachable(plan, framework, items, name),
        }
        for name, one in sorted(profile.competences.items())
    }
    return {
        "competences": competences,
        "pix": profile.pix,
        "elements": sorted([one.skill, one.source, one.status] for one in known),
        "answers": len(attempt.closed),
    }
