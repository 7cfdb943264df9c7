"""An attempt as a fold over its events: nothing about it is known from anywhere else (design.md §1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pixnb.core.challenge import Item, Json, Outcome
from pixnb.core.events import Event
from pixnb.core.scoring import Source, Status

Mode = Literal["first", "improve", "reset"]
Kept = tuple[str, Source, Status]
"""What was known of a skill before an attempt and counts in it: skill, source, status."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was presented.

    Parameters
    ----------
    seq
        Number of its ``presented`` event: its identity in the attempt.
    number
        1 for the first question.
    item
        The challenge as the strategy saw it.
    variant, source, bank
        Digests of the prompt and key as asked, of the challenge file, and of the items to choose from.
    seed
        Seed of the variant, hexadecimal.
    at
        When it was presented.
    chance
        Probability of a right guess, 0–1; None where version 0.1 did not write it down.
    outcome
        None while it is open.
    closed_seq, closed_at
        Number and time of the event that closed it; 0 and None while it is open.
    reports
        Numbers of the ``reported`` events about it.
    """

    seq: int
    number: int
    item: Item
    variant: str
    source: str
    bank: str
    seed: str
    at: dt.datetime
    chance: float | None = None
    outcome: Outcome | None = None
    closed_seq: int = 0
    closed_at: dt.datetime | None = None
    reports: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """Its identity in messages."""
        return str(self.seq)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What the events of one attempt say.

    Parameters
    ----------
    id
        Identity of the attempt.
    plan
        Digest of its plan.
    seed
        Seed of the strategy's draws, hexadecimal.
    started_at
        When it began.
    mode
        ``first``; ``improve`` when it keeps what was shown before; ``reset`` when what was known is forgotten.
    prior
        What was known before and counts in it; only an improvement has some.
    questions
        In the order they were presented.
    last_seq, last_at
        Number and time of the last event.
    result
        The frozen result; None until it is finished.
    finished_at
        When it was finished.
    """

    id: str
    plan: str
    seed: str
    started_at: dt.datetime
    mode: Mode = "first"
    prior: tuple[Kept, ...] = ()
    questions: tuple[Question, ...] = ()
    last_seq: int = 1
    last_at: dt.datetime | None = None
    result: Mapping[str, Json] | None = None
    finished_at: dt.datetime | None = None

    @property
    def open_question(self) -> Question | None:
        """The question that waits for an answer."""
        last = self.questions[-1] if self.questions else None
        return last if last is not None and last.outcome is None else None

    @property
    def closed(self) -> tuple[Question, ...]:
        """The questions that were answered or skipped."""
        return tuple(question for question in self.questions if question.outcome is not None)

    def question(self, name: str) -> Question | None:
        """A question by its identity in messages."""
        return next((question for question in self.questions if question.id == name), None)


def fold(events: Iterable[Event]) -> Attempt:
    """The attempt that a list of events makes.

    Parameters
    ----------
    events
        Events of one attempt in order; the first is ``started``.

    Raises
    ------
    ValueError
        When the events do not begin with ``started`` or close a question that is not open.
    """
    folding = _folding(ordered := iter(events))
    for event in ordered:
        folding.add(event)
    return folding.attempt()


def steps(events: Iterable[Event]) -> Iterator[tuple[Attempt, Event]]:
    """Each event after the first, with the attempt as it was before it; see `fold`."""
    folding = _folding(ordered := iter(events))
    for event in ordered:
        yield folding.attempt(), event
        folding.add(event)


def _folding(events: Iterator[Event]) -> _Folding:
    first = next(events, None)
    if first is None or first.kind != "started":
        msg = "an attempt begins with a “started” event"
        raise ValueError(msg)
    return _Folding(first, first)


@dataclass(slots=True)
class _Folding:
    """An attempt while its events are read: questions are changed in place, so a fold takes linear time."""

    started: Event
    last: Event
    questions: dict[str, Question] = field(default_factory=dict)
    finished: Event | None = None

    def add(self, event: Event) -> None:
        """Take one more event."""
        if event.kind == "presented":
            self.questions[str(event.seq)] = _presented(event, len(self.questions) + 1)
        elif event.kind in ("answered", "skipped"):
            outcome: Outcome = event.body["outcome"] if event.kind == "answered" else "skipped"
            self._change(event, outcome=outcome, closed_seq=event.seq, closed_at=event.at)
        elif event.kind == "reported":
            self._change(event, reports=(*self._named(event).reports, event.seq))
        elif event.kind == "finished":
            self.finished = event
        self.last = event

    def attempt(self) -> Attempt:
        """What the events so far say."""
        first, end = self.started, self.finished
        return Attempt(
            id=first.attempt,
            plan=first.body["plan"],
            seed=first.body["seed"],
            started_at=first.at,
            mode=first.body.get("mode", "first"),
            prior=tuple((skill, source, status) for skill, source, status in first.body.get("prior", ())),
            questions=tuple(self.questions.values()),
            last_seq=self.last.seq,
            last_at=self.last.at,
            result=end.body["result"] if end else None,
            finished_at=end.at if end else None,
        )

    def _named(self, event: Event) -> Question:
        name = str(event.body["question"])
        if name not in self.questions:
            msg = f"event {event.seq} speaks of question {name}, which was never presented"
            raise ValueError(msg)
        return self.questions[name]

    def _change(self, event: Event, **changes: Any) -> None:
        question = self._named(event)
        self.questions[question.id] = replace(question, **changes)


def _presented(event: Event, number: int) -> Question:
    body = event.body
    return Question(
        seq=event.seq,
        number=number,
        item=Item(**body["item"]),
        variant=body["variant"],
        source=body["source"],
        bank=body["bank"],
        seed=body["seed"],
        at=event.at,
        chance=body.get("chance"),
    )
