"""Several learners on one computer: a PIN for who wants one, and what each did with the tutorials."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_people"
down_revision = "0001_log"
branch_labels = None
depends_on = None

ID = sa.String(32)
MOMENT = sa.String(32)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "learner_pins",
        sa.Column("learner", ID, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
        sa.Column("digest", sa.LargeBinary, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("locked_until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("learner", name="pk_learner_pins"),
        sa.ForeignKeyConstraint(["learner"], ["learners.id"], ondelete="CASCADE", name="fk_learner_pins_learner"),
    )
    op.create_table(
        "lesson_marks",
        sa.Column("learner", ID, nullable=False),
        sa.Column("tutorial", sa.String(128), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=True),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("learner", "tutorial", name="pk_lesson_marks"),
        sa.ForeignKeyConstraint(["learner"], ["learners.id"], ondelete="CASCADE", name="fk_lesson_marks_learner"),
    )
