"""What all the attempts of a learner say together: a pure fold, from which every profile is computed.

Practice is left out (design.md §8), and what came before a reset of a competence no longer counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from pixnb.core.attempt import Kept
from pixnb.core.challenge import Outcome
from pixnb.core.scoring import Source, Status


@dataclass(frozen=True, slots=True)
class Shown:
    """One answer of the learner.

    Parameters
    ----------
    skill, competence
        Ids of the framework.
    level
        Level of the skill when it was asked.
    outcome
        What the checker said.
    chance
        Probability of a right guess, 0–1; 0 where nothing can be chosen from.
    at
        When it was given.
    attempt, question, challenge
        Where: id of the attempt, identity of the question in it, id of the challenge.
    """

    skill: str
    competence: str
    level: int
    outcome: Outcome
    chance: float
    at: dt.datetime
    attempt: str
    question: str
    challenge: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one skill, and since when.

    Parameters
    ----------
    skill, competence
        Ids of the framework.
    source, status
        See `pixnb.core.scoring.KnowledgeElement`.
    at
        When the answer was given that settled it.
    attempt
        Id of the attempt.
    """

    skill: str
    competence: str
    source: Source
    status: Status
    at: dt.datetime
    attempt: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that the attempts of a learner say.

    Parameters
    ----------
    elements
        By skill; of several the latest.
    answers
        Oldest first.
    steps
        What each finished attempt left behind, oldest first: when it was finished, and the elements
        known then, by skill. For the picture of progress.
    """

    elements: Mapping[str, Evidence]
    answers: tuple[Shown, ...]
    steps: tuple[tuple[dt.datetime, Mapping[str, Evidence]], ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What one attempt says; practice gives none.

    Parameters
    ----------
    attempt
        Id of the attempt.
    started_at, finished_at
        When; None while it is open.
    resets
        Ids of the skills about which all that was said before ``started_at`` is forgotten.
    answers
        Its answers, oldest first.
    elements
        What they settled, in this order; not what was known before.
    """

    attempt: str
    started_at: dt.datetime
    finished_at: dt.datetime | None = None
    resets: tuple[str, ...] = ()
    answers: tuple[Shown, ...] = ()
    elements: tuple[Evidence, ...] = ()


def gathered(accounts: Iterable[Account]) -> Knowledge:
    """What several attempts say together; only times put them in order.

    Of several elements about one skill the latest counts (Pix, ``KnowledgeElement``: "latest wins"), and nothing
    that was said of a skill before its last reset.

    Parameters
    ----------
    accounts
        One per attempt of a learner, in any order.
    """
    known = _Known()
    told = sorted(accounts, key=lambda one: (one.started_at, one.attempt))
    for moment in sorted((one for account in told for one in _moments(account)), key=lambda one: one.order):
        moment.happen(known)
    resets = {skill: one.started_at for one in told for skill in one.resets}
    answers = (shown for one in told for shown in one.answers)
    counted = [shown for shown in answers if shown.skill not in resets or shown.at >= resets[shown.skill]]
    counted.sort(key=lambda one: one.at)
    return Knowledge(known.elements, tuple(counted), tuple(known.steps))


def kept(knowledge: Knowledge, skills: Iterable[str], at: dt.datetime, days: int) -> tuple[Kept, ...]:
    """What an improvement starts from: what was shown, and what was missed less than a delay ago.

    Pix keeps, when improving, the elements that are validated or younger than the delay; the older misses are asked
    again.

    Parameters
    ----------
    knowledge
        What the learner's attempts say.
    skills
        Ids of the skills of the plan.
    at
        When the improvement begins.
    days
        The delay.

    Returns
    -------
    tuple
        Skill, source and status, by skill.
    """
    old = at - dt.timedelta(days=days)
    found = (knowledge.elements[skill] for skill in sorted(skills) if skill in knowledge.elements)
    return tuple((one.skill, one.source, one.status) for one in found if one.status == "validated" or one.at > old)


def last_answer(knowledge: Knowledge, skills: Iterable[str]) -> dt.datetime | None:
    """When a question about one of these skills was last answered, from which delays count; None for never."""
    chosen = set(skills)
    return next((shown.at for shown in reversed(knowledge.answers) if shown.skill in chosen), None)


@dataclass(slots=True)
class _Known:
    """What is known while the moments of all attempts go by."""

    elements: dict[str, Evidence] = field(default_factory=dict)
    steps: list[tuple[dt.datetime, Mapping[str, Evidence]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Reset:
    order: tuple[dt.datetime, int, str, int]
    skills: tuple[str, ...]

    def happen(self, known: _Known) -> None:
        for skill in self.skills:
            known.elements.pop(skill, None)


@dataclass(frozen=True, slots=True)
class _Settled:
    order: tuple[dt.datetime, int, str, int]
    evidence: Evidence

    def happen(self, known: _Known) -> None:
        known.elements[self.evidence.skill] = self.evidence


@dataclass(frozen=True, slots=True)
class _Finished:
    order: tuple[dt.datetime, int, str, int]

    def happen(self, known: _Known) -> None:
        known.steps.append((self.order[0], dict(known.elements)))


_Moment: TypeAlias = _Reset | _Settled | _Finished


def _moments(account: Account) -> Iterator[_Moment]:
    """What happens in an attempt: at one instant a reset comes first, an end last."""
    if account.resets:
        yield _Reset((account.started_at, 0, account.attempt, 0), account.resets)
    for place, evidence in enumerate(account.elements):
        yield _Settled((evidence.at, 1, account.attempt, place), evidence)
    if account.finished_at:
        yield _Finished((account.finished_at, 2, account.attempt, 0))
