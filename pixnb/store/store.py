"""The store: opens the file, gives transactions to write in, and answers single questions."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine

from pixnb.core.errors import StoreError
from pixnb.core.events import Event
from pixnb.store import backup, engine, place, schema
from pixnb.store.attempts import AttemptRecord
from pixnb.store.backup import Backup
from pixnb.store.transaction import Reader, Writer

# Closing a file drops all locks this process holds on it, so no thread may open a store while another
# is still making its file.
_MAKING = threading.Lock()


def utc_now() -> datetime:
    """The time of this machine, aware, in UTC."""
    return datetime.now(UTC)


class Store:
    """Everything that is saved, in one SQLite file. Made by `Store.open`; safe to use from many threads.

    Any number of programs may use the same file at once. Writes follow one another; what a
    transaction saved is on the disk when its block ends.
    """

    def __init__(self, path: Path, engine: Engine, clock: Callable[[], datetime], patience: float) -> None:
        self.path = path
        self._engine = engine
        self._clock = clock
        self._patience = patience
        # SQLite lets waiting writers poll, which is slow and unfair: threads of one program queue here.
        self._turn = threading.Lock()
        self._writing_thread: int | None = None
        self._process: int | None = os.getpid()

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        clock: Callable[[], datetime] = utc_now,
        patience: float = engine.PATIENCE,
        tables: schema.Schema = schema.CURRENT,
    ) -> Self:
        """Open a store; make it when it is not there, migrate it when it is older.

        An older store is first copied beside itself, as ``pixnb-before-<revision>.db``.

        Parameters
        ----------
        path
            The file; by default ``pixnb.db`` in the user's data folder (see `pixnb.store.place`).
        clock
            Gives the time, aware; for what is not given one.
        patience
            Seconds to wait for another program that is writing.
        tables
            The tables to bring it to: this pixnb's own.

        Raises
        ------
        StoreError
            With code ``store.newer`` (written by a newer pixnb), ``store.corrupt``,
            ``store.read_only``, ``store.full`` or ``store.busy``. Nothing is ever deleted.
        PlaceError
            When its folder cannot be made.
        """
        file = place.store_file() if path is None else Path(path)
        _make_file(file)
        made = engine.sqlite_engine(file, patience)
        try:
            with engine.store_errors(file):
                schema.prepare(made, file, tables)
        except BaseException:
            made.dispose()
            raise
        return cls(file, made, clock, patience)

    def close(self) -> None:
        """Close the file. Closing twice is harmless; any other use after it is refused."""
        self._process = None
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def transaction(self) -> Iterator[Writer]:
        """Write in one transaction: all that is done in the block is saved when it ends, or nothing is.

        Raises
        ------
        StoreError
            When it could not be saved: nothing of the block was.
        RuntimeError
            When this thread is already in a transaction of this store.
        """
        self._usable()
        self._take_turn()
        try:
            with engine.store_errors(self.path), engine.writing(self._engine) as connection:
                yield Writer(connection, self._clock)
        finally:
            self._writing_thread = None
            self._turn.release()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Read several things from one and the same state of the store. Never waits for a writer."""
        self._usable()
        with engine.store_errors(self.path), engine.reading(self._engine) as connection:
            yield Reader(connection)

    def learner(self, name: str | None = None) -> str:
        """Id of the learner with this name on this machine, made at the first call.

        Parameters
        ----------
        name
            As typed; spaces at the ends and doubled ones do not count. Without one: the learner who
            gave no name.

        Returns
        -------
        str
            128 random bits in hexadecimal. The same for all programs, even when they ask at once.
        """
        with self.reading() as reader:
            found = reader.find_learner(name)
        if found is not None:
            return found
        with self.transaction() as writer:
            return writer.learner(name)

    def recall(self, attempt: str, key: str) -> Any | None:
        """The receipt given for a submission, or None: see `Reader.recall`."""
        with self.reading() as reader:
            return reader.recall(attempt, key)

    def events(self, attempt: str) -> list[Event]:
        """All events of an attempt, in order: see `Reader.events`."""
        with self.reading() as reader:
            return reader.events(attempt)

    def content(self, attempt: str, seq: int) -> Any | None:
        """What the learner wrote at an event, or None: see `Reader.content`."""
        with self.reading() as reader:
            return reader.content(attempt, seq)

    def contents(self, attempt: str) -> dict[int, Any]:
        """What the learner wrote in an attempt, by event: see `Reader.contents`."""
        with self.reading() as reader:
            return reader.contents(attempt)

    def blob(self, digest: str) -> bytes:
        """The content with this SHA-256: see `Reader.blob`."""
        with self.reading() as reader:
            return reader.blob(digest)

    def attempt(self, attempt: str) -> AttemptRecord:
        """What is known of an attempt: see `Reader.attempt`."""
        with self.reading() as reader:
            return reader.attempt(attempt)

    def open_attempt(self, learner: str, plan_id: str) -> AttemptRecord | None:
        """The learner's open attempt in a plan, or None."""
        with self.reading() as reader:
            return reader.open_attempt(learner, plan_id)

    def last_attempt(self, learner: str, plan_id: str) -> AttemptRecord | None:
        """The learner's latest attempt in a plan, open or finished, or None."""
        with self.reading() as reader:
            return reader.last_attempt(learner, plan_id)

    def attempts(self, learner: str | None = None) -> list[AttemptRecord]:
        """All attempts, or one learner's: see `Reader.attempts`."""
        with self.reading() as reader:
            return reader.attempts(learner)

    def erase_contents(self, attempt: str) -> int:
        """Erase what the learner wrote in an attempt, and the receipts that repeat it.

        The events stay and their chain still verifies. The erased bytes are overwritten in the file
        and its write-ahead log, unless another program is reading at that moment: then they go at
        the next checkpoint. Copies made by `backup` before keep them.

        Parameters
        ----------
        attempt
            Id of the attempt.

        Returns
        -------
        int
            Number of contents erased.
        """
        with self.transaction() as writer:
            erased = writer.erase_contents(attempt)
        with engine.store_errors(self.path):
            engine.empty_wal(self._engine)
        return erased

    def verify(self, attempt: str | None = None) -> list[str]:
        """What is wrong with the log of one attempt or of all, in words; empty when all is whole.

        Finds events that were altered, added, removed or cut off at the end, and contents that are
        not what the learner gave.
        """
        with self.reading() as reader:
            chosen = reader.attempts() if attempt is None else [reader.attempt(attempt)]
            return [f"attempt {record.id}: {fault}" for record in chosen for fault in reader.faults(record)]

    def backup(self, target: Path) -> Backup:
        """Copy the store to one file while it is in use: see `pixnb.store.backup.copy`."""
        self._usable()
        return backup.copy(self._engine, self.path, Path(target))

    def _usable(self) -> None:
        if self._process != os.getpid():
            state = "was closed" if self._process is None else "was opened by another process"
            msg = f"this store {state}: open {self.path} again with Store.open"
            raise StoreError(msg, path=str(self.path))

    def _take_turn(self) -> None:
        if self._writing_thread == threading.get_ident():
            msg = "this thread is already in a transaction of this store: use its writer"
            raise RuntimeError(msg)
        if not self._turn.acquire(timeout=self._patience):
            raise engine.refusal("store.busy", self.path, "another thread of this program is writing")
        self._writing_thread = threading.get_ident()


def _make_file(file: Path) -> None:
    """Make an empty file for its owner alone, unless it is there; SQLite gives its log the same rights."""
    place.make_folder(file.parent)
    with _MAKING:
        try:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
            backup.sync_folder(file.parent)
        except FileExistsError:
            pass
        except OSError as error:
            raise place.place_error(file, error) from error
