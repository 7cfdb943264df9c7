"""The history of the tables; Alembic runs it, see `pixnb.store.schema`."""
