"""The chain of events: every change of a stored event shows."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pixnb.core.canonical import canonical
from pixnb.core.events import KINDS, Event, broken, moment, seal

NOON = datetime(2026, 11, 21, 12, 0, 0, 250, tzinfo=UTC)

words = st.text(max_size=8)
leaves = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | words
values = leaves | st.lists(leaves, max_size=3) | st.dictionaries(words, leaves, max_size=2)
bodies = st.dictionaries(words, values, max_size=3)
times = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
steps = st.lists(st.tuples(st.sampled_from(KINDS), bodies, times), min_size=1, max_size=6)


def chain(*happened: tuple[str, dict[str, Any], datetime]) -> list[Event]:
    """Seal events one after the other."""
    events: list[Event] = []
    for seq, (kind, body, at) in enumerate(happened, start=1):
        events.append(seal("a1", seq, at, kind, body, events[-1].digest if events else ""))
    return events


def test_digest_is_sha256_of_these_very_bytes():
    """The digest covers canonical JSON of all fields, byte for byte, so that later releases must agree."""
    before = "ab" * 32
    event = seal("a1", 2, NOON, "started", {"plan": "été", "n": [1, 2.5, None, True]}, before)
    expected = (
        '{"at":"2026-11-21T12:00:00.000250+00:00","attempt":"a1","body":{"n":[1,2.5,null,true],"plan":"été"},'
        '"kind":"started","previous":"%s","seq":2}'
    )
    assert event.digest == hashlib.sha256((expected % before).encode()).hexdigest()


def test_time_is_sealed_as_an_instant():
    """The same instant said in another time zone gives the same event."""
    paris = NOON.astimezone(timezone(timedelta(hours=1)))
    assert seal("a1", 1, paris, "started", {}, "") == seal("a1", 1, NOON, "started", {}, "")


def test_body_is_sealed_as_json_reads_it_back():
    """Tuples and number keys become what they are after a round trip, so the digest still fits."""
    event = seal("a1", 1, NOON, "started", {"order": (1, 2), "by": {2: "b", 10: "a"}}, "")
    assert event.body == {"order": [1, 2], "by": {"2": "b", "10": "a"}}
    assert broken([event]) == []


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"kind": "cheated"}, "unknown kind"),
        ({"seq": 0}, "numbers start at 1"),
        ({"seq": 2}, "nothing before it"),
        ({"previous": "ab"}, "nothing before it"),
        ({"at": NOON.replace(tzinfo=None)}, "offset"),
        ({"body": {"x": float("nan")}}, "JSON"),
    ],
)
def test_what_cannot_be_an_event_is_refused(change: dict[str, Any], word: str):
    """An event that could never verify is refused when it is made."""
    good = {"attempt": "a1", "seq": 1, "at": NOON, "kind": "started", "body": {}, "previous": ""}
    with pytest.raises(ValueError, match=word):
        seal(**{**good, **change})


def test_moments_sort_as_time():
    """Text order is time order, also across zones and with no microseconds."""
    later = (NOON + timedelta(microseconds=1)).astimezone(timezone(timedelta(hours=-9)))
    assert moment(NOON.replace(microsecond=0)) < moment(NOON) < moment(later)


@settings(deadline=None)
@given(steps)
def test_any_sequence_gives_a_whole_chain(happened):
    """Whatever happened in whatever order, what was sealed verifies."""
    assert broken(chain(*happened), last=len(happened)) == []


@settings(deadline=None)
@given(steps, st.data())
def test_any_changed_field_is_named(happened, data):
    """One field of one event changed: the fault names that event or the one after."""
    events = chain(*happened)
    place = data.draw(st.integers(0, len(events) - 1))
    other = {
        "attempt": st.text(),
        "seq": st.integers(-2, 20),
        "at": times,
        "kind": st.sampled_from(KINDS),
        "body": bodies,
        "previous": st.text("0123456789abcdef", min_size=64, max_size=64) | st.just(""),
        "digest": st.text("0123456789abcdef", min_size=64, max_size=64),
    }
    name = data.draw(st.sampled_from(sorted(other)))
    value = data.draw(other[name])
    same = (
        canonical(value) == canonical(events[place].body) if name == "body" else value == getattr(events[place], name)
    )
    assume(not same)
    seq = value if name == "seq" else place + 1
    events[place] = replace(events[place], **{name: value})
    assert any(f"event {seq} " in fault or f"event {place + 1} " in fault for fault in broken(events))


@settings(deadline=None)
@given(steps.filter(lambda happened: len(happened) > 1), st.data())
def test_an_event_taken_out_is_missed(happened, data):
    """Without one of its events a chain is broken: by the gap, or at the end by the known length."""
    events = chain(*happened)
    place = data.draw(st.integers(0, len(events) - 1))
    del events[place]
    found = broken(events, last=len(happened))
    assert found
    assert f"{place + 1}" in " ".join(found) or f"ends with event {place}" in found[-1]


@settings(deadline=None)
@given(steps.filter(lambda happened: len(happened) > 1), st.data())
def test_events_in_another_order_are_named(happened, data):
    """Two events that changed places break the chain."""
    events = chain(*happened)
    first = data.draw(st.integers(0, len(events) - 2))
    events[first], events[first + 1] = events[first + 1], events[first]
    assert broken(events)


def test_an_event_written_anew_breaks_the_next():
    """Altering an event and sealing it again shows in the event that follows."""
    events = chain(("started", {}, NOON), ("answered", {"right": False}, NOON), ("finished", {}, NOON))
    events[1] = seal("a1", 2, NOON, "answered", {"right": True}, events[0].digest)
    assert broken(events) == [
        "event 3 does not follow what stands before it: that was altered, added or removed",
    ]


def test_content_that_is_no_json_any_more_is_altered():
    """A body that cannot even be written down as JSON is a fault, not a crash."""
    event = replace(chain(("started", {}, NOON))[0], body={"x": {1, 2}})
    assert broken([event]) == ["event 1 was altered: its content does not match its digest"]


def test_events_of_two_attempts_do_not_make_one_chain():
    """Events of another attempt put into a chain are named."""
    one = seal("a1", 1, NOON, "started", {}, "")
    two = seal("a2", 2, NOON, "finished", {}, one.digest)
    assert broken([one, two]) == ["event 2 belongs to attempt a2, the one before it to a1"]


def test_nothing_is_whole_unless_something_was_recorded():
    """An empty chain is whole when nothing was recorded, and cut off when something was."""
    assert broken([]) == []
    assert broken([], last=3) == ["the chain ends with event 0, but 3 were recorded"]
