"""Every screen, by day and by night, in French and in English, from a telephone to a wide screen.

The questions of every kind and the feedback of right answers are looked at where they are played, in ``test_kinds``.
"""

from __future__ import annotations

import pytest
from driver.controls import put
from driver.looks import inspect
from driver.past import played
from driver.playing import give
from driver.running import CLASSMATES
from driver.words import beginning
from playwright.sync_api import expect

BANK = (
    "formulas/laps-total", "sorting/camp-places", "reading/bus-timetable", "charts/monthly-bars",
    "cleaning/walking-km", "summaries/club-news",
)  # fmt: skip


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
    screen.player.get_by_role("link", name=beginning(screen.lang, "tutorial.read_title")).click()
    expect(screen.title).not_to_have_text(title)
    wrong = inspect(screen, "lesson")
    screen.button("tutorial.back").first.click()
    expect(screen.title).to_have_text(title)
    return wrong


def but_walking(question) -> bool:
    """Somebody who can do all but one thing, so that a lesson is recommended."""
    return question.item.challenge != "1.3-walking-km"


@pytest.fixture(scope="module")
def shared(share):
    """A computer of several learners, one of whom has done a lot."""
    served = share(*BANK, learners=CLASSMATES)
    played(served.server, "Inès", "1.3", days=9, can=lambda question: question.item.level < 2)
    played(served.server, "Inès", "1.3", days=2, can=but_walking, mode="improve")
    return served


def test_every_screen_of_an_attempt_is_accessible_and_fits(shared, stay):
    """The checker axe finds nothing on any of them, and none scrolls sideways from 320 pixels on."""
    screen = stay(shared, "Yaël", "plan/1.3")
    screen.at_start()
    wrong = inspect(screen, "start")
    screen.begin()
    wrong += inspect(screen, "question") + report(screen)
    outcomes = {"laps-total": "partial", "camp-places": "wrong", "bus-timetable": "skipped"}
    for count in range(1, len(BANK) + 1):
        screen.at_question()
        asked = shared.record.asked()
        outcome = outcomes.get(asked.challenge, "correct")
        give(screen, asked, outcome)
        wrong += inspect(screen, f"feedback, {outcome}") if outcome != "correct" else []
        wrong += lesson(screen) if outcome == "wrong" else []
        screen.go_on()
        if count == 5:
            expect(screen.title).to_have_text(screen.say("checkpoint.title"))
            wrong += inspect(screen, "checkpoint")
            screen.press("checkpoint.quit")
            screen.at_home()
            wrong += inspect(screen, "home, left")
            screen.follow("suggest.open.act")
            expect(screen.title).to_have_text(screen.say("checkpoint.title"))
            screen.press("checkpoint.continue")
    screen.at_end()
    assert wrong + inspect(screen, "end") == []


def test_every_screen_to_read_is_accessible_and_fits(shared, stay):
    """So are home, profile in both terms, history, a past attempt, the lessons and one of them, practice and menu."""
    screen = stay(shared, "Inès")
    screen.at_home()

    def menu() -> None:
        screen.menu.click()

    wrong = inspect(screen, "home") + inspect(screen, "menu", menu, menu)
    screen.follow("nav.profile")
    screen.at("profile.title")
    row = screen.player.locator("tr.px-standing[data-state]:not([data-state=unassessed])").first
    row.get_by_role("button").click()
    screen.player.get_by_text(screen.say("chart.figures"), exact=True).click()
    wrong += inspect(screen, "profile")
    screen.player.locator(".px-segments button").nth(1).click()
    expect(screen.player.locator(".px-digcomp-note")).to_be_visible()
    wrong += inspect(screen, "profile, DigComp")
    screen.follow("nav.lessons")
    screen.at("lessons.title")
    expect(screen.player.locator(".px-lesson-row").first).to_be_visible()
    for group in screen.player.locator(".px-group").all():
        group.locator("summary").click()
    wrong += inspect(screen, "lessons")
    screen.player.locator(".px-lesson-link").first.click()
    expect(screen.player.locator(".px-lesson-text")).to_be_visible()
    wrong += inspect(screen, "lesson")
    screen.follow("nav.history")
    screen.at("history.title")
    wrong += inspect(screen, "history")
    screen.player.locator(".px-attempt").last.get_by_role("link", name=screen.say("history.review")).click()
    expect(screen.player.locator(".px-reviewed > li")).to_have_count(len(BANK))
    for line in screen.player.locator(".px-reviewed > li").all():
        line.locator("summary").first.click()
        expect(line.locator(".px-said-to")).to_be_visible()
    wrong += inspect(screen, "review")
    screen.player.locator(".px-reviewed > li").first.get_by_role("button", name=screen.say("review.again")).click()
    screen.at_question()
    wrong += inspect(screen, "practice")
    give(screen, shared.record.asked(), "correct")
    assert wrong + inspect(screen, "practice, feedback") == []


def test_saying_who_one_is_is_accessible_and_fits(shared, stay):
    """The list, a new profile with what was refused in it, a PIN that was wrong, and the learner's own page."""
    screen = stay(shared, "Sami")
    screen.leave()
    wrong = inspect(screen, "list")
    screen.press("who.not_listed")
    screen.player.get_by_text(screen.say("pin.optional"), exact=True).click()
    screen.press("who.create")
    screen.shows(screen.say("error.desk.name"))
    wrong += inspect(screen, "new")
    screen.player.get_by_label(screen.say("who.name"), exact=True).fill("Téo")
    screen.player.get_by_label(screen.say("pin.choose"), exact=True).fill("4711")
    screen.press("who.create")
    screen.seated("Téo")
    screen.menu.click()
    screen.press("menu.pin_change")
    expect(screen.player.get_by_label(screen.say("pin.old"), exact=True)).to_be_visible()
    wrong += inspect(screen, "own page")
    screen.leave()
    wrong += inspect(screen, "list with PIN")
    screen.person("Téo").click()
    screen.enter("1234")
    screen.shows(screen.say("error.desk.pin"))
    wrong += inspect(screen, "PIN")
    assert wrong == []


def test_the_first_screens_and_the_lost_connection_are_accessible_and_fit(serve, visit):
    """So are the screens of somebody new, and what is said across the page while the server is gone; drafts stay."""
    served = serve("formulas/laps-total", learners=())
    screen = visit()
    screen.goto(served.server)
    expect(screen.title).to_have_text(screen.say("who.welcome"))
    wrong = inspect(screen, "welcome")
    screen.sit("Inès")
    screen.at_home()
    wrong += inspect(screen, "home, new")
    for place in ("profile", "lessons", "history"):
        screen.follow(f"nav.{place}")
        screen.at(f"{place}.title")
        wrong += inspect(screen, f"{place}, empty")
    screen.move("plan/1.3")
    screen.begin()
    asked = served.record.asked()
    put(screen, "number", asked.prompt.ask, {"text": "123"})
    served.server.kill()
    screen.submit()
    screen.shows(screen.say("lost.title"))
    wrong += inspect(screen, "lost")
    screen.shows(screen.say("lost.safe_draft"))
    expect(screen.player.get_by_role("textbox")).to_have_value("123")
    assert wrong == []
