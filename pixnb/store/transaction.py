"""What can be read in one view of the store, and written in one transaction of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from pixnb.core.canonical import canonical
from pixnb.core.errors import Conflict
from pixnb.core.events import Event
from pixnb.store import attempts as rows
from pixnb.store import blobs, log
from pixnb.store.attempts import AttemptRecord
from pixnb.store.people import PeopleReads, PeopleWrites
from pixnb.store.tables import attempts, submissions

KEY_LENGTH = 128
"""Longest idempotency key, in characters."""

_SUBMISSION = select(submissions.c.seq, submissions.c.receipt).where(
    submissions.c.attempt == bindparam("attempt"), submissions.c.key == bindparam("key")
)
_REMEMBER = insert(submissions)


class Reader(PeopleReads):
    """Reads that all see the same state of the store. Made by `Store.reading`.

    Parameters
    ----------
    connection
        In a transaction.
    """

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def recall(self, attempt: str, key: str) -> Any | None:
        """The receipt given for a submission, or None when this key is new.

        Parameters
        ----------
        attempt
            Id of the attempt.
        key
            Idempotency key chosen by the player.
        """
        known = self._connection.execute(_SUBMISSION, {"attempt": attempt, "key": key}).first()
        return None if known is None else json.loads(known.receipt)

    def events(self, attempt: str) -> list[Event]:
        """All events of an attempt, in order; empty for an unknown attempt.

        Raises
        ------
        StoreError
            ``store.corrupt`` when one was altered so that it cannot be read. Other changes are found
            by `pixnb.core.events.broken`.
        """
        return log.read(self._connection, attempt)

    def event(self, attempt: str, seq: int) -> Event | None:
        """One event of an attempt by its number, None when there is none; see `events`."""
        return log.read_one(self._connection, attempt, seq)

    def content(self, attempt: str, seq: int) -> Any | None:
        """What the learner wrote at event ``seq`` (JSON), or None when nothing was or it was erased."""
        return log.read_content(self._connection, attempt, seq)

    def contents(self, attempt: str) -> dict[int, Any]:
        """What the learner wrote in an attempt, by number of the event; what was erased is left out."""
        return log.read_contents(self._connection, attempt)

    def salts(self, attempt: str) -> dict[int, str]:
        """What was mixed into the digests of `contents`, hexadecimal: with it anybody can check them."""
        return log.read_salts(self._connection, attempt)

    def blob(self, digest: str) -> bytes:
        """The content whose SHA-256 is ``digest``.

        Raises
        ------
        StoreError
            When there is none (``store``), or it is not what was put there (``store.corrupt``).
        """
        return blobs.get(self._connection, digest)

    def attempt(self, attempt: str) -> AttemptRecord:
        """What is known of an attempt.

        Raises
        ------
        AttemptError
            When there is none with this id.
        """
        return rows.get(self._connection, attempt)

    def open_attempt(self, learner: str, plan_id: str) -> AttemptRecord | None:
        """The learner's open attempt in a plan: there is at most one."""
        of_plan = (attempts.c.learner == learner, attempts.c.plan_id == plan_id)
        found = rows.chosen(self._connection, *of_plan, attempts.c.state == "open")
        return found[0] if found else None

    def last_attempt(self, learner: str, plan_id: str) -> AttemptRecord | None:
        """The learner's latest attempt in a plan, open or finished."""
        found = rows.chosen(self._connection, attempts.c.learner == learner, attempts.c.plan_id == plan_id)
        return found[-1] if found else None

    def attempts(self, learner: str | None = None) -> list[AttemptRecord]:
        """All attempts, or one learner's; each plan's in the order they were made."""
        conditions = () if learner is None else (attempts.c.learner == learner,)
        return rows.chosen(self._connection, *conditions)

    def faults(self, record: AttemptRecord) -> list[str]:
        """What is wrong with an attempt's log, in words: see `Store.verify`."""
        return log.faults(self._connection, record.id, record.last_seq)


class Writer(Reader, PeopleWrites):
    """Writes that are saved together or not at all. Made by `Store.transaction`.

    An error that leaves the block undoes all of it. What it reads includes what it has written.

    Parameters
    ----------
    connection
        In a write transaction.
    clock
        Gives the time, aware.
    """

    __slots__ = ("_clock",)

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        super().__init__(connection)
        self._clock = clock

    def append(self, attempt: str, kind: str, body: Mapping[str, Any], at: datetime | None, expected_seq: int) -> Event:
        """Add an event to an attempt.

        Parameters
        ----------
        attempt
            Id of the attempt.
        kind
            One of `pixnb.core.events.KINDS`.
        body
            JSON without a learner's words: the digest from `put_content` stands for them.
        at
            When, aware; None for now.
        expected_seq
            Number of the attempt's last event as the caller knows it, 0 before the first. The new
            event gets the next number.

        Returns
        -------
        Event
            Durable once the transaction's block has ended.

        Raises
        ------
        Conflict
            When the attempt has moved on: another event already follows ``expected_seq``. Its
            ``params["last_seq"]`` says where it is.
        AttemptError
            When there is no such attempt.
        """
        return log.append(self._connection, attempt, kind, body, at or self._clock(), expected_seq)

    def put_blob(self, content: bytes) -> str:
        """Keep bytes under their SHA-256, which is returned; the same bytes are kept once."""
        return blobs.put(self._connection, content)

    def put_content(self, attempt: str, seq: int, content: Any) -> str:
        """Keep what a learner wrote, apart from the log so that it can be erased.

        Parameters
        ----------
        attempt
            Id of the attempt.
        seq
            Number of the event that will carry the digest; it is appended in the same transaction.
        content
            JSON.

        Returns
        -------
        str
            ``sha256(salt + canonical(content))`` with 16 random bytes of salt: without the salt,
            erased with the content, the digest tells nothing about a short answer.
        """
        return log.put_content(self._connection, attempt, seq, content)

    def remember(self, attempt: str, key: str, seq: int, receipt: Any) -> Any:
        """Keep the receipt of a submission, so that the same key gets the same receipt again.

        Parameters
        ----------
        attempt
            Id of the attempt.
        key
            Idempotency key, 1–128 characters.
        seq
            Number of the event the submission made.
        receipt
            JSON.

        Returns
        -------
        JSON
            The receipt kept for this key: the first one.

        Raises
        ------
        Conflict
            When the key is known for another event, so that a second event of the same submission
            is never saved.
        ValueError
            When the key is empty or too long.
        """
        if not 1 <= len(key) <= KEY_LENGTH:
            msg = f"an idempotency key has 1 to {KEY_LENGTH} characters, not {len(key)}"
            raise ValueError(msg)
        known = self._connection.execute(_SUBMISSION, {"attempt": attempt, "key": key}).first()
        if known is not None and known.seq != seq:
            msg = f"submission {key} of attempt {attempt} already made event {known.seq}: give its receipt again"
            raise Conflict(msg, attempt=attempt)
        text = canonical(receipt).decode() if known is None else known.receipt
        if known is None:
            row = {"attempt": attempt, "key": key, "seq": seq, "receipt": text}
            self._connection.execute(_REMEMBER, row)
        return json.loads(text)

    def create_attempt(
        self, *, learner: str, plan_id: str, plan: str, framework: str, started_at: datetime | None = None
    ) -> str:
        """Open an attempt, without any event yet.

        Parameters
        ----------
        learner
            Id of the learner.
        plan_id
            Which plan.
        plan
            Digest of the plan as it is now, from `put_blob`.
        framework
            Id of the framework.
        started_at
            Aware; now by default.

        Returns
        -------
        str
            Id of the attempt: 128 random bits in hexadecimal.

        Raises
        ------
        Conflict
            When the learner has an open attempt in this plan; ``params["attempt"]`` is its id.
        """
        when = started_at or self._clock()
        return rows.create(
            self._connection, learner=learner, plan_id=plan_id, plan=plan, framework=framework, started_at=when
        )

    def finish_attempt(self, attempt: str) -> None:
        """Mark an attempt as finished, so that another may be opened in its plan.

        Raises
        ------
        Conflict
            When it is finished already.
        AttemptError
            When there is no such attempt.
        """
        rows.finish(self._connection, attempt)

    def erase_contents(self, attempt: str) -> int:
        """Erase what the learner wrote in an attempt; see `Store.erase_contents`."""
        return log.erase(self._connection, attempt)
