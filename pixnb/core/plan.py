"""A plan: what is asked, by which strategy, with which feedback.

Positioning, practice, campaigns and certification are the same engine under different plans (design.md §1).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pixnb.core.challenge import Json, Needs
from pixnb.core.framework import Framework

Trust = Literal["practice", "class", "certified"]
CHECKPOINT_EVERY = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What an attempt asks and how.

    Parameters
    ----------
    id
        Name of the plan; a learner has at most one open attempt in it.
    framework
        Id of the framework.
    competence
        Code of the competence it is about; empty when there are several.
    skills
        Ids of the skills it may test.
    strategy
        Name of the strategy that chooses the next question.
    rules
        Rule set that checks text.
    feedback
        Whether verdicts are shown.
    checkpoint_every
        Questions between two pauses.
    places
        What the place offers; a learner's own machine has a spreadsheet and the like.
    trust
        What its results are worth.
    """

    id: str
    framework: str
    competence: str
    skills: tuple[str, ...]
    strategy: str = "pix"
    rules: str = "default"
    feedback: bool = True
    checkpoint_every: int = CHECKPOINT_EVERY
    places: tuple[Needs, ...] = ("none", "desktop")
    trust: Trust = "practice"

    def json(self) -> dict[str, Json]:
        """The plan as JSON, for the log."""
        return asdict(self)


def plan_from(data: Mapping[str, Any]) -> Plan:
    """A plan from what `Plan.json` wrote."""
    return Plan(**{**data, "skills": tuple(data["skills"]), "places": tuple(data["places"])})


def positioning(framework: Framework, competence: str) -> Plan:
    """The plan by which a learner finds out where they stand in one competence.

    Raises
    ------
    FrameworkError
        When the framework has no such competence.
    """
    found = framework.competence(competence)
    skills = tuple(skill.id for skill in framework.skills_of(found.id))
    return Plan(id=f"positioning-{found.id}", framework=framework.id, competence=found.id, skills=skills)
