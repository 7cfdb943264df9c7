"""The events of an attempt, and the chain of digests that shows when one of them was changed.

Pure: the time of an event is given, never read. An event carries digests of what a learner wrote,
never the words, so those can be erased and the chain still verifies (design.md §5).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from pixnb.core.canonical import canonical, digest

Kind = Literal[
    "started",
    "presented",
    "answered",
    "skipped",
    "reported",
    "paused",
    "resumed",
    "focus_lost",
    "extended",
    "finished",
    "corrected",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Everything that can happen in an attempt."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in an attempt. Made by `seal`, never by hand.

    Parameters
    ----------
    attempt
        Id of the attempt.
    seq
        Number in the attempt, from 1, without gaps.
    at
        When, aware, in UTC, to the microsecond.
    kind
        One of `KINDS`.
    body
        What happened (JSON), with digests in place of a learner's words and files.
    previous
        Digest of the event before; empty for the first.
    digest
        SHA-256 of all of the above, hexadecimal.
    """

    attempt: str
    seq: int
    at: datetime
    kind: str
    body: Mapping[str, Any]
    previous: str
    digest: str


def moment(at: datetime) -> str:
    """Write a time as the log does: ISO 8601, UTC, microseconds, so that text order is time order.

    Raises
    ------
    ValueError
        When ``at`` does not say its offset from UTC.
    """
    if at.utcoffset() is None:
        msg = f"an event's time must say its offset from UTC, and {at.isoformat()} does not"
        raise ValueError(msg)
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def seal(attempt: str, seq: int, at: datetime, kind: str, body: Mapping[str, Any], previous: str) -> Event:
    """Make an event, with the digest that ties its content to the event before.

    Parameters
    ----------
    attempt, seq, at, kind, body, previous
        See `Event`. ``body`` is taken as JSON reads it back: tuples become lists.

    Returns
    -------
    Event
        Its digest is SHA-256 over canonical JSON of all its other fields.

    Raises
    ------
    ValueError
        When the kind is unknown, the number and ``previous`` do not fit together, the time has no
        offset, or the body is not JSON.
    """
    if kind not in KINDS:
        msg = f"unknown kind of event {kind!r}: it must be one of {', '.join(KINDS)}"
        raise ValueError(msg)
    if seq < 1 or (seq == 1) != (previous == ""):
        msg = f"event {seq} cannot follow {previous!r}: numbers start at 1, and only the first has nothing before it"
        raise ValueError(msg)
    plain = json.loads(canonical(body))
    sealed = _digest(attempt, seq, at, kind, plain, previous)
    return Event(attempt, seq, at.astimezone(UTC), kind, plain, previous, sealed)


def broken(events: Iterable[Event], *, last: int | None = None) -> list[str]:
    """What is wrong with a chain of events, in words.

    A chain shows any change to a stored event as long as the digests after it stand. It cannot show
    that its end was cut off, or that everything from some event on was written anew: the first needs
    ``last``, the second a digest kept elsewhere.

    Parameters
    ----------
    events
        All events of one attempt, in order.
    last
        Number of the attempt's last event, when it is known from elsewhere.

    Returns
    -------
    list of str
        One sentence per fault; empty when the chain is whole.
    """
    faults: list[str] = []
    before: Event | None = None
    for event in events:
        faults += _faults(event, before)
        before = event
    reached = before.seq if before else 0
    if last is not None and reached != last:
        faults.append(f"the chain ends with event {reached}, but {last} were recorded")
    return faults


def _digest(attempt: str, seq: int, at: datetime, kind: str, body: Mapping[str, Any], previous: str) -> str:
    fields = {"attempt": attempt, "seq": seq, "at": moment(at), "kind": kind, "body": body, "previous": previous}
    return digest(canonical(fields))


def _faults(event: Event, before: Event | None) -> list[str]:
    found = []
    if before and event.attempt != before.attempt:
        found.append(f"event {event.seq} belongs to attempt {event.attempt}, the one before it to {before.attempt}")
    found += _misplaced(event, before)
    if not _intact(event):
        found.append(f"event {event.seq} was altered: its content does not match its digest")
    return found


def _misplaced(event: Event, before: Event | None) -> list[str]:
    expected = before.seq + 1 if before else 1
    if event.seq > expected:
        gap = f"event {expected} is" if event.seq == expected + 1 else f"events {expected} to {event.seq - 1} are"
        return [f"{gap} missing before event {event.seq}"]
    if event.seq < expected:
        return [f"event {event.seq} stands where event {expected} should be"]
    if event.previous != (before.digest if before else ""):
        return [f"event {event.seq} does not follow what stands before it: that was altered, added or removed"]
    return []


def _intact(event: Event) -> bool:
    try:
        computed = _digest(event.attempt, event.seq, event.at, event.kind, event.body, event.previous)
    except (TypeError, ValueError):  # what was put in its place is not JSON, or a time without offset
        return False
    return computed == event.digest
