"""People of one machine: names, PINs, marks on tutorials and settings, kept apart from the log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixnb.store import Store
from pixnb.store.people import LessonMark, PinRecord, folded, tidy
from pixnb.store.schema import CURRENT, Schema

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
OLDER = Schema(CURRENT.folder, "0001_log")


def test_a_store_of_version_0_1_keeps_its_people_and_attempts(path, begin, files):
    """It is copied, gets the new tables, and its learners are those from before."""
    with Store.open(path, tables=OLDER) as store:
        who = store.learner("Inès")
        attempt = begin(store, learner=who)
        events = store.events(attempt)
    with Store.open(path) as store:
        assert (store.learner("Inès"), store.events(attempt), store.verify()) == (who, events, [])
        with store.transaction() as writer:
            assert [one.id for one in writer.people()] == [who]
            assert writer.pin(who) is None
            writer.put_mark(who, "1.3.charts", LessonMark(saved_at=NOON))
    assert files(path.parent) == ["pixnb-before-0002_people.db", "pixnb.db"]


def test_people_come_in_the_order_of_their_names_as_heard(store):
    """Case and accents do not send anybody to the end; whoever has a PIN is marked."""
    with store.transaction() as writer:
        for name in ("Zoé", "élise", "Emma", "ÉLODIE"):
            writer.learner(name)
        writer.put_pin(writer.learner("Emma"), PinRecord(b"salt", b"digest"))
        assert [(one.name, one.pin) for one in writer.people()] == [
            ("élise", False),
            ("ÉLODIE", False),
            ("Emma", True),
            ("Zoé", False),
        ]


def test_who_gave_no_name_is_not_among_the_people(store):
    """The unnamed learner of version 0.1 is nobody to choose from a list."""
    store.learner()
    with store.reading() as reader:
        assert reader.people() == []


def test_a_claim_gives_a_name_to_the_unnamed_attempts_once(store, attempt):
    """The claimed learner keeps their id; a second claim finds nobody, and the next unnamed one is new."""
    unnamed = store.attempt(attempt).learner
    with store.transaction() as writer:
        assert writer.claim("Inès") == unnamed
        assert writer.claim("Tom") is None
    assert store.learner("Inès") == unnamed
    assert store.learner() != unnamed


def test_nobody_to_claim_where_nothing_was_attempted(store):
    """An unnamed learner without attempts has nothing to hand over."""
    store.learner()
    with store.transaction() as writer:
        assert writer.claim("Inès") is None


def test_a_pin_is_kept_counted_and_taken_away(store):
    """What is read back is what was written, until None takes it away."""
    who = store.learner("Inès")
    with store.transaction() as writer:
        writer.put_pin(who, PinRecord(b"salt", b"digest"))
        writer.put_tries(who, 4, NOON)
        assert writer.pin(who) == PinRecord(b"salt", b"digest", 4, NOON)
        writer.put_pin(who, None)
        assert writer.pin(who) is None


def test_marks_belong_to_one_learner_and_an_empty_one_is_no_row(store):
    """What Inès saved is not saved for Tom; taking both marks away leaves nothing."""
    ines, tom = store.learner("Inès"), store.learner("Tom")
    with store.transaction() as writer:
        writer.put_mark(ines, "1.3.charts", LessonMark(saved_at=NOON))
        writer.put_mark(ines, "1.3.charts", LessonMark(saved_at=NOON, done_at=NOON))
        assert writer.marks(ines) == {"1.3.charts": LessonMark(NOON, NOON)}
        assert writer.marks(tom) == {}
        writer.put_mark(ines, "1.3.charts", LessonMark())
        assert writer.marks(ines) == {}


def test_a_setting_is_made_once(store):
    """The second maker is not asked."""
    with store.transaction() as writer:
        assert writer.setting("key") is None
        assert writer.setting_once("key", lambda: [1, "a"]) == [1, "a"]
        assert writer.setting_once("key", lambda: pytest.fail("asked twice")) == [1, "a"]


@given(st.text())
def test_folding_forgets_case_and_accents_and_nothing_twice(name):
    """A folded name folds to itself, and tidying first changes nothing."""
    assert folded(folded(name)) == folded(name)
    assert folded(tidy(name)) == folded(name)


@pytest.mark.parametrize(
    ("one", "other"), [("Inès", "INES"), ("Zoé ", "zoe"), ("Noël  B", "noel b"), ("Strauß", "STRAUSS")]
)
def test_names_that_sound_the_same_fold_to_the_same(one, other):
    """Two pupils cannot tell these apart when they are called."""
    assert folded(one) == folded(other)


def test_one_event_can_be_read_alone(store, attempt):
    """The same as among all events; None past the end."""
    with store.reading() as reader:
        assert reader.event(attempt, 1) == reader.events(attempt)[0]
        assert reader.event(attempt, 2) is None
