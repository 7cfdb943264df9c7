"""Alembic's entry: runs the revisions on the connection that `pixnb.store.schema` hands over."""

from __future__ import annotations

from alembic import context

# All revisions run inside the caller's transaction: SQLite undoes changes of tables like any other.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
