"""The tables, in SQL that SQLite and PostgreSQL both speak.

A change here needs a new revision in ``migrations/versions`` and a new `HEAD`; a test compares the
two. Times are text as `pixnb.core.events.moment` writes them, JSON is canonical text: the digests
cover these very bytes, and any SQL shell can read them.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0002_people"
"""The revision these tables are at."""

ID = String(32)  # 128 random bits in hexadecimal
DIGEST = String(64)  # SHA-256 in hexadecimal
MOMENT = String(32)  # ISO 8601, UTC, microseconds

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

learners = Table(
    "learners",
    metadata,
    Column("id", ID, primary_key=True),
    Column("created_at", MOMENT, nullable=False),
)

# Alone in its table, so that the log can be kept or handed on without it.
learner_names = Table(
    "learner_names",
    metadata,
    Column("learner", ID, ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, nullable=False, index=True),
)

# Apart from the name: who lists the learners of a machine never reads a digest.
learner_pins = Table(
    "learner_pins",
    metadata,
    Column("learner", ID, ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("tries", Integer, nullable=False),  # wrong ones in a row
    Column("locked_until", MOMENT, nullable=True),
)

lesson_marks = Table(
    "lesson_marks",
    metadata,
    Column("learner", ID, ForeignKey("learners.id", ondelete="CASCADE"), primary_key=True),
    Column("tutorial", String(128), primary_key=True),
    Column("saved_at", MOMENT, nullable=True),
    Column("done_at", MOMENT, nullable=True),
)

blobs = Table(
    "blobs",
    metadata,
    Column("digest", DIGEST, primary_key=True),
    Column("coding", String(8), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("learner", ID, ForeignKey("learners.id"), nullable=False),
    Column("plan_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("plan", DIGEST, ForeignKey("blobs.digest"), nullable=False),
    Column("framework", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("started_at", MOMENT, nullable=False),
    Column("last_seq", Integer, nullable=False),
    CheckConstraint("state IN ('open', 'finished')", name="state"),
    # Also serves the look-up of a learner's last attempt in a plan.
    UniqueConstraint("learner", "plan_id", "number"),
)

Index(
    "uq_attempts_open",
    attempts.c.learner,
    attempts.c.plan_id,
    unique=True,
    sqlite_where=attempts.c.state == "open",
    postgresql_where=attempts.c.state == "open",
)

events = Table(
    "events",
    metadata,
    Column("attempt", ID, ForeignKey("attempts.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("body", Text, nullable=False),
    Column("previous", DIGEST, nullable=False),
    Column("digest", DIGEST, nullable=False),
)

# What a learner wrote: erasable. The deferred key makes sure that no content is kept without the
# event that holds its digest, though it is written before that event.
contents = Table(
    "contents",
    metadata,
    Column("attempt", ID, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("salt", LargeBinary, nullable=False),
    Column("content", Text, nullable=False),
    ForeignKeyConstraint(["attempt", "seq"], ["events.attempt", "events.seq"], deferrable=True, initially="DEFERRED"),
)

submissions = Table(
    "submissions",
    metadata,
    Column("attempt", ID, ForeignKey("attempts.id"), primary_key=True),
    Column("key", String(128), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("receipt", Text, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
