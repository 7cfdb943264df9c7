"""An attempt is a fold over its events and knows nothing from elsewhere."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pixnb.core.attempt import fold, steps
from pixnb.core.challenge import Item
from pixnb.core.events import Event, seal

ITEM = asdict(Item("1.3-laps-total", 1, "1.3.formulas.sum", "1.3.formulas", "1.3", 2))
STARTED = ("started", {"plan": "p", "framework": "f", "seed": "00" * 16})
PRESENTED = ("presented", {"item": ITEM, "variant": "v", "source": "s", "bank": "b", "seed": "11" * 16})


def chain(*steps: tuple[str, dict[str, Any]]) -> list[Event]:
    events: list[Event] = []
    for number, (kind, body) in enumerate(steps, 1):
        at = datetime(2026, 11, 21, tzinfo=UTC) + timedelta(seconds=number)
        events.append(seal("a", number, at, kind, body, events[-1].digest if events else ""))
    return events


def test_a_presented_question_is_open_until_it_is_answered() -> None:
    """The open question is the last one without an outcome."""
    asked = fold(chain(STARTED, PRESENTED))
    assert asked.open_question is not None
    assert asked.open_question.item == Item(**ITEM)
    answered = fold(chain(STARTED, PRESENTED, ("answered", {"question": 2, "outcome": "partial"})))
    assert answered.open_question is None
    assert [(one.number, one.outcome, one.closed_seq) for one in answered.closed] == [(1, "partial", 3)]


def test_a_report_closes_nothing() -> None:
    """A reported question stays open and remembers its reports."""
    attempt = fold(chain(STARTED, PRESENTED, ("reported", {"question": 2}), ("reported", {"question": 2})))
    assert attempt.open_question is not None
    assert attempt.open_question.reports == (3, 4)


def test_the_result_is_the_one_of_the_finished_event() -> None:
    """Nothing is computed again when a finished attempt is looked at."""
    attempt = fold(chain(STARTED, PRESENTED, ("skipped", {"question": 2}), ("finished", {"result": {"pix": 7}})))
    assert (attempt.result, attempt.last_seq) == ({"pix": 7}, 4)


@pytest.mark.parametrize("steps", [(), (PRESENTED,), (STARTED, ("skipped", {"question": 9}))])
def test_events_that_make_no_attempt_are_refused(steps: tuple[tuple[str, dict[str, Any]], ...]) -> None:
    """No beginning, or an answer to what was never asked: a clear error."""
    with pytest.raises(ValueError, match=r"begins with|never presented"):
        fold(chain(*steps))


def test_an_attempt_of_version_01_is_a_first_one_that_starts_from_nothing() -> None:
    """Logs without mode and prior knowledge are read as what they were, and their chances are unknown."""
    attempt = fold(chain(STARTED, PRESENTED))
    assert (attempt.mode, attempt.prior, attempt.questions[0].chance) == ("first", (), None)


def test_an_improvement_remembers_what_it_started_from() -> None:
    """Mode and prior knowledge are those of the ``started`` event."""
    body = {**STARTED[1], "mode": "improve", "prior": [["1.3.formulas.sum", "inferred", "validated"]]}
    attempt = fold(chain(("started", body), ("presented", {**PRESENTED[1], "chance": 0.25})))
    assert (attempt.mode, attempt.prior) == ("improve", (("1.3.formulas.sum", "inferred", "validated"),))
    assert attempt.questions[0].chance == 0.25


def test_the_steps_of_an_attempt_are_its_folds() -> None:
    """Each event comes with the attempt as the events before it make it."""
    events = chain(STARTED, PRESENTED, ("skipped", {"question": 2}), PRESENTED, ("finished", {"result": {"pix": 7}}))
    assert list(steps(events)) == [(fold(events[:place]), events[place]) for place in range(1, len(events))]


def test_a_long_attempt_is_read_whole() -> None:
    """Of two thousand questions of practice each is closed by its own event."""
    asked = [step for n in range(2_000) for step in (PRESENTED, ("skipped", {"question": 2 + 2 * n}))]
    closed = fold(chain(STARTED, *asked)).closed
    assert [(one.number, one.closed_seq - one.seq) for one in closed] == [(n, 1) for n in range(1, 2_001)]
