"""Alembic's entry: runs the revisions on the connection that `pixnb.store.schema` hands over."""

from __future__ import annotations

from alembic import context

# The connection is in a transaction of the caller, in which all revisions run: SQLite undoes changes of
# tables like any other write, so a migration that fails leaves nothing behind.
context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
