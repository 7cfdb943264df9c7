"""Tables and their history: what is made, what is migrated, what is refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from pixnb.core.errors import StoreError
from pixnb.store import Store
from pixnb.store.schema import CURRENT, Schema
from pixnb.store.tables import HEAD, metadata

NEXT = f'''"""A later release adds a column."""
import sqlalchemy as sa
from alembic import op

revision = "9999_note"
down_revision = "{HEAD}"


def upgrade() -> None:
    op.add_column("settings", sa.Column("note", sa.Text, nullable=True))
'''


def later(tmp_path: Path, text: str = NEXT) -> Schema:
    """The tables of a release to come: this one's history and one revision more."""
    folder = tmp_path / "later 100%" / "migrations"
    shutil.copytree(CURRENT.folder, folder)
    (folder / "versions" / "v9999_note.py").write_text(text)
    return Schema(folder, "9999_note")


def columns(path: Path) -> list[str]:
    """Names of the columns of the settings table."""
    with closing(sqlite3.connect(path)) as shell:
        return [row[1] for row in shell.execute("PRAGMA table_info(settings)")]


def test_the_history_leads_to_the_tables(store):
    """What the revisions make is what the code expects, and the head is the last revision."""
    assert ScriptDirectory(str(CURRENT.folder)).get_heads() == [HEAD]
    engine = create_engine(f"sqlite:///{store.path}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_constraints_are_the_same_in_history_and_tables(store, tmp_path):
    """Also what Alembic does not compare: checks, foreign keys and the condition of the index, word for word."""
    engine = create_engine(f"sqlite:///{tmp_path / 'direct.db'}")
    metadata.create_all(engine)
    engine.dispose()

    def words(path: Path) -> dict[str, list[str]]:
        with closing(sqlite3.connect(path)) as shell:
            rows = shell.execute(
                "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name != 'alembic_version'"
            )
            return {name: sorted(part.strip(" ,") for part in sql.splitlines()) for name, sql in rows}

    assert words(store.path) == words(tmp_path / "direct.db")


def test_the_tables_are_sql_that_postgresql_speaks():
    """Every table and index can be written for PostgreSQL, the guard on open attempts with its condition."""
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect)).strip().startswith("CREATE TABLE")
    guard = next(index for index in metadata.tables["attempts"].indexes if index.name == "uq_attempts_open")
    assert str(CreateIndex(guard).compile(dialect=dialect)).endswith("WHERE state = 'open'")


def test_an_older_store_is_copied_then_migrated(path, begin, tmp_path, files):
    """The copy has the old tables and all events; the store has the new ones and all events; once."""
    with Store.open(path) as store:
        attempt = begin(store)
        events = store.events(attempt)
    tables = later(tmp_path)
    for _ in range(2):
        with Store.open(path, tables=tables) as store:
            assert store.events(attempt) == events
            assert store.verify() == []
    assert columns(path) == ["name", "value", "note"]
    copy = path.with_name("pixnb-before-9999_note.db")
    assert files(path.parent) == [copy.name, path.name]
    assert columns(copy) == ["name", "value"]
    with Store.open(copy) as store:
        assert store.events(attempt) == events


def test_a_migration_that_fails_leaves_the_store_as_it_was(path, begin, tmp_path):
    """Half a migration is undone: the release before still opens the store; the next copy gets another name."""
    with Store.open(path) as store:
        attempt = begin(store)
    broken = later(tmp_path, NEXT + '    op.execute("INSERT INTO nowhere VALUES (1)")\n')
    for _ in range(2):
        with pytest.raises(StoreError, match="nowhere"):
            Store.open(path, tables=broken)
    assert columns(path) == ["name", "value"]
    with Store.open(path) as store:
        assert len(store.events(attempt)) == 1
    copies = sorted(file.name for file in path.parent.glob("*before*"))
    assert copies == ["pixnb-before-9999_note-2.db", "pixnb-before-9999_note.db"]


def test_a_newer_store_is_refused_and_left_alone(path, begin, tmp_path, files):
    """A store of a later release is not touched; the words say to upgrade."""
    with Store.open(path, tables=later(tmp_path)) as store:
        begin(store)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="pip install --upgrade pixnb") as caught:
        Store.open(path)
    assert caught.value.code == "store.newer"
    assert path.read_bytes() == before
    assert files(path.parent) == [path.name]


def test_opening_a_current_store_loads_no_alembic(path):
    """Only making or migrating a store costs the time to load the migration tool."""
    Store.open(path).close()
    program = (
        "import sys; from pathlib import Path; from pixnb.store import Store; "
        "Store.open(Path(sys.argv[1])).close(); print('alembic' in sys.modules)"
    )
    root = str(Path(CURRENT.folder).parents[2])
    told = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert told.stdout == "False\n"


def test_importing_the_package_loads_no_database():
    """Names are looked up when used: importing pixnb.store pulls neither SQLAlchemy nor Alembic."""
    program = (
        "import sys, pixnb.store, pixnb.core.events; print({'sqlalchemy', 'alembic', 'sqlite3'} & set(sys.modules))"
    )
    root = str(Path(CURRENT.folder).parents[2])
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert told.stdout == "set()\n"
