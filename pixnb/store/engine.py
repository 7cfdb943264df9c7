"""The SQLite engine: durable commits, one writer at a time, and driver errors in pixnb's words.

All that is particular to SQLite in the store is in this file, `schema` and `backup`.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from pixnb.core.errors import StoreError

PATIENCE = 10.0
"""Seconds to wait for another writer before giving up."""

_WRITES = "pixnb_writes"
_LITTLE_ROOM = 2**20  # bytes; below this an I/O error while writing means a full disk

# foreign_keys: a row about an attempt that is not there is a bug. synchronous=FULL: an acknowledged
# commit is on the disk, not in a buffer of the system; fullfsync asks macOS for the same (elsewhere
# it does nothing). secure_delete: an erased answer is overwritten, not only unlinked.
# https://www.sqlite.org/pragma.html
_PRAGMAS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
    "PRAGMA checkpoint_fullfsync=ON",
    "PRAGMA secure_delete=ON",
)

_CODES = {
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_PROTOCOL: "store.busy",
    sqlite3.SQLITE_READONLY: "store.read_only",
    sqlite3.SQLITE_CANTOPEN: "store.read_only",
    sqlite3.SQLITE_PERM: "store.read_only",
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_CORRUPT: "store.corrupt",
    sqlite3.SQLITE_NOTADB: "store.corrupt",
}

_WORDS = {
    "store.busy": "{path} is being written by another program for too long: try again, or close the other program",
    "store.read_only": "{path} cannot be written: give this user the right to write the file and its folder, "
    "or set PIXNB_HOME to another folder",
    "store.full": "no room left on the disk for {path}: free some space, then try again; what was saved is safe",
    "store.corrupt": "{path} is damaged or not a pixnb store: move it, with the -wal and -shm files beside it if "
    "there are any, to another folder, and put a copy made by `pixnb backup` in its place; nothing was deleted",
    "store": "{path} cannot be used",
}


def sqlite_engine(path: Path, patience: float = PATIENCE) -> Engine:
    """An engine on one SQLite file whose commits are durable when they return.

    Parameters
    ----------
    path
        The file; made at the first connection when it is not there.
    patience
        Seconds to wait for another process's write transaction.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        # isolation_level None: the driver opens no transaction of its own; `_begin` does.
        connect_args={"timeout": patience, "isolation_level": None},
        pool_size=5,
        max_overflow=20,
        pool_timeout=patience,
    )

    @event.listens_for(engine, "connect")
    def _connected(dbapi: Any, _record: Any) -> None:
        _use_wal(dbapi, patience)
        for pragma in _PRAGMAS:
            dbapi.execute(pragma)

    event.listen(engine, "begin", _begin)
    event.listen(engine, "commit", _still_open)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store, whatever others write meanwhile."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one write transaction: committed at the end, undone when an error leaves the block.

    The right to write is taken at the start, so nothing read inside can change before the commit.
    """
    with engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


def empty_wal(engine: Engine) -> None:
    """Move all that is in the write-ahead log to the file and cut the log to nothing.

    Does as much as it can when another program is reading.
    https://www.sqlite.org/pragma.html#pragma_wal_checkpoint
    """
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is not None:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn errors of the database into `StoreError` inside the block."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, PoolTimeout) as error:
        raise explain(error, path) from error


def explain(error: BaseException, path: Path) -> StoreError:
    """Say a driver's error in pixnb's words.

    Parameters
    ----------
    error
        From SQLAlchemy or ``sqlite3``.
    path
        The file of the store.

    Returns
    -------
    StoreError
        With one of the codes ``store.busy``, ``store.read_only``, ``store.full``, ``store.corrupt``,
        or ``store`` for what has no better name.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = "store.busy" if isinstance(error, PoolTimeout) else _code(getattr(cause, "sqlite_errorcode", 0), path)
    return refusal(code, path, str(cause))


def refusal(code: str, path: Path, why: str) -> StoreError:
    """A `StoreError` with the words for ``code`` and the technical reason."""
    return StoreError(f"{_WORDS[code].format(path=path)} ({why})", code=code, path=str(path))


def _code(number: int, path: Path) -> str:
    primary = number & 0xFF  # the rest of an extended code says which step failed
    if primary == sqlite3.SQLITE_IOERR and shutil.disk_usage(path.parent).free < _LITTLE_ROOM:
        return "store.full"
    return _CODES.get(primary, "store")


def _use_wal(dbapi: Any, patience: float) -> None:
    """Switch the file to write-ahead logging: readers never wait, a commit costs one sync.

    SQLite does not wait for others during this one switch, so two programs that make a store at the
    same moment need the loop. https://www.sqlite.org/wal.html#activating_and_configuring_wal_mode
    """
    end = time.monotonic() + patience
    while dbapi.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            if dbapi.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
                return  # a file system without shared memory: the rollback journal is as durable
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _still_open(connection: Connection) -> None:
    """Refuse to acknowledge a transaction that SQLite has already undone (full disk, I/O error)."""
    driver = connection.connection.driver_connection
    if driver is not None and not driver.in_transaction:
        msg = "the write was undone by an earlier error in the same transaction: nothing of it was saved"
        raise StoreError(msg)
