"""A plan: what is asked, by which strategy, with which feedback.

Positioning, practice, campaigns and certification are the same engine under different plans (design.md §1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from pixnb.core.challenge import Json, Needs
from pixnb.core.framework import Framework
from pixnb.core.text import Localised

Trust = Literal["practice", "class", "certified"]
Purpose = Literal["positioning", "practice", "thematic"]
CHECKPOINT_EVERY = 5
POSITIONING, PRACTICE, THEMATIC = "positioning-", "practice-", "thematic-"
"""How the ids of plans begin."""


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
        Questions between two pauses; 0 for no pauses.
    places
        What the place offers; a learner's own machine has a spreadsheet and the like.
    trust
        What its results are worth.
    purpose
        What it is for; ``practice`` never counts in a profile.
    title, description
        Its own words, by language; None where those of its competence do.
    challenges
        Ids of the only challenges it may ask; empty for all that test its skills.
    limit
        Most questions; 0 to go on until nothing is worth asking.
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
    purpose: Purpose = "positioning"
    title: Localised | None = field(default=None, hash=False)
    description: Localised | None = field(default=None, hash=False)
    challenges: tuple[str, ...] = ()
    limit: int = 0

    def json(self) -> dict[str, Json]:
        """The plan as JSON, for the log."""
        return asdict(self)


def plan_from(data: Mapping[str, Any]) -> Plan:
    """A plan from what `Plan.json` wrote; what an older version did not know gets its default."""
    lists = {name: tuple(data[name]) for name in ("skills", "places", "challenges") if name in data}
    return Plan(**{**data, **lists})


def positioning(framework: Framework, competence: str) -> Plan:
    """The plan by which a learner finds out where they stand in one competence.

    Raises
    ------
    FrameworkError
        When the framework has no such competence.
    """
    found = framework.competence(competence)
    skills = tuple(skill.id for skill in framework.skills_of(found.id))
    return Plan(id=f"{POSITIONING}{found.id}", framework=framework.id, competence=found.id, skills=skills)


def practice(framework: Framework, challenge: str, skill: str) -> Plan:
    """The plan that asks one challenge again and again, each time with other values.

    Parameters
    ----------
    framework
        The framework of the skill.
    challenge
        Id of the challenge. Whoever practises has met it before, so the place offers what it needs.
    skill
        Id of the skill that it tests.

    Raises
    ------
    FrameworkError
        When the framework has no such skill.
    """
    return Plan(
        id=f"{PRACTICE}{challenge}",
        framework=framework.id,
        competence=framework.skill(skill).competence,
        skills=(skill,),
        strategy="practice",
        checkpoint_every=0,
        places=("none", "desktop", "lab"),
        purpose="practice",
        challenges=(challenge,),
    )


def thematic(
    framework: Framework, id: str, title: Localised, description: Localised, skills: Iterable[str], limit: int = 0
) -> Plan:
    """A plan over chosen skills, of one competence or of several.

    Parameters
    ----------
    framework
        The framework of the skills.
    id
        Name of the plan, with or without ``thematic-`` before it.
    title, description
        What it is called and about, by language.
    skills
        Ids of the skills it may test, each once.
    limit
        Most questions; 0 to go on until nothing is worth asking.

    Raises
    ------
    FrameworkError
        When the framework has not all of the skills.
    """
    kept = tuple(dict.fromkeys(skills))
    competences = {framework.skill(name).competence for name in kept}
    return Plan(
        id=f"{THEMATIC}{id.removeprefix(THEMATIC)}",
        framework=framework.id,
        competence=competences.pop() if len(competences) == 1 else "",
        skills=kept,
        purpose="thematic",
        title=title,
        description=description,
        limit=limit,
    )
