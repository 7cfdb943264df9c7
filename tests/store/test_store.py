"""What is written is there, together or not at all, once."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import sqlite3
import stat
import sys
import threading
from contextlib import closing

import pytest

import pixnb.store
from pixnb.core.canonical import canonical
from pixnb.core.errors import AttemptError, Conflict, StoreError
from pixnb.core.events import broken
from pixnb.store import Store, Writer


def test_the_public_names_are_the_intended_ones():
    """Each exported name can be used and is listed."""
    for name in pixnb.store.__all__:
        assert getattr(pixnb.store, name).__name__ == name
        assert name in dir(pixnb.store)
    with pytest.raises(AttributeError, match="nothing"):
        _ = pixnb.store.nothing


def test_events_come_back_as_they_were_appended(store, attempt):
    """A reopened store gives back equal events, sealed and in order."""
    with store.transaction() as writer:
        event = writer.append(attempt, "presented", {"prompt": "ab", "level": 2.5, "é": None}, None, 1)
    path = store.path
    store.close()
    with Store.open(path) as again:
        assert again.events(attempt)[-1] == event
        assert broken(again.events(attempt), last=again.attempt(attempt).last_seq) == []


def test_the_clock_gives_the_time_when_none_is_given(store, attempt):
    """An event without a time gets the clock's, and moves on with it."""
    with store.transaction() as writer:
        second = writer.append(attempt, "paused", {}, None, 1)
        third = writer.append(attempt, "resumed", {}, None, 2)
    assert (third.at - second.at).total_seconds() == 1


def test_a_plain_sqlite_shell_reads_the_log(store, attempt):
    """Without pixnb, the log is rows of text and JSON."""
    with closing(sqlite3.connect(store.path)) as shell:
        rows = shell.execute("SELECT seq, at, kind, json_extract(body, '$.lang') FROM events").fetchall()
    assert rows[0][0] == 1
    assert rows[0][1].startswith("2026-11-21T08:00:")
    assert rows[0][2:] == ("started", "fr")


def test_every_connection_commits_durably(store, attempt):
    """Write-ahead log, full sync, foreign keys and overwriting erasure hold on each connection, never relaxed."""
    with store.reading() as one, store.reading() as two:
        for reader in (one, two):
            driver = reader._connection.connection.driver_connection
            values = {
                name: driver.execute(f"PRAGMA {name}").fetchone()[0]
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")
            }
            assert values == {
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "secure_delete": 1,
                "busy_timeout": 300,
            }


def test_others_wait_ten_seconds_by_default(path):
    """Without a wish, a writer is waited for ten seconds."""
    with Store.open(path) as store, store.reading() as reader:
        driver = reader._connection.connection.driver_connection
        assert driver.execute("PRAGMA busy_timeout").fetchone()[0] == 10_000


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX")
def test_the_files_are_for_their_owner_alone(store, attempt):
    """The folder, the store and its log can be read by nobody else."""
    wal = store.path.with_name("pixnb.db-wal")
    modes = [stat.S_IMODE(place.stat().st_mode) for place in (store.path.parent, store.path, wal)]
    assert modes == [0o700, 0o600, 0o600]


def test_a_block_that_fails_leaves_nothing(store, attempt):
    """An error in the middle undoes event, content, blob, receipt and state alike."""

    def fail_after_everything(writer: Writer) -> None:
        writer.put_blob(b"never")
        content = writer.put_content(attempt, 2, "never")
        writer.append(attempt, "answered", {"answer": content}, None, 1)
        writer.remember(attempt, "k", 2, {})
        writer.finish_attempt(attempt)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), store.transaction() as writer:
        fail_after_everything(writer)
    assert [event.seq for event in store.events(attempt)] == [1]
    assert store.contents(attempt) == {}
    assert store.recall(attempt, "k") is None
    assert store.attempt(attempt).state == "open"
    with pytest.raises(StoreError, match="backup"):
        store.blob(hashlib.sha256(b"never").hexdigest())


def test_content_without_its_event_is_not_saved(store, attempt):
    """A learner's words are never kept without the event that vouches for them."""
    with pytest.raises(StoreError), store.transaction() as writer:
        writer.put_content(attempt, 2, "alone")
    assert store.contents(attempt) == {}


def test_a_transaction_undone_by_the_database_is_not_acknowledged(store, attempt):
    """When SQLite has dropped the transaction by itself, the block ends with an error."""

    def append_and_lose(writer: Writer) -> None:
        writer.append(attempt, "paused", {}, None, 1)
        writer._connection.connection.driver_connection.rollback()

    with pytest.raises(StoreError, match="nothing of it was saved"), store.transaction() as writer:
        append_and_lose(writer)
    assert len(store.events(attempt)) == 1


def test_an_attempt_that_moved_on_refuses(store, attempt):
    """Appending after an event that is no longer the last raises Conflict and says where the attempt is."""
    with store.transaction() as writer:
        writer.append(attempt, "paused", {}, None, 1)
    with pytest.raises(Conflict) as caught, store.transaction() as writer:
        writer.append(attempt, "resumed", {}, None, 1)
    assert caught.value.params["last_seq"] == 2
    assert len(store.events(attempt)) == 2


def test_an_event_from_the_future_refuses(store, attempt):
    """Appending after an event that is not there yet raises Conflict too."""
    with pytest.raises(Conflict), store.transaction() as writer:
        writer.append(attempt, "paused", {}, None, 5)


def test_an_unknown_attempt_is_said(store):
    """Appending to or asking for an attempt that is not there raises AttemptError, not Conflict."""
    with pytest.raises(AttemptError) as caught, store.transaction() as writer:
        writer.append("nobody", "started", {}, None, 0)
    assert not isinstance(caught.value, Conflict)
    with pytest.raises(AttemptError, match="nobody"):
        store.attempt("nobody")
    assert store.events("nobody") == []


def test_the_same_submission_gives_one_event_and_one_receipt(store, attempt, answer):
    """Handed in twice, an answer makes one event and gets the first receipt again."""
    first = answer(store, attempt, 1, "Lyon", key="k1")
    second = answer(store, attempt, 2, "Lyon", key="k1")
    assert first == second == {"seq": 2, "given": "Lyon"}
    assert [event.kind for event in store.events(attempt)] == ["started", "answered"]


def test_remembering_twice_keeps_the_first_receipt(store, attempt):
    """The receipt kept for a key is the first one, whatever is offered later."""
    for receipt in ({"n": 1}, {"n": 2}):
        with store.transaction() as writer:
            assert writer.remember(attempt, "k", 1, receipt) == {"n": 1}
    assert store.recall(attempt, "k") == {"n": 1}


def test_a_second_event_of_one_submission_is_undone(store, attempt, answer):
    """Whoever forgets to recall still cannot save a second event under the same key."""
    answer(store, attempt, 1, "Lyon", key="k1")
    with pytest.raises(Conflict), store.transaction() as writer:
        writer.remember(attempt, "k1", writer.append(attempt, "skipped", {}, None, 2).seq, {})
    assert len(store.events(attempt)) == 2


def test_keys_belong_to_their_attempt(store, attempt, begin):
    """The same key in another attempt is another submission."""
    other = begin(store, "2.1")
    with store.transaction() as writer:
        writer.remember(attempt, "k", 1, "one")
        writer.remember(other, "k", 1, "two")
    assert (store.recall(attempt, "k"), store.recall(other, "k")) == ("one", "two")


@pytest.mark.parametrize("key", ["", "x" * 129])
def test_an_unusable_key_is_refused(store, attempt, key):
    """A key is neither empty nor longer than its column."""
    with pytest.raises(ValueError, match="1 to 128"), store.transaction() as writer:
        writer.remember(attempt, key, 1, {})


def test_the_digest_of_an_answer_is_salted(store, attempt):
    """Two equal answers have two digests, each SHA-256 of its own salt and the canonical answer."""
    with store.transaction() as writer:
        digests = []
        for seq in (1, 2):
            digests.append(writer.put_content(attempt, seq + 1, {"choice": "b"}))
            writer.append(attempt, "answered", {"answer": digests[-1]}, None, seq)
    with closing(sqlite3.connect(store.path)) as shell:
        salts = [salt for (salt,) in shell.execute("SELECT salt FROM contents ORDER BY seq")]
    assert [len(salt) for salt in salts] == [16, 16]
    assert digests[0] != digests[1]
    assert digests == [hashlib.sha256(salt + canonical({"choice": "b"})).hexdigest() for salt in salts]


def test_erased_words_are_gone_and_the_chain_still_verifies(store, attempt, answer):
    """After erasure no file holds the words, answers read as None, and the log is whole."""
    secret = "mot-que-personne-n-ecrit"
    answer(store, attempt, 1, {"text": secret}, key="k1")
    files = [store.path, store.path.with_name("pixnb.db-wal")]
    assert any(secret.encode() in file.read_bytes() for file in files)
    assert store.erase_contents(attempt) == 1
    assert not any(secret.encode() in file.read_bytes() for file in files)
    assert store.content(attempt, 2) is None
    assert store.contents(attempt) == {}
    assert store.recall(attempt, "k1") is None
    assert store.verify() == []


def test_erasing_one_attempt_leaves_the_others(store, attempt, begin, answer):
    """Only the attempt's own words go."""
    other = begin(store, "2.1")
    answer(store, attempt, 1, "mine")
    answer(store, other, 1, "theirs")
    store.erase_contents(attempt)
    assert store.contents(other) == {2: "theirs"}


def test_contents_are_found_by_their_event(store, attempt, answer):
    """What a learner wrote is read by event number, one or all."""
    answer(store, attempt, 1, {"blanks": ["a", "b"]})
    answer(store, attempt, 2, 12.5)
    assert store.contents(attempt) == {2: {"blanks": ["a", "b"]}, 3: 12.5}
    assert store.content(attempt, 3) == 12.5
    assert store.content(attempt, 1) is None


@pytest.mark.parametrize("content", [b"", b"x", b"abc" * 5000, os.urandom(2000)])
def test_blobs_come_back_byte_for_byte_and_are_kept_once(store, content):
    """Short, long, compressible or not: the same bytes under their SHA-256, in one row."""
    with store.transaction() as writer:
        names = {writer.put_blob(content), writer.put_blob(content)}
    assert names == {hashlib.sha256(content).hexdigest()}
    assert store.blob(names.pop()) == content
    with closing(sqlite3.connect(store.path)) as shell:
        assert shell.execute("SELECT count(*) FROM blobs").fetchone() == (1,)


def test_blobs_that_repeat_themselves_take_less_room(store):
    """A blob that compresses is kept compressed."""
    with store.transaction() as writer:
        writer.put_blob(b"abc" * 5000)
    with closing(sqlite3.connect(store.path)) as shell:
        assert shell.execute("SELECT length(content) FROM blobs").fetchone()[0] < 1000


@pytest.mark.parametrize("content", [b"other", None])
def test_an_altered_blob_is_refused(store, content):
    """A blob that is not what its name says is damage, whether it still unpacks or not."""
    with store.transaction() as writer:
        name = writer.put_blob(b"abc" * 100)
    with closing(sqlite3.connect(store.path)) as shell, shell:
        if content is None:
            shell.execute("UPDATE blobs SET content = substr(content, 3)")
        else:
            shell.execute("UPDATE blobs SET content = ?, coding = 'raw'", (content,))
    with pytest.raises(StoreError, match=name) as caught:
        store.blob(name)
    assert caught.value.code == "store.corrupt"


def test_one_attempt_is_open_per_plan(store, attempt, begin):
    """A second attempt in the same plan is refused with the id of the first, until that is finished."""
    learner = store.learner()
    with pytest.raises(Conflict) as caught:
        begin(store)
    assert caught.value.params["attempt"] == attempt == store.open_attempt(learner, "1.3").id
    with store.transaction() as writer:
        writer.finish_attempt(attempt)
    assert store.open_attempt(learner, "1.3") is None
    second = begin(store)
    assert store.last_attempt(learner, "1.3").id == second
    assert [(record.id, record.number, record.state) for record in store.attempts()] == [
        (attempt, 1, "finished"),
        (second, 2, "open"),
    ]


def test_the_database_itself_guards_the_open_attempt(store, attempt):
    """Even SQL from elsewhere cannot make a second open attempt of one learner in one plan."""
    with closing(sqlite3.connect(store.path)) as shell:
        copy = (
            "INSERT INTO attempts SELECT 'other', learner, plan_id, 2, plan, framework, state, started_at, 0 "
            "FROM attempts"
        )
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            shell.execute(copy)
        shell.execute(copy.replace("state,", "'finished',"))


def test_attempts_know_their_start(store, attempt):
    """The row of an attempt says learner, plan, framework, start and length of the log."""
    record = store.attempt(attempt)
    assert (record.learner, record.plan_id, record.framework) == (store.learner(), "1.3", "crcn")
    assert (record.state, record.number, record.last_seq) == ("open", 1, 1)
    assert record.started_at.utcoffset().total_seconds() == 0
    assert json.loads(store.blob(record.plan)) == {"id": "1.3"}


def test_other_plans_and_learners_are_apart(store, attempt, begin):
    """The same plan of another learner and another plan of the same learner are attempts of their own."""
    ada = store.learner("Ada")
    theirs, other = begin(store, "1.3", ada), begin(store, "2.1")
    assert store.open_attempt(ada, "1.3").id == theirs
    assert [record.id for record in store.attempts(ada)] == [theirs]
    assert {record.id for record in store.attempts(store.learner())} == {attempt, other}
    assert store.last_attempt(ada, "2.1") is None


def test_finishing_twice_is_a_conflict(store, attempt):
    """An attempt is finished once."""
    with store.transaction() as writer:
        writer.finish_attempt(attempt)
    with pytest.raises(Conflict, match="finished"), store.transaction() as writer:
        writer.finish_attempt(attempt)


def test_a_learner_is_made_once_and_has_no_name_in_the_log(store):
    """The same name, however spaced or composed, is the same random id, and lies in its table alone."""
    zoe = store.learner("Zoé  Martin")
    assert store.learner(" Zoe\u0301 Martin ") == zoe != store.learner() == store.learner("  ")
    assert len(zoe) == 32
    with closing(sqlite3.connect(store.path)) as shell:
        assert shell.execute("SELECT learner, name FROM learner_names").fetchall() == [(zoe, "Zoé Martin")]
        assert shell.execute("SELECT count(*) FROM learners").fetchone() == (2,)


def test_a_reader_sees_one_state(store, attempt):
    """What is written meanwhile does not show inside a reading, and shows after it."""
    with store.reading() as reader:
        assert len(reader.events(attempt)) == 1
        with store.transaction() as writer:
            writer.append(attempt, "paused", {}, None, 1)
        assert reader.attempt(attempt).last_seq == 1
        assert len(reader.events(attempt)) == 1
    assert len(store.events(attempt)) == 2


def test_many_threads_make_one_whole_chain(path, begin):
    """Threads that append and look again on Conflict lose nothing and never wait in vain."""
    with Store.open(path) as store:
        attempt = begin(store)

        def work() -> None:
            done = 0
            while done < 10:
                try:
                    with store.transaction() as writer:
                        writer.append(attempt, "focus_lost", {}, None, writer.attempt(attempt).last_seq)
                    done += 1
                except Conflict:  # pragma: no cover - impossible while the turn is taken first
                    pytest.fail("a writer's view changed under it")

        threads = [threading.Thread(target=work) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.attempt(attempt).last_seq == 81
        assert store.verify() == []


def test_a_transaction_in_a_transaction_is_refused(store):
    """The same thread asking twice is told at once, instead of waiting for itself."""
    with store.transaction(), pytest.raises(RuntimeError, match="already in a transaction"):
        store.learner()


def test_a_closed_store_is_not_opened_again_by_use(store, attempt):
    """After close, every use says so."""
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.events(attempt)
    with pytest.raises(StoreError, match="was closed"), store.transaction():
        pass


@pytest.mark.skipif(sys.platform != "linux", reason="fork is safe to use on Linux only")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_store_does_not_travel_through_a_fork(store, attempt):
    """SQLite connections must not be used by a forked child: it is told to open the store itself."""
    fork = multiprocessing.get_context("fork")
    queue = fork.SimpleQueue()

    def ask() -> None:
        try:
            store.events(attempt)
        except StoreError as error:
            queue.put(str(error))
        else:
            queue.put("read")

    process = fork.Process(target=ask)
    process.start()
    process.join(20)
    assert "another process" in queue.get()
