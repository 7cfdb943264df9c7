"""A learner at a screen: what home, history and lessons are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.knowledge import KnowledgeReader
from pixnb.assessor.memory import Blobs
from pixnb.bank.bank import Bank
from pixnb.core.attempt import Mode
from pixnb.core.plan import Plan
from pixnb.core.profile import Knowledge
from pixnb.core.text import Lang, said
from pixnb.store.attempts import AttemptRecord
from pixnb.store.store import Store


@dataclass(frozen=True, slots=True)
class Facts:
    """What the log says of one attempt, without words.

    Parameters
    ----------
    mode
        How it began.
    finished_at
        None while it is open.
    answers, correct
        Questions closed, and those answered rightly.
    level, pix
        Of the frozen result, for a plan of one competence; no level where the margin was too wide to show one.
    """

    mode: Mode
    finished_at: datetime | None
    answers: int
    correct: int
    level: int | None
    pix: int | None


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at a screen, with everything that is asked for them.

    Parameters
    ----------
    learner
        Id of the learner.
    name
        What they are called; empty when unknown.
    store, bank
        What is saved and what can be asked today.
    blobs
        Reads what was frozen.
    reader
        Reads what attempts say together.
    clock
        Gives the time, aware.
    assessor
        Takes the calls about this learner's attempts.
    facts
        What was read of finished attempts, which never changes.
    """

    learner: str
    name: str
    store: Store = field(repr=False)
    bank: Bank = field(repr=False)
    blobs: Blobs = field(repr=False)
    reader: KnowledgeReader = field(repr=False)
    clock: Callable[[], datetime] = field(repr=False)
    assessor: Assessor = field(repr=False)
    facts: dict[str, Facts] = field(default_factory=dict, repr=False)

    def knowledge(self) -> Knowledge:
        """What all the learner's attempts say now."""
        return self.reader.of(self.learner, self.bank.framework)

    def plans(self) -> Iterator[tuple[AttemptRecord, Plan]]:
        """The learner's attempts, each with its plan as it was."""
        for row in self.store.attempts(self.learner):
            yield row, self.blobs.plan(row.plan)

    def plan_title(self, plan: Plan, lang: Lang) -> str:
        """What a plan is called: its own title, else the name of its competence."""
        if plan.title is not None:
            return said(plan.title, lang)
        known = {one.id: one for one in self.bank.framework.competences}
        return known[plan.competence].name[lang] if plan.competence in known else plan.id

    def area(self, competence: str) -> int:
        """Number of the area of a competence; 0 for none."""
        return next((int(one.area) for one in self.bank.framework.competences if one.id == competence), 0)

    def title(self, variant: str, lang: Lang) -> str:
        """Title of a question as it was asked, inline HTML."""
        return self.blobs.variant(variant)[0][lang].title
