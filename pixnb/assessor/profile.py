"""The profile: where a learner stands in all competences, in total and over time, as a screen needs it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import ceil, floor

from pixnb.assessor.standing import Position, Scale, positions, standing
from pixnb.bank.bank import Bank
from pixnb.core.app_messages import AreaStandings, ProfileMessage, ProgressMessage
from pixnb.core.events import moment
from pixnb.core.framework import Area
from pixnb.core.profile import Evidence, Knowledge
from pixnb.core.text import Lang
from pixnb.measurement.margin import total

MOMENTS = 60
"""Most moments of the picture of progress: more would not be told apart on a screen."""


def profile_message(knowledge: Knowledge, bank: Bank, lang: Lang, *, name: str, at: dt.datetime) -> ProfileMessage:
    """Where a learner stands now.

    Parameters
    ----------
    knowledge
        Everything that the learner's attempts say.
    bank
        Today's bank.
    lang
        Language of the words.
    name
        The learner's name; empty when unknown.
    at
        Now, aware.
    """
    scale, framework = Scale.of(bank), bank.framework
    known = positions(knowledge, scale)
    pix, reachable = sum(one.score.pix for one in known.values()), sum(one.pix for one in scale.reachable.values())
    low, high = total((one.margin for one in known.values()), pix, reachable)
    digcomp = framework.digcomp
    return {
        "name": name,
        "at": moment(at),
        "answers": len(knowledge.answers),
        "pix": pix,
        "low": floor(low),
        "high": ceil(high),
        "max_pix": framework.pix_per_level * framework.max_level * len(framework.competences),
        "reachable_pix": reachable,
        "assessed": len(known),
        "areas": [_area(area, known, scale, lang) for area in framework.areas],
        "progress": progress(knowledge, scale, lang),
        "digcomp_version": digcomp.version if digcomp else "",
        "digcomp_note": digcomp.note[lang] if digcomp else "",
    }


def _area(area: Area, known: Mapping[str, Position], scale: Scale, lang: Lang) -> AreaStandings:
    return {
        "area": int(area.id),
        "name": area.name[lang],
        "standings": [standing(one, known.get(one.id), scale, lang) for one in area.competences],
    }


def progress(knowledge: Knowledge, scale: Scale, lang: Lang) -> ProgressMessage:
    """The way so far: pix of each area after each finished attempt, with today's values.

    Parameters
    ----------
    knowledge
        With its ``steps``.
    scale
        What today's bank can measure.
    lang
        Language of the areas' names.
    """
    steps = thinned(_rising(knowledge.steps), MOMENTS)
    scores = [scale.scores(elements.values()) for _, elements in steps]
    return {
        "moments": [moment(at) for at, _ in steps],
        "lines": [
            {
                "area": int(area.id),
                "name": area.name[lang],
                "pix": [sum(one[c.id].pix for c in area.competences if c.id in one) for one in scores],
            }
            for area in scale.framework.areas
        ],
    }


Step = tuple[dt.datetime, Mapping[str, Evidence]]


def _rising(steps: Sequence[Step]) -> list[Step]:
    """One step for each moment: of several at once the last."""
    return [one for one, after in pairwise(steps) if one[0] < after[0]] + list(steps[-1:])


def thinned(steps: Sequence[Step], most: int) -> list[Step]:
    """At most so many steps, evenly chosen; the first and the last stay."""
    count = len(steps)
    if count <= most:
        return list(steps)
    return [steps[place * (count - 1) // (most - 1)] for place in range(most)]
