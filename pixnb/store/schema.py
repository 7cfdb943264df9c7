"""Bring a store to the tables this pixnb knows: make them, migrate older ones, refuse newer ones.

Alembic is loaded only when there is something to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from pixnb.core.errors import StoreError
from pixnb.store.backup import copy
from pixnb.store.engine import reading, refusal, writing
from pixnb.store.tables import HEAD

CHECKED_BYTES = 256 * 2**20
"""Largest store that is checked as a whole each time it is opened (about 1 ms per megabyte)."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables a program knows.

    Parameters
    ----------
    folder
        Alembic's migrations.
    head
        The revision they lead to.
    """

    folder: Path
    head: str


CURRENT = Schema(Path(__file__).parent / "migrations", HEAD)


def prepare(engine: Engine, path: Path, schema: Schema = CURRENT) -> None:
    """Make sure that the store is sound, can be written and has the tables of ``schema``.

    Two programs may do this at once: the second waits for the first and finds nothing left to do.

    Parameters
    ----------
    engine
        On the store.
    path
        Its file, for messages and for the copy made before an older store is changed.
    schema
        What to bring it to.

    Raises
    ------
    StoreError
        ``store.corrupt``, ``store.newer``, or what the driver's errors mean.
    """
    with reading(engine) as connection:
        _check(connection, path)
    with writing(engine) as connection:
        found = _revision(connection)
        if found == schema.head:
            _write_nothing(connection)
            return
        if found is None:
            _refuse_foreign(connection, path)
        else:
            _refuse_newer(found, path, schema)
            copy(engine, path, _free_name(path, schema.head))
        _upgrade(connection, schema)


def _check(connection: Connection, path: Path) -> None:
    if path.stat().st_size > CHECKED_BYTES:
        return
    found = str(connection.scalar(text("PRAGMA quick_check(1)")))
    if found != "ok":
        raise refusal("store.corrupt", path, found)


def _write_nothing(connection: Connection) -> None:
    """Fail now, not at the first answer, when the file cannot be written.

    A statement that could write is needed: on a read-only file SQLite lets BEGIN IMMEDIATE pass.
    """
    connection.execute(text("UPDATE alembic_version SET version_num = version_num WHERE 1 = 0"))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _refuse_foreign(connection: Connection, path: Path) -> None:
    tables = inspect(connection).get_table_names()
    if tables:
        raise refusal("store.corrupt", path, f"it has other tables: {', '.join(tables[:3])}…")


def _refuse_newer(found: str, path: Path, schema: Schema) -> None:
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(schema.folder)).walk_revisions()}
    if found not in known:
        msg = (
            f"{path} was written by a newer pixnb (its tables are {found}, this one knows {schema.head}): "
            "upgrade with `pip install --upgrade pixnb`; nothing was changed"
        )
        raise StoreError(msg, code="store.newer", path=str(path), found=found)


def _upgrade(connection: Connection, schema: Schema) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(schema.folder).replace("%", "%%"))  # configparser's escape
    config.attributes["connection"] = connection
    command.upgrade(config, schema.head)


def _free_name(path: Path, revision: str) -> Path:
    """A file name for the copy that is not taken: an earlier copy is never overwritten."""
    stem, count = f"{path.stem}-before-{revision}", 1
    target = path.with_name(f"{stem}.db")
    while target.exists():
        count += 1
        target = path.with_name(f"{stem}-{count}.db")
    return target
