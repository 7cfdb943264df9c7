"""Files that cannot be used: each trouble has its code, its words, and leaves everything in place."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from pixnb.core.errors import PlaceError, StoreError
from pixnb.store import Store, backup, engine, place
from pixnb.store.tables import HEAD


def code_of(path: Path) -> str:
    """The code with which opening fails; the message names the file."""
    with pytest.raises(StoreError) as caught:
        Store.open(path, patience=0.2)
    assert str(path) in str(caught.value)
    return caught.value.code


def damage(path: Path) -> bytes:
    """Overwrite the middle pages of a closed store; returns what the file then holds."""
    whole = bytearray(path.read_bytes())
    whole[8192 : len(whole) - 4096] = b"\xa5" * (len(whole) - 12288)
    path.write_bytes(whole)
    return bytes(whole)


def damage_table(path: Path, table: str) -> None:
    """Overwrite the first page of one table of a closed store, so that only its content is lost."""
    with closing(sqlite3.connect(path)) as shell:
        (page,) = shell.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = shell.execute("PRAGMA page_size").fetchone()
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(whole)


def closed(path: Path, begin) -> str:
    """Make a store with one attempt and close it."""
    with Store.open(path) as store:
        return begin(store)


def test_a_file_that_is_no_database_is_left_alone(path):
    """A text file in place of the store is store.corrupt and stays byte for byte."""
    path.parent.mkdir()
    path.write_text("Bonjour, je suis une rédaction. " * 200)
    before = path.read_bytes()
    assert code_of(path) == "store.corrupt"
    assert path.read_bytes() == before


def test_a_damaged_store_is_found_when_opened(path, begin):
    """Pages overwritten in the middle are noticed at once, not at the first answer, and nothing is deleted."""
    closed(path, begin)
    before = damage(path)
    assert code_of(path) == "store.corrupt"
    assert path.read_bytes() == before


def test_a_store_cut_short_is_found_when_opened(path, begin):
    """A file that lost its second half is store.corrupt."""
    closed(path, begin)
    os.truncate(path, path.stat().st_size // 2)
    assert code_of(path) == "store.corrupt"


def test_the_words_for_damage_say_how_to_mend_it(path):
    """The message says what to do with the file and where a copy comes from."""
    path.parent.mkdir()
    path.write_text("x" * 5000)
    with pytest.raises(StoreError, match="put a copy made by `pixnb backup` in its place; nothing was deleted"):
        Store.open(path)


def test_another_programs_database_is_not_taken_over(path):
    """A SQLite file with other tables is refused and gets none of ours."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    assert code_of(path) == "store.corrupt"
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_an_empty_file_becomes_a_store(path, begin):
    """A file of no bytes, as a program killed at its first start leaves, is a new store."""
    path.parent.mkdir()
    path.touch()
    assert closed(path, begin)


def test_a_folder_in_place_of_the_file_cannot_be_written(path):
    """A folder where the file should be is store.read_only."""
    path.mkdir(parents=True)
    assert code_of(path) == "store.read_only"


@pytest.fixture
def elsewhere() -> Iterator[Path]:
    """A folder that a user who is not root can reach."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX")
@pytest.mark.parametrize(
    ("folder_mode", "file_mode"), [(0o555, 0o444), (0o777, 0o444), (0o555, 0o666), (0o555, None), (0o555, 0)]
)
def test_a_place_without_the_right_to_write_is_read_only(elsewhere, begin, child, folder_mode, file_mode):
    """Folder or file without the right to write, or no file in such a folder: store.read_only, said at opening."""
    path = elsewhere / "pixnb.db"
    if file_mode is not None:
        closed(path, begin)
        path.chmod(file_mode)
    elsewhere.chmod(folder_mode)
    try:
        out, errors = child("unprivileged", path).communicate(timeout=60)
    finally:
        elsewhere.chmod(0o755)
    assert errors == ""
    assert out.startswith(f"store.read_only {path} cannot be written")


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX")
def test_a_place_with_the_right_to_write_opens_for_that_user(elsewhere, child):
    """The test above fails for the rights alone: with them the same user opens the same store."""
    path = elsewhere / "pixnb.db"
    Store.open(path).close()
    path.chmod(0o666)
    elsewhere.chmod(0o777)
    assert child("unprivileged", path).communicate(timeout=60) == ("opened\n", "")


def limit_pages(store: Store, pages: int) -> None:
    """Let the file grow no further than ``pages``: SQLite then behaves as on a full disk."""
    store._engine.dispose()

    def limit(dbapi, _record) -> None:
        dbapi.execute(f"PRAGMA max_page_count={pages}").fetchone()

    event.listen(store._engine, "connect", limit)


def test_a_full_disk_keeps_what_was_saved(store, attempt):
    """Writing stops with store.full, all acknowledged events are there, and it goes on when there is room."""
    limit_pages(store, 60)
    saved = [1]

    def fill(times: int) -> None:
        for _ in range(times):
            with store.transaction() as writer:
                writer.put_blob(os.urandom(5000))
                event = writer.append(attempt, "presented", {}, None, saved[-1])
            saved.append(event.seq)

    with pytest.raises(StoreError) as caught:
        fill(100)
    assert caught.value.code == "store.full"
    assert len(saved) > 5
    assert [event.seq for event in store.events(attempt)] == saved
    assert store.verify() == []
    limit_pages(store, 1000)
    fill(100)
    assert [event.seq for event in store.events(attempt)] == saved
    assert store.verify() == []


def test_an_io_error_on_a_disk_without_room_is_a_full_disk(monkeypatch, path):
    """SQLite calls some full disks an I/O error: the room that is left tells them apart."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
    path.parent.mkdir()
    assert engine.explain(error, path).code == "store"
    monkeypatch.setattr(engine, "_LITTLE_ROOM", 2**80)
    assert engine.explain(error, path).code == "store.full"


def test_a_lock_that_is_held_too_long_is_busy(store, attempt):
    """While another program holds the store, reading works, writing and opening say store.busy; then all works."""
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError) as caught, store.transaction():
            pass
        assert caught.value.code == "store.busy"
        assert code_of(store.path) == "store.busy"
        assert len(store.events(attempt)) == 1
        other.execute("ROLLBACK")
    with store.transaction() as writer:
        writer.append(attempt, "paused", {}, None, 1)


def test_a_store_that_is_just_being_made_is_waited_for(path):
    """While another program holds a new file, before the switch to the write-ahead log, opening waits for it."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.3, lambda: other.execute("ROLLBACK"))
        release.start()
        with Store.open(path, patience=10) as store:
            assert store.learner()
        release.join()


def test_threads_waiting_too_long_are_told(store):
    """A thread that holds the turn too long makes the others busy, not stuck."""
    told: list[str] = []

    def ask() -> None:
        try:
            with store.transaction():
                told.append("wrote")
        except StoreError as error:
            told.append(error.code)

    with store.transaction():
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join(10)
    assert told == ["store.busy"]


def test_backup_tells_what_it_holds_and_replaces_an_earlier_copy(store, attempt, tmp_path, files):
    """A second copy of the same name takes the place of the first; nothing else is left behind."""
    target = tmp_path / "copies" / "copy.db"
    first = store.backup(target)
    with store.transaction() as writer:
        writer.append(attempt, "paused", {}, None, 1)
    second = store.backup(target)
    assert (first.attempts, first.events, second.events) == (1, 1, 2)
    assert second.path == target
    assert second.size == target.stat().st_size
    assert files(target.parent) == ["copy.db"]


def test_backup_refuses_to_overwrite_the_store(store, attempt, tmp_path):
    """The store under any of its names is not a target."""
    link = tmp_path / "link.db"
    link.symlink_to(store.path)
    for target in (store.path, store.path.parent / ".." / "home" / "pixnb.db", link):
        with pytest.raises(StoreError, match="the store itself"):
            store.backup(target)
    assert store.verify() == []
    assert link.is_symlink()


def test_backup_refuses_what_is_not_a_copy(store, attempt, tmp_path):
    """A document, a folder and the store's own log are not overwritten."""
    essay = tmp_path / "essay.odt"
    essay.write_text("PK…")
    for target in (essay, tmp_path, store.path.with_name("pixnb.db-wal")):
        with pytest.raises(StoreError, match="not a copy"):
            store.backup(target)
    assert essay.read_text() == "PK…"


def test_backup_refuses_a_file_in_use(store, attempt, tmp_path, begin):
    """Another store that is open is not replaced under its program."""
    with Store.open(tmp_path / "other.db") as other:
        begin(other)
        with pytest.raises(StoreError, match="in use"):
            store.backup(other.path)


def test_a_copy_of_a_damaged_store_never_replaces_a_good_one(path, begin, tmp_path, monkeypatch, files):
    """The copy is checked before it gets its name: the earlier good one stays."""
    target = tmp_path / "copy.db"
    with Store.open(path) as store:
        begin(store)
        store.backup(target)
    good = target.read_bytes()
    damage_table(path, "events")
    monkeypatch.setattr("pixnb.store.schema.CHECKED_BYTES", 0)
    monkeypatch.setattr("pixnb.store.schema._revision", lambda _connection: HEAD)
    with Store.open(path) as store, pytest.raises(StoreError) as caught:
        store.backup(target)
    assert caught.value.code == "store.corrupt"
    assert target.read_bytes() == good
    assert files(tmp_path) == ["copy.db", "home"]


def test_a_copy_with_a_damaged_index_is_no_backup(store, attempt, tmp_path, files):
    """Damage that opening does not look for, an index that misses rows, is found before the copy gets its name."""
    with store.transaction() as writer:
        writer.finish_attempt(attempt)
    with closing(sqlite3.connect(store.path)) as shell, shell:
        shell.execute("PRAGMA writable_schema=ON")
        shell.execute(
            "UPDATE sqlite_master SET sql = substr(sql, 1, instr(sql, ' WHERE')) WHERE name = 'uq_attempts_open'"
        )
    with Store.open(store.path) as again, pytest.raises(StoreError, match="uq_attempts_open") as caught:
        again.backup(tmp_path / "copies" / "copy.db")
    assert caught.value.code == "store.corrupt"
    assert files(tmp_path / "copies") == []


def test_a_copy_needs_no_file_beside_it(store, attempt, tmp_path):
    """The copy is out of write-ahead mode, so it can be read from a disk that cannot be written."""
    made = store.backup(tmp_path / "copy.db")
    written_for, read_for = made.path.read_bytes()[18:20]  # https://www.sqlite.org/fileformat2.html, 1.3.3
    assert (written_for, read_for) == (1, 1)
    with closing(sqlite3.connect(f"{made.path.as_uri()}?immutable=1", uri=True)) as shell:
        assert shell.execute("SELECT count(*) FROM events").fetchone() == (1,)


def test_a_copy_is_one_file_that_opens_as_a_store(store, attempt, answer, tmp_path):
    """A copy put in the store's place gives back everything."""
    answer(store, attempt, 1, "Lyon")
    made = store.backup(tmp_path / "copy.db")
    with Store.open(made.path) as copy:
        assert copy.events(attempt) == store.events(attempt)
        assert copy.contents(attempt) == {2: "Lyon"}
        assert copy.learner() == store.learner()


def test_pixnb_home_says_where_the_store_is(monkeypatch, tmp_path):
    """PIXNB_HOME is the folder; it is made, for its owner alone."""
    monkeypatch.setenv("PIXNB_HOME", str(tmp_path / "é è" / "x"))
    with Store.open() as store:
        assert store.path == tmp_path / "é è" / "x" / "pixnb.db"
        assert store.learner()
    assert place.store_file().is_file()


def test_without_a_wish_the_store_is_among_the_users_data(monkeypatch, tmp_path):
    """Without PIXNB_HOME the folder is called pixnb, where the system keeps user data."""
    monkeypatch.delenv("PIXNB_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert place.home().name == "pixnb"
    assert place.home().is_absolute()


def test_a_home_that_is_a_file_is_said(monkeypatch, tmp_path):
    """A file where the folder should be is a PlaceError that names it."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("PIXNB_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(PlaceError, match="file/home"):
        Store.open()


@pytest.mark.parametrize(
    ("number", "code"), [("EACCES", "store.read_only"), ("EROFS", "store.read_only"), ("ENOSPC", "store.full")]
)
def test_a_folder_that_the_system_refuses_has_a_code(monkeypatch, tmp_path, number, code):
    """No right, a read-only disk and a full disk are told apart when the folder is made."""

    def refuse(*_args, **_options) -> None:
        raise OSError(getattr(errno, number), "refused")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StoreError) as caught:
        place.make_folder(tmp_path / "x")
    assert caught.value.code == code


def test_a_backup_that_cannot_be_synced_is_no_backup(store, attempt, tmp_path, monkeypatch, files):
    """When the disk refuses, no file gets the name and the part that was written goes."""

    def refuse(*_args) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "_sync", refuse)
    with pytest.raises(StoreError) as caught:
        store.backup(tmp_path / "copies" / "copy.db")
    assert caught.value.code == "store.full"
    assert files(tmp_path / "copies") == []
