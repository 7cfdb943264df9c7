"""Changes made to the file from outside are found and named."""

from __future__ import annotations

import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixnb.core.errors import StoreError
from pixnb.core.events import KINDS
from pixnb.store import Store


@pytest.fixture
def filled(store, attempt, answer) -> str:
    """An attempt with four events and three contents."""
    for seq in (1, 2, 3):
        answer(store, attempt, seq, {"text": f"réponse {seq}"})
    return attempt


def tamper(store: Store, statement: str, *values: object) -> None:
    """Do with the file what anyone with a SQLite shell can."""
    with closing(sqlite3.connect(store.path)) as shell, shell:
        assert shell.execute(statement, values).rowcount > 0


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE events SET body = replace(body, 'answer', 'reply') WHERE seq = 3", "event 3 was altered"),
        ("UPDATE events SET body = '[]' WHERE seq = 3", "event 3 of attempt"),
        ("UPDATE events SET body = '{' WHERE seq = 3", "event 3 of attempt"),
        ("UPDATE events SET body = x'ff' WHERE seq = 3", "event 3 of attempt"),
        ("UPDATE events SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 2", "event 2 was altered"),
        ("UPDATE events SET at = '2020-01-01' WHERE seq = 2", "event 2 was altered"),
        ("UPDATE events SET at = 'yesterday' WHERE seq = 2", "event 2 of attempt"),
        ("UPDATE events SET kind = 'skipped' WHERE seq = 4", "event 4 was altered"),
        ("UPDATE events SET digest = previous WHERE seq = 2", "event 2 was altered"),
        ("UPDATE events SET previous = digest WHERE seq = 4", "event 4 does not follow"),
        ("UPDATE events SET seq = 9 WHERE seq = 4", "events 4 to 8 are missing before event 9"),
        ("UPDATE events SET seq = 'x' WHERE seq = 4", "event x of attempt"),
        ("DELETE FROM events WHERE seq = 2", "event 2 is missing before event 3"),
        ("DELETE FROM events WHERE seq = 1", "event 1 is missing before event 2"),
        ("DELETE FROM events WHERE seq = 4", "the chain ends with event 3, but 4 were recorded"),
        ("DELETE FROM events", "the chain ends with event 0, but 4 were recorded"),
        (
            "INSERT INTO events SELECT attempt, 5, at, kind, body, digest, digest FROM events WHERE seq = 4",
            "event 5 was altered",
        ),
        ("UPDATE contents SET content = '\"autre\"' WHERE seq = 2", "the content of event 2 was altered"),
        ("UPDATE contents SET content = x'00' WHERE seq = 2", "the content of event 2 was altered"),
        ("UPDATE contents SET salt = 'text' WHERE seq = 3", "the content of event 3 was altered"),
        ("UPDATE contents SET seq = 1 WHERE seq = 2", "the content of event 1 was altered"),
    ],
)
def test_tampering_is_named(store, filled, statement, named):
    """Each change made with a SQLite shell is found, with the attempt and the event."""
    assert store.verify() == []
    tamper(store, statement)
    found = store.verify()
    assert any(named in fault for fault in found), found
    assert all(filled in fault for fault in found)
    assert found == store.verify(filled)


def test_other_attempts_stay_whole(store, filled, begin):
    """A broken chain is the fault of its own attempt alone."""
    other = begin(store, "2.1")
    tamper(store, "UPDATE events SET body = '{}' WHERE seq = 3")
    assert store.verify(filled)
    assert store.verify(other) == []


def test_an_unreadable_event_is_an_error_not_a_guess(store, filled):
    """Reading a log with an event that is no event any more raises, and says which."""
    tamper(store, "UPDATE events SET body = 'no json' WHERE seq = 3")
    with pytest.raises(StoreError, match="event 3") as caught:
        store.events(filled)
    assert caught.value.code == "store.corrupt"


def test_nothing_is_appended_after_an_event_that_is_gone(store, filled):
    """With its last event removed a log takes no new one: the hole must not be covered."""
    tamper(store, "DELETE FROM events WHERE seq = 4")
    with pytest.raises(StoreError, match="event 4") as caught, store.transaction() as writer:
        writer.append(filled, "finished", {}, None, 4)
    assert caught.value.code == "store.corrupt"
    assert len(store.events(filled)) == 3


@pytest.fixture(scope="module")
def shared() -> Iterator[Store]:
    """One store for many examples, an attempt each."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "pixnb.db") as opened:
        yield opened


happenings = st.lists(
    st.tuples(st.sampled_from(KINDS), st.dictionaries(st.text(), st.integers())), min_size=1, max_size=6
)
columns = st.sampled_from(["at", "kind", "body", "previous", "digest"])


@settings(max_examples=60, deadline=None)
@given(happenings, columns, st.data())
def test_any_log_is_whole_until_one_value_is_changed(shared, happened, column, data):
    """Whatever is appended verifies; one character of one column changed by SQL is named."""
    with shared.transaction() as writer:
        attempt = writer.create_attempt(
            learner=writer.learner(), plan_id=uuid.uuid4().hex, plan=writer.put_blob(b"{}"), framework="crcn"
        )
        for seq, (kind, body) in enumerate(happened):
            writer.append(attempt, kind, body, None, seq)
    assert shared.verify(attempt) == []
    seq = data.draw(st.integers(1, len(happened)))
    tamper(shared, f"UPDATE events SET {column} = 'x' || {column} WHERE attempt = ? AND seq = ?", attempt, seq)
    assert any(f"event {seq} " in fault for fault in shared.verify(attempt))
