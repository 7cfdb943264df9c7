"""Rows about attempts: what exists, what is open, which came last."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from pixnb.core.errors import AttemptError, Conflict
from pixnb.core.events import moment
from pixnb.store.tables import attempts


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """What the store knows of one attempt without reading its log.

    Parameters
    ----------
    id
        Random.
    learner
        Random id of the learner.
    plan_id
        Which plan, for instance ``"1.3"``.
    number
        1 for the learner's first attempt in this plan, 2 for the next…: an order no clock can upset.
    plan
        Digest of the plan as it was at the start; `Reader.blob` gives it.
    framework
        Id of the framework.
    state
        ``open`` or ``finished``.
    started_at
        Aware, UTC.
    last_seq
        Number of the last event; 0 before the first.
    """

    id: str
    learner: str
    plan_id: str
    number: int
    plan: str
    framework: str
    state: Literal["open", "finished"]
    started_at: datetime
    last_seq: int


def create(
    connection: Connection, *, learner: str, plan_id: str, plan: str, framework: str, started_at: datetime
) -> str:
    """Make the row of a new, open attempt and return its id; see `Writer.create_attempt`."""
    of_plan = (attempts.c.learner == learner, attempts.c.plan_id == plan_id)
    _refuse_second(connection, *of_plan)
    last = connection.scalar(select(func.max(attempts.c.number)).where(*of_plan))
    made = secrets.token_hex(16)
    row = insert(attempts).values(
        id=made,
        learner=learner,
        plan_id=plan_id,
        number=(last or 0) + 1,
        plan=plan,
        framework=framework,
        state="open",
        started_at=moment(started_at),
        last_seq=0,
    )
    connection.execute(row)
    return made


def finish(connection: Connection, attempt: str) -> None:
    """Mark an attempt as finished; see `Writer.finish_attempt`."""
    still_open = update(attempts).where(attempts.c.id == attempt, attempts.c.state == "open")
    if connection.execute(still_open.values(state="finished")).rowcount != 1:
        state = get(connection, attempt).state
        msg = f"attempt {attempt} is already {state}"
        raise Conflict(msg, attempt=attempt)


def get(connection: Connection, attempt: str) -> AttemptRecord:
    """The row of an attempt; AttemptError when there is none."""
    found = chosen(connection, attempts.c.id == attempt)
    if not found:
        msg = f"there is no attempt {attempt}"
        raise AttemptError(msg, attempt=attempt)
    return found[0]


def chosen(connection: Connection, *conditions: ColumnElement[bool]) -> list[AttemptRecord]:
    """The attempts that meet all conditions: by learner and plan, each plan's in the order they were made."""
    order = (attempts.c.learner, attempts.c.plan_id, attempts.c.number)
    rows = connection.execute(select(attempts).where(*conditions).order_by(*order))
    return [_record(row) for row in rows]


def _refuse_second(connection: Connection, *of_plan: ColumnElement[bool]) -> None:
    found = chosen(connection, *of_plan, attempts.c.state == "open")
    if found:
        known = found[0]
        msg = f"learner {known.learner} already has attempt {known.id} open in plan {known.plan_id}: go on with it"
        raise Conflict(msg, attempt=known.id)


def _record(row: Row[Any]) -> AttemptRecord:
    fields = row._asdict()
    return AttemptRecord(**{**fields, "started_at": datetime.fromisoformat(fields["started_at"])})
