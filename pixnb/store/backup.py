"""A copy of the store while it is in use: complete, checked, and on disk before it gets its name."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from pixnb.core.errors import StoreError
from pixnb.store.engine import refusal, store_errors
from pixnb.store.place import make_folder, place_error

_MAGIC = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat2.html#magic_header_string


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made and checked.

    Parameters
    ----------
    path
        The file.
    size
        In bytes.
    attempts, events
        How many it holds.
    """

    path: Path
    size: int
    attempts: int
    events: int


def copy(engine: Engine, store: Path, target: Path) -> Backup:
    """Write a consistent copy of the store to one file.

    The copy is one state of the store, others may go on writing; it is checked with SQLite's
    ``integrity_check`` and synced before it takes the place of an earlier copy of that name.
    https://www.sqlite.org/backup.html

    Parameters
    ----------
    engine
        On the store.
    store
        Its file.
    target
        Where to; its folder is made. An earlier copy there is replaced.

    Returns
    -------
    Backup
        What the copy holds.

    Raises
    ------
    StoreError
        When the target is the store itself, something else than a copy, or in use; when there is no
        room or no right to write; ``store.corrupt`` when the copy does not pass the check.
    """
    target = Path(os.path.abspath(target))  # noqa: PTH100 - resolve() would write through a symbolic link
    make_folder(target.parent)
    _refuse_target(store, target)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with store_errors(target):
            attempts, events = _fill(engine, part)
        _sync(part)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise place_error(target, error) from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(target, target.stat().st_size, attempts, events)


def sync_folder(folder: Path) -> None:
    """Make a new name in ``folder`` survive a power cut, on systems that let folders be synced."""
    if os.name == "posix":
        _sync(folder, os.O_RDONLY)


def _refuse_target(store: Path, target: Path) -> None:
    if target.exists() and target.samefile(store):
        msg = f"{target} is the store itself: give another name for the copy"
        raise StoreError(msg, path=str(target))
    # A log left beside an older file of that name would be replayed into the new one. This comes before
    # the file is looked into: closing a file drops the locks this process holds on it.
    # https://www.sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_
    if any(target.with_name(target.name + ending).exists() for ending in ("-wal", "-journal")):
        msg = f"{target} is in use by another program: close it, or give another name"
        raise StoreError(msg, path=str(target))
    if target.is_dir() or (target.exists() and not _is_sqlite(target)):
        msg = f"{target} is there already and is not a copy of a store: give another name"
        raise StoreError(msg, path=str(target))


def _is_sqlite(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) in (_MAGIC, b"")


def _fill(engine: Engine, part: Path) -> tuple[int, int]:
    os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(part)) as copied:
        with engine.connect() as connection:
            source = connection.connection.driver_connection
            if source is None:  # SQLAlchemy: an invalidated connection
                raise refusal("store", part, "the connection to the store was lost")
            source.backup(copied)
        copied.execute("PRAGMA journal_mode=DELETE").fetchone()  # so that the copy is one file
        found = copied.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise refusal("store.corrupt", part, found)
        return _count(copied, "attempts"), _count(copied, "events")


def _count(copied: sqlite3.Connection, table: str) -> int:
    return int(copied.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _sync(path: Path, mode: int = os.O_RDWR) -> None:
    number = os.open(path, mode)
    try:
        os.fsync(number)
    finally:
        os.close(number)
