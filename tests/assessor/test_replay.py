"""Replays: from the log alone, everything is computed again and compared with what was shown."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.replay import Replay, replay, replay_stored
from pixnb.assessor.transcript import replay_transcript, transcript
from pixnb.bank.bank import Bank
from pixnb.core.canonical import canonical
from pixnb.core.errors import PixnbError
from pixnb.core.events import Event, seal
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*.json"))


def again(store: Store, attempt: str) -> Replay:
    return replay(store.events(attempt), store.contents(attempt), store.blob)


@pytest.fixture
def played(assessor: Assessor) -> str:
    """An attempt played to its end by somebody of level 3."""
    return SimulatedLearner(assessor, lambda asked: asked.item.level <= 3).play()["attempt"]


def test_a_replay_agrees_with_what_was_shown(played: str, store: Store) -> None:
    """Choices, verdicts, feedback and result are the same, and the result is the one that was shown."""
    outcome = again(store, played)
    assert outcome.differences == ()
    assert outcome.result == store.events(played)[-1].body["result"]


def test_a_replay_does_not_need_the_bank(played: str, store: Store, make: Callable[..., Assessor], bank: Bank) -> None:
    """An attempt replays after every challenge has left the bank."""
    empty = Bank(bank.framework, {}, {})
    assert again(store, played).equal
    assert make(empty).view(plan="1.3", lang="fr")["screen"] == "end"


def test_an_attempt_goes_on_after_its_open_challenge_left_the_bank(
    assessor: Assessor, make: Callable[..., Assessor], bank: Bank
) -> None:
    """The open question is still shown, with its file, and can be answered."""
    view = assessor.start(plan="1.3", lang="fr")
    assert view["question"] is not None
    gone = assessor.sitting(view["attempt"]).attempt.questions[0].item.challenge
    smaller = make(Bank(bank.framework, {k: v for k, v in bank.challenges.items() if k != gone}, bank.tutorials))
    for card in view["question"]["files"]:
        sent = smaller.file(attempt=view["attempt"], question=view["question"]["id"], name=card["name"], lang="fr")
        assert len(sent["content"]) == card["size"]
    receipt = SimulatedLearner(smaller, lambda asked: True).answer(smaller.view(plan="1.3", lang="fr"))
    assert receipt["view"]["screen"] == "feedback"


def test_a_changed_verdict_is_named(played: str, store: Store) -> None:
    """Somebody who turns a wrong answer right in the file is found, with the event."""
    with sqlite3.connect(store.path) as raw:
        raw.execute('UPDATE events SET body = replace(body, \'"outcome":"wrong"\', \'"outcome":"correct"\')')
        raw.execute('UPDATE events SET body = replace(body, \'"outcome":"partial"\', \'"outcome":"correct"\')')
    assert any("was altered" in one for one in again(store, played).differences)


def test_a_changed_answer_is_named(played: str, store: Store) -> None:
    """An answer exchanged afterwards no longer gives the verdict that was shown."""
    answered = next(event for event in store.events(played) if event.kind == "answered")
    contents = store.contents(played)
    other = next(seq for seq in contents if contents[seq] != contents[answered.seq])
    swapped = {**contents, answered.seq: contents[other]}
    assert not replay(store.events(played), swapped, store.blob).equal


def test_erased_answers_are_counted_and_the_rest_still_replays(played: str, store: Store) -> None:
    """After an erasure the chain is whole, choices and result agree, and the gap is said."""
    erased = store.erase_contents(played)
    outcome = again(store, played)
    assert (outcome.equal, outcome.erased) == (True, erased)


def test_a_transcript_replays_away_from_the_store(played: str, store: Store) -> None:
    """One JSON document holds all that a replay needs."""
    data = json.loads(json.dumps(transcript(store, played)))
    assert replay_transcript(data).equal


def test_a_transcript_of_another_format_is_refused() -> None:
    """A format this release does not know is said, not guessed."""
    with pytest.raises(PixnbError, match="format"):
        replay_transcript({"format": 99, "events": []})


@pytest.fixture
def improved(assessor: Assessor, played: str, clock: Clock) -> str:
    """An improvement, five days after, by somebody of level 5."""
    clock.forward(days=5)
    return SimulatedLearner(assessor, lambda asked: asked.item.level <= 5).play(mode="improve")["attempt"]


def test_an_improvement_replays_in_its_store_and_away_from_it(improved: str, store: Store) -> None:
    """In the store what it started from is compared too; a transcript carries it."""
    assert replay_stored(store, improved).differences == ()
    assert replay_transcript(json.loads(json.dumps(transcript(store, improved)))).equal


def rewritten(store: Store, attempt: str, change: Callable[[dict[str, Any]], None], seq: int = 1) -> None:
    """Somebody who writes an event anew, and the whole chain after it."""
    sealed: list[Event] = []
    for event in store.events(attempt):
        body = json.loads(json.dumps(event.body))
        if event.seq == seq:
            change(body)
        before = sealed[-1].digest if sealed else ""
        sealed.append(seal(event.attempt, event.seq, event.at, event.kind, body, before))
    with sqlite3.connect(store.path) as raw:
        for one in sealed:
            row = (canonical(one.body).decode(), one.previous, one.digest, attempt, one.seq)
            raw.execute("UPDATE events SET body = ?, previous = ?, digest = ? WHERE attempt = ? AND seq = ?", row)


def test_a_start_that_the_earlier_attempts_do_not_give_is_named(
    assessor: Assessor, improved: str, store: Store, clock: Clock
) -> None:
    """Whoever adds a skill to what an improvement started from, chain and all, is found by the earlier attempts."""
    clock.forward(days=5)
    last = assessor.start(plan="1.3", lang="fr", mode="improve")["attempt"]
    missed = next(one.item.skill for one in assessor.sitting(improved).attempt.closed if one.outcome != "correct")
    rewritten(store, last, lambda body: body["prior"].append([missed, "inferred", "validated"]))
    differences = replay_stored(store, last).differences
    assert any(missed in one or "chosen again" in one for one in differences)


def test_earlier_attempts_that_were_changed_are_found_by_the_improvement(
    played: str, improved: str, store: Store
) -> None:
    """Right answers of the first attempt turned wrong no longer give what the improvement started from."""
    assert replay_stored(store, improved).equal
    with sqlite3.connect(store.path) as raw:
        swap = (
            'UPDATE events SET body = replace(body, \'"outcome":"correct"\', \'"outcome":"wrong"\') WHERE attempt = ?'
        )
        raw.execute(swap, (played,))
    assert any("the earlier attempts say otherwise" in one for one in replay_stored(store, improved).differences)


def test_a_first_attempt_that_starts_from_something_is_named(played: str, store: Store) -> None:
    """Only an improvement has prior knowledge, and only of skills of its plan."""
    rewritten(store, played, lambda body: body.update(prior=[["1.1.search.words", "direct", "validated"]]))
    differences = replay_stored(store, played).differences
    assert any("starts from nothing" in one for one in differences)
    assert any("not in its plan" in one for one in differences)


def test_another_chance_of_guessing_is_named(played: str, store: Store) -> None:
    """The chance that a margin rests on is that of the question as it was asked."""
    rewritten(store, played, lambda body: body.update(chance=0.123), seq=2)
    assert any("chance of a right guess" in one for one in again(store, played).differences)


def test_there_are_golden_logs() -> None:
    """Each release commits logs that later ones must still replay."""
    assert GOLDEN


@pytest.mark.parametrize("path", GOLDEN, ids=[path.stem for path in GOLDEN])
def test_a_golden_log_replays(path: Path) -> None:
    """A log of an earlier release gives the same choices, verdicts and result."""
    outcome = replay_transcript(json.loads(path.read_text(encoding="utf-8")))
    assert outcome.differences == ()
    assert outcome.result is not None
