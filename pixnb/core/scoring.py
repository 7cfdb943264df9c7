"""From what somebody showed to pix, levels and certifiability, by Pix's rules.

Values are exact fractions: three skills at one level are worth 8/3 each, and together 8, not
7.999… which would cost a level. The rules are facts of Pix's public source: ``docs/Calcul-Airtable.md``
for the value of a skill, ``scoring-service.js`` for the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pixnb.core.challenge import Item
from pixnb.core.framework import Framework

Source = Literal["direct", "inferred"]
Status = Literal["validated", "invalidated"]
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class KnowledgeElement:
    """What one answer says about one skill.

    Parameters
    ----------
    skill, competence
        Ids of the framework.
    source
        ``direct`` for the skill that was asked, ``inferred`` for its neighbours in the topic.
    status
        ``validated`` or ``invalidated``.
    earned
        Pix earned, 0 when invalidated.
    """

    skill: str
    competence: str
    source: Source
    status: Status
    earned: Fraction = ZERO

    @property
    def validated(self) -> bool:
        """Whether the skill was shown."""
        return self.status == "validated"


@dataclass(frozen=True, slots=True)
class CompetenceScore:
    """The score of one competence.

    Parameters
    ----------
    real
        Sum of what was earned, in pix, before rounding and caps.
    pix
        Whole pix.
    level
        Whole levels of ``pix_per_level`` pix.
    ahead
        Pix already earned towards the next level.
    percentage
        The same out of 100; 0 at the highest level.
    """

    real: Fraction
    pix: int
    level: int
    ahead: int
    percentage: float


@dataclass(frozen=True, slots=True)
class Profile:
    """The scores of everything that was assessed.

    Parameters
    ----------
    competences
        By id; a competence without any knowledge element is absent: not assessed is not level 0.
    pix
        Total.
    certifiable_competences
        How many reach the level that a certification asks for.
    certifiable
        Whether they are enough.
    """

    competences: Mapping[str, CompetenceScore]
    pix: int
    certifiable_competences: int
    certifiable: bool


def skill_values(items: Iterable[Item], framework: Framework) -> dict[str, Fraction]:
    """What each skill is worth in pix, with the challenges there are.

    A level of a competence is worth 8 pix, shared among the skills at that level that can be asked,
    and no skill is worth more than half of it: ``min(4, 8 / N)`` (Pix, ``docs/Calcul-Airtable.md``).

    Parameters
    ----------
    items
        Every challenge of the bank. The whole bank, even for a plan that asks a part of it: a skill
        is worth the same wherever it is asked.
    framework
        The framework, which also says what a level is worth.

    Returns
    -------
    dict of str to Fraction
        For every skill of the framework; 0 for those that no challenge asks.

    Raises
    ------
    FrameworkError
        When an item's skill is not in the framework.
    """
    askable = {item.skill for item in items}
    peers = Counter((skill.competence, skill.level) for skill in map(framework.skill, askable))
    whole, most = Fraction(framework.pix_per_level), Fraction(framework.pix_per_level, 2)
    return {
        skill.id: min(most, whole / peers[skill.competence, skill.level]) if skill.id in askable else ZERO
        for skill in framework.skills
    }


def latest(elements: Iterable[KnowledgeElement]) -> dict[str, KnowledgeElement]:
    """The last element of each skill, by skill id (Pix, ``KnowledgeElement``: the latest wins)."""
    return {element.skill: element for element in elements}


def competence_score(real: Fraction, framework: Framework, *, excess: bool = False) -> CompetenceScore:
    """Pix, level and way to the next level of one competence (Pix, ``scoring-service.js``).

    ``pix = min(⌊real⌋, 8·max)``, ``level = min(⌊real/8⌋, max)``, ``ahead = pix mod 8``.

    Parameters
    ----------
    real
        Sum of what was earned, in pix, not negative.
    framework
        For the pix of a level and the highest level.
    excess
        Leave out the two caps, to see what was earned beyond the highest level.
    """
    step, top = framework.pix_per_level, framework.max_level
    pix, level = int(real), int(real / step)
    if not excess:
        pix, level = min(pix, step * top), min(level, top)
    ahead = pix % step
    return CompetenceScore(real, pix, level, ahead, ahead / step * 100)


def score(elements: Iterable[KnowledgeElement], framework: Framework, *, excess: bool = False) -> Profile:
    """Scores of all competences that have a knowledge element, total and certifiability.

    Parameters
    ----------
    elements
        In the order they came: of several for one skill the last counts.
    framework
        For the constants.
    excess
        Leave out the caps of each competence (see `competence_score`).
    """
    earned: dict[str, Fraction] = {}
    for element in latest(elements).values():
        earned[element.competence] = earned.get(element.competence, ZERO) + element.earned
    scores = {id: competence_score(real, framework, excess=excess) for id, real in earned.items()}
    needed = framework.certifiable_from
    ready = sum(one.level >= needed.level for one in scores.values())
    return Profile(scores, sum(one.pix for one in scores.values()), ready, ready >= needed.competences)


def reachable_level(items: Iterable[Item], competence: str, framework: Framework) -> int:
    """The highest level that somebody who can do everything could show with these challenges.

    Parameters
    ----------
    items
        Every challenge of the bank.
    competence
        Id of the competence.
    framework
        For the skills and the constants.

    Returns
    -------
    int
        0 when nothing, or too little, can be asked.
    """
    values = skill_values(items, framework)
    real = sum((values[skill.id] for skill in framework.skills_of(competence)), start=ZERO)
    return competence_score(real, framework).level
