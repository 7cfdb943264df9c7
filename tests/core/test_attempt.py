"""An attempt is a fold over its events and knows nothing from elsewhere."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pixnb.core.attempt import fold
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
