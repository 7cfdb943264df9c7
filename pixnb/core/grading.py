"""What a handed-in attempt is worth to a gradebook: levels, points, and whether it could be verified.

Pure data and one rule. A transcript that does not hold, or that is not there, is named and never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal

from pixnb.core.challenge import Json
from pixnb.core.plan import Trust

SUFFIX = ".pixnb.json"
"""How the names of transcripts end: files with this ending belong to whoever did the attempt."""
State = Literal["ok", "unfinished", "missing", "tampered", "copied", "unverifiable"]
"""``ok`` and ``unfinished`` count. ``tampered``: something in it contradicts itself. ``copied``: others handed in the
same attempt. ``unverifiable``: made with another bank, plan or version, or not readable; that accuses nobody."""
COUNTED: tuple[State, ...] = ("ok", "unfinished")
DECIMALS = 2


@dataclass(frozen=True, slots=True)
class CompetenceGrade:
    """What a handed-in attempt shows in one competence of its plan.

    Parameters
    ----------
    competence
        Code.
    level, pix
        By the scoring rules; None and 0 when nothing is known of it, which is not level 0.
    certain
        Whether there are enough questions, and a margin narrow enough, to show the level (design.md §8).
    low, high
        90 % interval, in levels.
    share
        Part of the plan's pix of this competence that was shown, 0–1.
    shown, skills
        Skills of the plan that were shown, and those that can be asked.
    questions
        Questions closed.
    """

    competence: str
    level: int | None
    pix: int
    certain: bool
    low: float
    high: float
    share: float
    shown: int
    skills: int
    questions: int


@dataclass(frozen=True, slots=True)
class Grading:
    """What re-scoring a handed-in attempt gave.

    Parameters
    ----------
    state
        Whether it counts; see `State`.
    reason
        A code for why it does not, or for what a teacher should know; empty when there is nothing to say.
    params
        Values that the sentence of the reason needs.
    competences
        By code; empty when nothing could be verified.
    answers
        Questions closed, in all competences.
    attempt
        Id of the attempt; empty when it cannot be read.
    at
        Time of its last event, ISO 8601; empty when it cannot be read.
    pixnb
        Version of pixnb it was done with.
    trust
        What the result is worth.
    marks
        Random values that no two attempts share: who hands in another's attempt hands them in too.
    """

    state: State
    reason: str = ""
    params: Mapping[str, str | int] = field(default_factory=dict)
    competences: Mapping[str, CompetenceGrade] = field(default_factory=dict)
    answers: int = 0
    attempt: str = ""
    at: str = ""
    pixnb: str = ""
    trust: Trust = "practice"
    marks: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def counts(self) -> bool:
        """Whether what it shows is worth points."""
        return self.state in COUNTED

    @property
    def doubtful(self) -> bool:
        """Whether a teacher should look at it before the points stand."""
        return self.state != "ok" or bool(self.reason)

    def points(self, competence: str, most: float) -> float:
        """The points of a grade cell: its points × `CompetenceGrade.share`, to two decimals; 0 when nothing counts."""
        shown = self.competences.get(competence) if self.counts else None
        return min(most, round(most * shown.share, DECIMALS)) if shown else 0.0

    def json(self) -> dict[str, Json]:
        """As JSON, without the marks."""
        plain = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "marks"}
        competences = {code: asdict(one) for code, one in self.competences.items()}
        return {**plain, "params": dict(self.params), "competences": competences}


def grading_from(data: Mapping[str, Any]) -> Grading:
    """A grading from what `Grading.json` wrote."""
    competences = {code: CompetenceGrade(**one) for code, one in data["competences"].items()}
    return Grading(**{**data, "competences": competences})
