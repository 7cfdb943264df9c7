"""The first tables: learners, attempts, the event log, contents, blobs, submissions, settings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_log"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.String(32)
DIGEST = sa.String(64)
MOMENT = sa.String(32)


def upgrade() -> None:
    """Make the tables."""
    _people()
    _attempts()
    _log()
    op.create_table(
        "settings",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_settings"),
    )


def _people() -> None:
    op.create_table(
        "learners",
        sa.Column("id", ID, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_learners"),
    )
    op.create_table(
        "learner_names",
        sa.Column("learner", ID, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("learner", name="pk_learner_names"),
        sa.ForeignKeyConstraint(["learner"], ["learners.id"], ondelete="CASCADE", name="fk_learner_names_learner"),
    )
    op.create_index("ix_learner_names_name", "learner_names", ["name"])


def _attempts() -> None:
    op.create_table(
        "blobs",
        sa.Column("digest", DIGEST, nullable=False),
        sa.Column("coding", sa.String(8), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_blobs"),
    )
    op.create_table(
        "attempts",
        sa.Column("id", ID, nullable=False),
        sa.Column("learner", ID, nullable=False),
        sa.Column("plan_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("plan", DIGEST, nullable=False),
        sa.Column("framework", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("last_seq", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attempts"),
        sa.ForeignKeyConstraint(["learner"], ["learners.id"], name="fk_attempts_learner"),
        sa.ForeignKeyConstraint(["plan"], ["blobs.digest"], name="fk_attempts_plan"),
        sa.CheckConstraint("state IN ('open', 'finished')", name="ck_attempts_state"),
        sa.UniqueConstraint("learner", "plan_id", "number", name="uq_attempts_learner_plan_id_number"),
    )
    is_open = sa.text("state = 'open'")
    op.create_index(
        "uq_attempts_open",
        "attempts",
        ["learner", "plan_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def _log() -> None:
    op.create_table(
        "events",
        sa.Column("attempt", ID, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("previous", DIGEST, nullable=False),
        sa.Column("digest", DIGEST, nullable=False),
        sa.PrimaryKeyConstraint("attempt", "seq", name="pk_events"),
        sa.ForeignKeyConstraint(["attempt"], ["attempts.id"], name="fk_events_attempt"),
    )
    op.create_table(
        "contents",
        sa.Column("attempt", ID, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("attempt", "seq", name="pk_contents"),
        sa.ForeignKeyConstraint(
            ["attempt", "seq"],
            ["events.attempt", "events.seq"],
            name="fk_contents_attempt_seq",
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    op.create_table(
        "submissions",
        sa.Column("attempt", ID, nullable=False),
        sa.Column("key", sa.String(128), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("receipt", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("attempt", "key", name="pk_submissions"),
        sa.ForeignKeyConstraint(["attempt"], ["attempts.id"], name="fk_submissions_attempt"),
    )
