"""Home: one thing to do next with its reason, a code nobody gave, and addresses that lead where they say."""

from __future__ import annotations

import re

import pytest
from driver.past import at_desk, nothing, played
from driver.words import beginning, one_line
from playwright.sync_api import expect

BANK = (
    "formulas/laps-total", "charts/monthly-bars", "reading/bus-timetable", "cleaning/walking-km",
    "1.1/browsing/real-site", "1.1/queries/neighbour-trip", "1.1/sources/paid-results",
)  # fmt: skip
WHOLE = "1.1", "1.3"


@pytest.fixture(scope="module")
def shared(share):
    """A computer of several learners, each at another point of their way."""
    served = share(*BANK, learners=("Nouvelle", "Zoé"))
    play = [
        ("Milieu", "1.3", {"days": 1, "limit": 1}),
        ("Autre", "1.3", {"days": 1}),
        ("Leçon", "1.1", {"days": 1}),
        ("Leçon", "1.3", {"days": 1, "can": nothing}),
        ("Gain", "1.1", {"days": 50}),
        ("Gain", "1.3", {"days": 40, "can": nothing}),
        ("Tout", "1.1", {"days": 1}),
        ("Tout", "1.3", {"days": 1}),
    ]
    for learner, plan, how in play:
        played(served.server, learner, plan, **how)
    return served


@pytest.fixture
def home(shared, stay):
    """The home screen of a learner."""

    def open_home(learner):
        screen = stay(shared, learner)
        screen.at_home()
        return screen

    return open_home


REASONS = {
    "Nouvelle": "first",
    "Milieu": "open",
    "Autre": "unassessed",
    "Leçon": "lesson",
    "Gain": "improve",
    "Tout": "all_done",
}


@pytest.mark.parametrize(("learner", "reason"), REASONS.items(), ids=REASONS.values())
def test_one_thing_is_suggested_with_its_reason(shared, home, learner, reason):
    """What to do next and why, in both languages; the button leads there and Back leads home again."""
    screen = home(learner)
    hero = screen.player.locator(".px-next")
    for lang in ("en", "fr"):
        screen.speak(lang)
        with at_desk(shared.server, learner) as desk:
            suggestion = desk.home(lang=lang)["suggestion"]
        assert suggestion["reason"] == reason
        expect(hero.get_by_role("heading")).to_have_text(screen.say(f"suggest.{reason}", title=suggestion["title"]))
        if reason == "open":
            expect(hero).to_contain_text(beginning(lang, "suggest.where"))
        else:
            expect(hero).to_contain_text(screen.say(f"suggest.{reason}.why"))
    screen.follow(f"suggest.{reason}.act")
    if reason == "open":
        screen.at_question()
    elif reason == "lesson":
        expect(screen.title).to_have_text(suggestion["title"])
    elif reason == "improve":
        expect(screen.button("again.improve")).to_be_visible()
    elif reason == "all_done":
        screen.at("profile.title")
    else:
        screen.at_start()
        assert suggestion["plan"] in one_line(screen.player.locator(".px-kicker").inner_text())
    screen.page.go_back()
    screen.at_home()
    expect(screen.way(f"suggest.{reason}.act")).to_be_focused()


def test_every_competence_has_a_card_that_says_what_a_click_does(home):
    """Sixteen in five areas: where the learner stands and what comes next; not assessed is not zero."""
    screen = home("Tout")
    cards = screen.player.locator(".px-comp")
    expect(cards).to_have_count(16)
    expect(screen.player.locator(".px-area-section")).to_have_count(5)
    for card in cards.all():
        words = one_line(card.inner_text())
        if card.get_attribute("data-to").removeprefix("plan/") in WHOLE:
            assert screen.say("profile.unassessed") not in words
            assert words.endswith(screen.say("home.done")) or one_line(beginning("fr", "home.wait")) in words
        else:
            assert screen.say("profile.unassessed") in words
            assert not re.search(r"\b0\b", words)


def test_an_unknown_code_is_said(home):
    """In words, with the code; an empty one too; and the field keeps what was typed."""
    screen = home("Nouvelle")
    field = screen.player.get_by_label(screen.say("code.title"), exact=True)
    screen.press("code.open")
    screen.shows(screen.say("code.empty"))
    expect(field).to_be_focused()
    field.fill("abc 12")
    field.press("Enter")
    screen.shows(screen.say("error.code.unknown", code="ABC12"))
    expect(field).to_be_focused()
    expect(field).to_have_value("abc 12")
    expect(field).to_have_attribute("aria-invalid", "true")


def test_back_and_forward_go_through_the_screens(home):
    """The browser's own buttons lead through what was seen, each with its own address and title."""
    screen = home("Autre")
    page = screen.page
    for place in ("profile", "lessons", "history"):
        screen.follow(f"nav.{place}")
        screen.at(f"{place}.title")
        assert page.url.endswith(f"#/{place}")
        assert page.title() == f"{screen.say(f'page.{place}')} – pixnb"
    for place in ("lessons", "profile"):
        page.go_back()
        screen.at(f"{place}.title")
    page.go_back()
    screen.at_home()
    page.go_forward()
    screen.at("profile.title")
    page.reload()
    screen.at("profile.title")
    page.go_back()
    screen.at_home()


def test_an_address_leads_to_its_screen(shared, visit):
    """It does so once somebody has said who they are, and after a reload."""
    screen = visit()
    screen.goto(shared.server, "profile")
    screen.sit("Autre")
    screen.at("profile.title")
    for place in ("lessons", "history"):
        screen.move(place)
        screen.at(f"{place}.title")
        screen.page.reload()
        screen.at(f"{place}.title")
        screen.seated("Autre")


def test_an_address_that_leads_nowhere_is_said_or_is_home(serve, visit):
    """A screen that does not exist is home; a plan and a lesson that do not exist are said in words."""
    served = serve(*BANK)
    screen = visit()
    screen.goto(served.server, "nowhere/at/all")
    screen.at_home()
    for path, code in (("plan/9.9", "framework"), ("lesson/1.3.nothing", "bank"), ("review/nothing", "attempt")):
        screen.page.goto(f"{served.server.address}#/{path}")
        screen.shows(screen.say("error.code", code=code))
    screen.follow("nav.home")
    screen.at_home()
