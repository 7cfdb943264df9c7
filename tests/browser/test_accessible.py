"""Every screen of an attempt, by day and by night, in French and in English, from a telephone to a wide screen.

The questions of every kind and the feedback of right answers are looked at where they are played, in ``test_kinds``.
"""

from __future__ import annotations

from driver.controls import put
from driver.looks import inspect
from driver.words import beginning
from playwright.sync_api import expect

BANK = (
    "formulas/laps-total", "sorting/camp-places", "reading/bus-timetable", "charts/monthly-bars",
    "cleaning/walking-km", "summaries/club-news",
)  # fmt: skip


def give(screen, asked, outcome) -> None:
    """Give an answer of the open question that has this outcome."""
    if outcome == "skipped":
        screen.press("question.skip")
    else:
        expected = {one.outcome: one.expected for one in asked.key.mistakes} | {"correct": asked.key.expected}
        put(screen, asked.prompt.kind, asked.prompt.ask, asked.raw(expected[outcome]))
        screen.submit()
    screen.at_outcome(outcome)


def report(screen) -> list[str]:
    """What is wrong with the report, refused because nothing was chosen."""

    def show() -> None:
        screen.press("question.report")
        screen.press("report.send")
        screen.shows(screen.say("report.choose"))

    def hide() -> None:
        screen.page.keyboard.press("Escape")
        expect(screen.player.get_by_role("dialog")).to_have_count(0)

    return inspect(screen, "report", show, hide)


def lesson(screen) -> list[str]:
    """What is wrong with the lesson on offer."""
    title = screen.heading
    screen.player.get_by_role("button", name=beginning(screen.lang, "tutorial.read_title")).click()
    expect(screen.title).not_to_have_text(title)
    wrong = inspect(screen, "lesson")
    screen.button("tutorial.back").first.click()
    expect(screen.title).to_have_text(title)
    return wrong


def test_every_screen_is_accessible_and_fits(serve, visit):
    """The checker axe finds nothing on any screen of an attempt, and none scrolls sideways from 320 pixels on."""
    served = serve(*BANK)
    screen = visit()
    screen.page.goto(served.server.url)
    screen.at_start()
    wrong = inspect(screen, "start")
    screen.begin()
    wrong += report(screen)
    outcomes = {"laps-total": "partial", "camp-places": "wrong", "bus-timetable": "skipped"}
    for count in range(1, len(BANK) + 1):
        screen.at_question()
        asked = served.record.asked()
        outcome = outcomes.get(asked.challenge, "correct")
        give(screen, asked, outcome)
        wrong += inspect(screen, f"feedback, {outcome}") if outcome != "correct" else []
        wrong += lesson(screen) if outcome == "wrong" else []
        screen.go_on()
        if count == 5:
            expect(screen.title).to_have_text(screen.say("checkpoint.title"))
            wrong += inspect(screen, "checkpoint")
            screen.press("checkpoint.quit")
            expect(screen.button("start.resume")).to_be_visible()
            wrong += inspect(screen, "left")
            screen.press("start.resume")
            expect(screen.title).to_have_text(screen.say("checkpoint.title"))
            screen.press("checkpoint.continue")
    expect(screen.button("end.again")).to_be_visible()
    wrong += inspect(screen, "end")
    screen.press("header.quit")
    expect(screen.button("start.see_result")).to_be_visible()
    wrong += inspect(screen, "done")
    assert wrong == []


def test_the_lost_connection_is_accessible_and_fits(serve, visit):
    """So is what is said across the page while the server is gone, and everything the learner wrote is still there."""
    served = serve("formulas/laps-total")
    screen = visit()
    screen.page.goto(served.server.url)
    screen.begin()
    asked = served.record.asked()
    put(screen, "number", asked.prompt.ask, {"text": "123"})
    served.server.kill()
    screen.submit()
    screen.shows(screen.say("lost.title"))
    assert inspect(screen, "lost") == []
    screen.shows(screen.say("lost.safe_draft"))
    expect(screen.player.get_by_role("textbox")).to_have_value("123")
