"""The event log: events are added at its end and never changed; what a learner wrote lies beside it.

The number of an attempt's last event stands in its row of ``attempts``. Adding an event first moves
that number on, which only one writer can do from a given place.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from pixnb.core.canonical import canonical
from pixnb.core.errors import AttemptError, Conflict, StoreError
from pixnb.core.events import Event, broken, moment, seal
from pixnb.store.tables import attempts, contents, events, submissions

SALT_BYTES = 16

# Built once: composing a statement costs more than running it.
_ADVANCE = (
    update(attempts)
    .where(attempts.c.id == bindparam("attempt"), attempts.c.last_seq == bindparam("expected"))
    .values(last_seq=attempts.c.last_seq + 1)
)
_LAST_SEQ = select(attempts.c.last_seq).where(attempts.c.id == bindparam("attempt"))
_DIGEST = select(events.c.digest).where(events.c.attempt == bindparam("attempt"), events.c.seq == bindparam("seq"))
_EVENTS = select(events).where(events.c.attempt == bindparam("attempt")).order_by(events.c.seq)
_EVENT = select(events).where(events.c.attempt == bindparam("attempt"), events.c.seq == bindparam("seq"))
_ADD_EVENT = insert(events)
_ADD_CONTENT = insert(contents)


def append(
    connection: Connection, attempt: str, kind: str, body: Mapping[str, Any], at: datetime, expected_seq: int
) -> Event:
    """Add an event after event ``expected_seq``; see `Writer.append`."""
    _advance(connection, attempt, expected_seq)
    event = seal(attempt, expected_seq + 1, at, kind, body, _digest_of(connection, attempt, expected_seq))
    row = {
        "attempt": attempt,
        "seq": event.seq,
        "at": moment(event.at),
        "kind": kind,
        "body": canonical(event.body).decode(),
        "previous": event.previous,
        "digest": event.digest,
    }
    connection.execute(_ADD_EVENT, row)
    return event


def read(connection: Connection, attempt: str) -> list[Event]:
    """All events of an attempt, in order, as they stand; empty for an unknown attempt.

    Raises
    ------
    StoreError
        ``store.corrupt`` when one cannot be read as an event at all.
    """
    return [_event(row) for row in connection.execute(_EVENTS, {"attempt": attempt})]


def read_one(connection: Connection, attempt: str, seq: int) -> Event | None:
    """One event of an attempt, None when there is none of this number; see `read`."""
    row = connection.execute(_EVENT, {"attempt": attempt, "seq": seq}).first()
    return None if row is None else _event(row)


def put_content(connection: Connection, attempt: str, seq: int, content: Any) -> str:
    """Keep what a learner wrote; see `Writer.put_content`."""
    salt, text = secrets.token_bytes(SALT_BYTES), canonical(content)
    connection.execute(_ADD_CONTENT, {"attempt": attempt, "seq": seq, "salt": salt, "content": text.decode()})
    return _salted(salt, text)


def read_contents(connection: Connection, attempt: str) -> dict[int, Any]:
    """What a learner wrote in an attempt, by number of the event, without what was erased."""
    chosen = select(contents.c.seq, contents.c.content).where(contents.c.attempt == attempt)
    return {row.seq: json.loads(row.content) for row in connection.execute(chosen.order_by(contents.c.seq))}


def read_salts(connection: Connection, attempt: str) -> dict[int, str]:
    """What was mixed into the digest of each content, hexadecimal, by number of the event; see `put_content`."""
    chosen = select(contents.c.seq, contents.c.salt).where(contents.c.attempt == attempt)
    return {row.seq: row.salt.hex() for row in connection.execute(chosen.order_by(contents.c.seq))}


def read_content(connection: Connection, attempt: str, seq: int) -> Any:
    """What a learner wrote at one event, or None when there is nothing or it was erased."""
    chosen = select(contents.c.content).where(contents.c.attempt == attempt, contents.c.seq == seq)
    text = connection.scalar(chosen)
    return None if text is None else json.loads(text)


def erase(connection: Connection, attempt: str) -> int:
    """Erase what a learner wrote in an attempt, and the receipts that repeat it.

    Returns
    -------
    int
        Number of contents erased.
    """
    connection.execute(delete(submissions).where(submissions.c.attempt == attempt))
    return connection.execute(delete(contents).where(contents.c.attempt == attempt)).rowcount


def faults(connection: Connection, attempt: str, last_seq: int) -> list[str]:
    """What is wrong with an attempt's chain and with the contents it vouches for, in words."""
    try:
        chain = read(connection, attempt)
    except StoreError as error:
        return [str(error)]
    return broken(chain, last=last_seq) + _changed_contents(connection, attempt, chain)


def _advance(connection: Connection, attempt: str, expected_seq: int) -> None:
    if connection.execute(_ADVANCE, {"attempt": attempt, "expected": expected_seq}).rowcount == 1:
        return
    last_seq = connection.scalar(_LAST_SEQ, {"attempt": attempt})
    if last_seq is None:
        msg = f"there is no attempt {attempt}"
        raise AttemptError(msg, attempt=attempt)
    msg = f"attempt {attempt} is at event {last_seq}, not {expected_seq}: it moved on elsewhere, look at it again"
    raise Conflict(msg, attempt=attempt, last_seq=last_seq)


def _digest_of(connection: Connection, attempt: str, seq: int) -> str:
    if seq == 0:
        return ""
    found = connection.scalar(_DIGEST, {"attempt": attempt, "seq": seq})
    if not found:
        msg = f"event {seq} of attempt {attempt} is gone: its log was changed from outside, take it from a backup"
        raise StoreError(msg, code="store.corrupt", attempt=attempt)
    return str(found)


def _event(row: Row[Any]) -> Event:
    try:
        at, body, seq = datetime.fromisoformat(row.at), json.loads(row.body), row.seq + 0
        body.keys()
    except (AttributeError, TypeError, ValueError) as error:  # SQLite keeps any type in any column
        msg = f"event {row.seq} of attempt {row.attempt} was altered: it cannot be read ({error})"
        raise StoreError(msg, code="store.corrupt", attempt=row.attempt) from error
    return Event(row.attempt, seq, at, row.kind, body, row.previous, row.digest)


def _salted(salt: bytes, text: bytes) -> str:
    return hashlib.sha256(salt + text).hexdigest()


def _changed_contents(connection: Connection, attempt: str, chain: list[Event]) -> list[str]:
    bodies = {event.seq: event.body for event in chain}
    rows = connection.execute(select(contents).where(contents.c.attempt == attempt).order_by(contents.c.seq))
    return [
        f"the content of event {row.seq} was altered: it does not match the digest in the event"
        for row in rows
        if not _vouched(row, bodies.get(row.seq, {}))
    ]


def _vouched(row: Row[Any], body: Mapping[str, Any]) -> bool:
    try:
        return _salted(row.salt, row.content.encode()) in body.values()
    except (AttributeError, TypeError):  # not the types that were put
        return False
