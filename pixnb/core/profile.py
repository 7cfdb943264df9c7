"""What all the attempts of a learner say together: a pure fold, from which every profile is computed.

Practice is left out (design.md §8), and what came before a reset of a competence no longer counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

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
