"""Where a learner stands in each competence: score, level and margin, from everything their attempts say.

Pure: of knowledge, of today's bank and of its framework. A profile counts with today's values: an old answer is
worth what its skill is worth now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from pixnb.bank.bank import Bank
from pixnb.core.app_messages import DigCompMessage, Standing
from pixnb.core.events import moment
from pixnb.core.framework import Competence, Framework
from pixnb.core.plan import positioning
from pixnb.core.profile import Evidence, Knowledge, Shown
from pixnb.core.scoring import ZERO, CompetenceScore, competence_score, skill_values
from pixnb.core.text import Lang
from pixnb.frameworks.digcomp import digcomp_names
from pixnb.measurement.margin import Given, Margin, margin

State = Literal["unassessed", "range", "level"]
OWN_QUESTIONS = 2
"""Questions about different skills of a competence before a level is shown (design.md §8)."""
WIDEST = 2.0
"""Widest 90 % interval, in levels, with which a level is shown (design.md §8)."""
DECIMALS = 100


@dataclass(frozen=True, slots=True)
class Scale:
    """What today's bank can measure.

    Parameters
    ----------
    framework
        Its framework.
    values
        Pix of each skill, 0 for those that cannot be asked.
    reachable
        Score of somebody who can do everything, by competence.
    """

    framework: Framework
    values: Mapping[str, Fraction]
    reachable: Mapping[str, CompetenceScore]

    @classmethod
    def of(cls, bank: Bank) -> Scale:
        """The scale of a bank, with what a learner's own machine offers, as in positioning."""
        framework = bank.framework
        places = {place for one in framework.competences for place in positioning(framework, one.id).places}
        values = skill_values((item for item in bank.items if item.needs in places), framework)
        reachable = {
            one.id: competence_score(sum((values[skill.id] for skill in one.skills), start=ZERO), framework)
            for one in framework.competences
        }
        return cls(framework, values, reachable)

    def worth(self, competence: str) -> list[tuple[int, float]]:
        """Level and pix of each skill of a competence that can be asked."""
        skills = self.framework.skills_of(competence)
        return [(skill.level, float(self.values[skill.id])) for skill in skills if self.values[skill.id]]

    def scores(self, elements: Iterable[Evidence]) -> dict[str, CompetenceScore]:
        """The score of each competence of which something is known."""
        earned: dict[str, Fraction] = {}
        for one in elements:
            competence = self.framework.skill(one.skill).competence
            value = self.values[one.skill] if one.status == "validated" else ZERO
            earned[competence] = earned.get(competence, ZERO) + value
        return {competence: competence_score(real, self.framework) for competence, real in earned.items()}


@dataclass(frozen=True, slots=True)
class Position:
    """Where a learner stands in one competence with at least one answer.

    Parameters
    ----------
    score
        By Pix's rules, with today's values.
    margin
        What the answers leave open.
    answers
        Number of answers.
    settled
        Number of skills that were asked and whose last answer still stands.
    at
        Time of the last answer.
    """

    score: CompetenceScore
    margin: Margin
    answers: int
    settled: int
    at: dt.datetime


def positions(knowledge: Knowledge, scale: Scale) -> dict[str, Position]:
    """Where a learner stands, by competence; those without an answer are absent.

    Parameters
    ----------
    knowledge
        Everything that the learner's attempts say.
    scale
        What today's bank can measure.
    """
    answers: dict[str, list[Shown]] = {}
    for shown in knowledge.answers:
        answers.setdefault(scale.framework.skill(shown.skill).competence, []).append(shown)
    scores = scale.scores(knowledge.elements.values())
    nothing = competence_score(ZERO, scale.framework)
    return {
        competence: _position(given, standing_answers(given, knowledge.elements), scores.get(competence, nothing),
                              scale.worth(competence))
        for competence, given in answers.items()
    }  # fmt: skip


def _position(
    answers: list[Shown], standing: list[Shown], score: CompetenceScore, worth: list[tuple[int, float]]
) -> Position:
    given = (Given(one.level, one.outcome == "correct", one.chance) for one in standing)
    open_ = margin(given, worth, float(score.pix))
    return Position(score, open_, len(answers), len(standing), max(one.at for one in answers))


def standing_answers(answers: Iterable[Shown], elements: Mapping[str, Evidence]) -> list[Shown]:
    """The answers that still say something: of each skill the last, unless something newer settled it.

    People learn: a miss of last month that was made good since must not weigh on the margin, as it does
    not weigh on the score.

    Parameters
    ----------
    answers
        Oldest first.
    elements
        What is known now, by skill.
    """
    last = {shown.skill: shown for shown in answers}
    return [one for skill, one in last.items() if skill not in elements or elements[skill].at <= one.at]


def standings(knowledge: Knowledge, bank: Bank, lang: Lang) -> dict[str, Standing]:
    """Where a learner stands in every competence of the framework, in its order, as a screen needs it.

    Parameters
    ----------
    knowledge
        Everything that the learner's attempts say.
    bank
        Today's bank.
    lang
        Language of the words.
    """
    scale = Scale.of(bank)
    known = positions(knowledge, scale)
    return {one.id: standing(one, known.get(one.id), scale, lang) for one in scale.framework.competences}


def standing(competence: Competence, position: Position | None, scale: Scale, lang: Lang) -> Standing:
    """One competence as a screen needs it.

    Without an answer anything is possible: the interval is all that today's bank can show.
    """
    framework, reachable = scale.framework, scale.reachable[competence.id]
    score = position.score if position else competence_score(ZERO, framework)
    low, high = interval(position, framework) if position else (0.0, reachable.pix / framework.pix_per_level)
    named = framework.level(score.level) if score.level else None
    return {
        "competence": competence.id,
        "name": competence.name[lang],
        "area": int(competence.area),
        "state": state(position, framework),
        "level": score.level,
        "level_name": named.name[lang] if named else "",
        "level_meaning": named.meaning[lang] if named else "",
        "pix": score.pix,
        "ahead": score.ahead,
        "pix_per_level": framework.pix_per_level,
        "max_level": framework.max_level,
        "reachable_level": reachable.level,
        "low": low,
        "high": high,
        "answers": position.answers if position else 0,
        "assessed_at": moment(position.at) if position else None,
        "digcomp": _digcomp(competence, framework, lang),
    }


def state(position: Position | None, framework: Framework) -> State:
    """Whether a level may be shown: enough questions of its own, and a margin that is not too wide."""
    if position is None:
        return "unassessed"
    low, high = interval(position, framework)
    return "level" if position.settled >= OWN_QUESTIONS and high - low <= WIDEST else "range"


def interval(position: Position, framework: Framework) -> tuple[float, float]:
    """The 90 % interval in levels, to two decimals, rounded outwards so that it still holds the score."""
    step = framework.pix_per_level
    low = floor(position.margin.low / step * DECIMALS) / DECIMALS
    return low, min(ceil(position.margin.high / step * DECIMALS) / DECIMALS, float(framework.max_level))


def _digcomp(competence: Competence, framework: Framework, lang: Lang) -> list[DigCompMessage]:
    names = digcomp_names(framework.id)
    return [
        {"code": one.competence, "name": names.competence(one.competence, lang), "relation": one.relation}
        for one in competence.digcomp
    ]
