"""A framework of competences as frozen data: areas → competences → topics → skills.

The data themselves are files (`pixnb.frameworks`); this module knows their shape and finds things by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeVar

from pixnb.core.errors import FrameworkError
from pixnb.core.text import Localised


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the scale, with its meaning in words.

    Parameters
    ----------
    level
        1 for the first.
    name
        Short name, for instance "Novice".
    meaning
        What somebody at this level can do, in one sentence.
    """

    level: int
    name: Localised = field(hash=False)
    meaning: Localised = field(hash=False)


@dataclass(frozen=True, slots=True)
class Skill:
    """One thing a person can do, at one level, whether or not a challenge asks it yet.

    Parameters
    ----------
    id
        For ever the same; never contains the level, which may be corrected one day.
    topic, competence
        Where it belongs.
    level
        1 up to the framework's ``max_level``.
    can
        The skill as a sentence.
    """

    id: str
    topic: str
    competence: str
    level: int
    can: Localised = field(hash=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """A line of skills of rising level inside a competence (Pix says *tube*)."""

    id: str
    competence: str
    name: Localised = field(hash=False)
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True)
class DigCompAlignment:
    """How a competence relates to one of the European framework.

    Parameters
    ----------
    competence
        Code in DigComp, for instance "1.3".
    relation
        How close the two are, one of `RELATIONS`.
    """

    competence: str
    relation: str


@dataclass(frozen=True, slots=True)
class Competence:
    """A competence with its topics.

    Parameters
    ----------
    id
        Its code, for instance "1.3".
    area
        Code of its area.
    name, description
        Official wording.
    digcomp
        Alignment with DigComp.
    topics
        Empty as long as no skill map is written.
    """

    id: str
    area: str
    name: Localised = field(hash=False)
    description: Localised = field(hash=False)
    digcomp: tuple[DigCompAlignment, ...] = ()
    topics: tuple[Topic, ...] = ()

    @property
    def skills(self) -> tuple[Skill, ...]:
        """The skills of all topics, in the order of the file."""
        return tuple(skill for topic in self.topics for skill in topic.skills)


@dataclass(frozen=True, slots=True)
class Area:
    """A group of competences."""

    id: str
    name: Localised = field(hash=False)
    competences: tuple[Competence, ...] = ()


@dataclass(frozen=True, slots=True)
class DigComp:
    """Which edition of DigComp the alignments refer to, and how official they are.

    Parameters
    ----------
    version
        Edition, for instance "3.0".
    status
        ``official`` or ``editorial``.
    note
        What a reader should know of the alignment.
    source
        Reference of the edition.
    """

    version: str
    status: str
    note: Localised = field(hash=False)
    source: str


@dataclass(frozen=True, slots=True)
class Certifiable:
    """What a profile needs before a certification: so many competences at such a level."""

    competences: int
    level: int


@dataclass(frozen=True, slots=True)
class Delays:
    """How long a learner waits before a competence may be assessed again, since the last answer in it.

    The defaults are Pix's: ``DAY_BEFORE_IMPROVING`` and ``DAY_BEFORE_COMPETENCE_RESET_V2``.

    Parameters
    ----------
    improve_days
        Days until it may be improved: what was shown is kept, what was missed is asked again.
    reset_days
        Days until it may be reset: nothing is kept.
    """

    improve_days: int = 4
    reset_days: int = 7


RELATIONS = (
    "exactMatchOf",
    "isPartOf",
    "isChildOf",
    "isPeerOf",
    "isRelatedTo",
    "precedes",
    "replacedBy",
)
"""Ways in which a competence relates to another framework's: association types of 1EdTech CASE 1.1."""

T = TypeVar("T", Area, Competence, Topic, Skill)


def _by_id(things: Iterable[T]) -> dict[str, T]:
    return {thing.id: thing for thing in things}


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework: its scale, its areas and everything in them.

    Parameters
    ----------
    id, version
        Identity, for instance "crcn" and 1.
    name
        Its full name.
    pix_per_level
        Points that one level of one competence is worth.
    max_level
        The highest level of a competence.
    certifiable_from
        When a profile may be certified.
    levels
        One per level, from 1 to ``max_level``.
    areas
        The content.
    digcomp
        Edition of DigComp it is aligned with, or ``None``.
    delays
        When a competence may be assessed again.
    """

    id: str
    version: int
    name: Localised = field(hash=False)
    pix_per_level: int
    max_level: int
    certifiable_from: Certifiable
    levels: tuple[Level, ...]
    areas: tuple[Area, ...]
    digcomp: DigComp | None = None
    delays: Delays = Delays()
    _areas: Mapping[str, Area] = field(init=False, repr=False, compare=False)
    _competences: Mapping[str, Competence] = field(init=False, repr=False, compare=False)
    _topics: Mapping[str, Topic] = field(init=False, repr=False, compare=False)
    _skills: Mapping[str, Skill] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        competences = [competence for area in self.areas for competence in area.competences]
        topics = [topic for competence in competences for topic in competence.topics]
        tables = {
            "_areas": _by_id(self.areas),
            "_competences": _by_id(competences),
            "_topics": _by_id(topics),
            "_skills": _by_id(skill for topic in topics for skill in topic.skills),
        }
        for name, table in tables.items():
            object.__setattr__(self, name, table)

    def __repr__(self) -> str:
        return f"<Framework {self.id} {self.version}: {len(self._competences)} competences, {len(self._skills)} skills>"

    @property
    def competences(self) -> tuple[Competence, ...]:
        """All competences, in order."""
        return tuple(self._competences.values())

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All topics, in order."""
        return tuple(self._topics.values())

    @property
    def skills(self) -> tuple[Skill, ...]:
        """All skills, in order."""
        return tuple(self._skills.values())

    def area(self, id: str) -> Area:
        """The area with this id; `FrameworkError` when there is none."""
        return self._find("area", self._areas, id)

    def competence(self, id: str) -> Competence:
        """The competence with this id; `FrameworkError` when there is none."""
        return self._find("competence", self._competences, id)

    def topic(self, id: str) -> Topic:
        """The topic with this id; `FrameworkError` when there is none."""
        return self._find("topic", self._topics, id)

    def skill(self, id: str) -> Skill:
        """The skill with this id; `FrameworkError` when there is none."""
        return self._find("skill", self._skills, id)

    def skills_of(self, competence: str) -> tuple[Skill, ...]:
        """The skills of one competence, in the order of its topics."""
        return self.competence(competence).skills

    def level(self, level: int) -> Level:
        """What a level means in words.

        Raises
        ------
        FrameworkError
            When ``level`` is not from 1 to ``max_level``. Level 0 is no level: it has no name.
        """
        if not 1 <= level <= len(self.levels):
            msg = f"framework {self.id} has levels 1 to {len(self.levels)}, not {level}"
            raise FrameworkError(msg)
        return self.levels[level - 1]

    def _find(self, kind: str, table: Mapping[str, T], id: str) -> T:
        try:
            return table[id]
        except KeyError:
            near = get_close_matches(id, table, n=3)
            hint = f"the nearest: {', '.join(near)}" if near else f"known: {', '.join(list(table)[:5]) or 'none'}…"
            msg = f"no {kind} {id!r} in framework {self.id} {self.version}; {hint}"
            raise FrameworkError(msg, id=id, near=near) from None
