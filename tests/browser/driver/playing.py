"""Whole attempts played in the browser: what is answered how, up to the result."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import expect

from driver.controls import put
from driver.record import Asked, Record
from driver.screen import Screen


def give(screen: Screen, asked: Asked, outcome: str) -> None:
    """Give an answer of the open question that has this outcome, and wait for the verdict."""
    if outcome == "skipped":
        screen.press("question.skip")
    else:
        expected = {one.outcome: one.expected for one in asked.key.mistakes} | {"correct": asked.key.expected}
        put(screen, asked.prompt.kind, asked.prompt.ask, asked.raw(expected[outcome]))
        screen.submit()
    screen.at_outcome(outcome)


def to_the_end(screen: Screen, record: Record, outcomes: Mapping[str, str] = {}) -> dict[str, Asked]:
    """Play from a question to the result; gives what was asked, by challenge.

    Parameters
    ----------
    screen, record
        The page and what is behind it.
    outcomes
        By challenge; right answers by default.
    """
    came: dict[str, Asked] = {}
    question, pause, end = screen.button("question.submit"), screen.button("checkpoint.continue"), screen.end
    while not end.is_visible():
        asked = record.asked(screen.lang)
        came[asked.challenge] = asked
        give(screen, asked, outcomes.get(asked.challenge, "correct"))
        screen.go_on()
        expect(question.or_(pause).or_(end)).to_be_visible()
        if pause.is_visible():
            pause.click()
            expect(question.or_(end)).to_be_visible()
    return came
