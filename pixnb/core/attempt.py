"""An attempt as a fold over its events: nothing about it is known from anywhere else (design.md §1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pixnb.core.challenge import Item, Json, Outcome
from pixnb.core.events import Event


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
    ordered = iter(events)
    first = next(ordered, None)
    if first is None or first.kind != "started":
        msg = "an attempt begins with a “started” event"
        raise ValueError(msg)
    attempt = Attempt(first.attempt, first.body["plan"], first.body["seed"], first.at, last_at=first.at)
    for event in ordered:
        attempt = replace(_step(attempt, event), last_seq=event.seq, last_at=event.at)
    return attempt


def _step(attempt: Attempt, event: Event) -> Attempt:
    if event.kind == "presented":
        return replace(attempt, questions=(*attempt.questions, _presented(attempt, event)))
    if event.kind in ("answered", "skipped"):
        outcome: Outcome = event.body["outcome"] if event.kind == "answered" else "skipped"
        return _changed(attempt, event, outcome=outcome, closed_seq=event.seq, closed_at=event.at)
    if event.kind == "reported":
        question = attempt.question(str(event.body["question"]))
        return _changed(attempt, event, reports=(*(question.reports if question else ()), event.seq))
    if event.kind == "finished":
        return replace(attempt, result=event.body["result"], finished_at=event.at)
    return attempt


def _presented(attempt: Attempt, event: Event) -> Question:
    body = event.body
    return Question(
        seq=event.seq,
        number=len(attempt.questions) + 1,
        item=Item(**body["item"]),
        variant=body["variant"],
        source=body["source"],
        bank=body["bank"],
        seed=body["seed"],
        at=event.at,
    )


def _changed(attempt: Attempt, event: Event, **changes: Any) -> Attempt:
    name = str(event.body["question"])
    if attempt.question(name) is None:
        msg = f"event {event.seq} speaks of question {name}, which was never presented"
        raise ValueError(msg)
    questions = tuple(replace(one, **changes) if one.id == name else one for one in attempt.questions)
    return replace(attempt, questions=questions)
