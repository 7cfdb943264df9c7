"""Several learners on one computer: names, PINs, whose profile is whose, and who is remembered how long."""

from __future__ import annotations

import re

import pytest
from driver.past import played
from driver.playing import give
from driver.running import CLASSMATES, eventually
from driver.traffic import Traffic
from playwright.sync_api import expect

BANK = ("formulas/laps-total", "charts/monthly-bars", "reading/bus-timetable")
PIN, WRONG = "4711", "1234"
HOME = '"suggestion": {'
"""Only in the message of a home screen."""


@pytest.fixture(scope="module")
def shared(share):
    """A computer that two use already."""
    return share(*BANK, learners=CLASSMATES)


def people(screen) -> list[str]:
    """The names of the list, once it is there."""
    expect(screen.player.locator(".px-people")).to_be_visible()
    return screen.player.locator(".px-people .px-grow").all_inner_texts()


def pix(screen):
    """The pix on the home screen's way to the profile."""
    return screen.player.locator(".px-door-figure")


def refused(screen):
    """Why a field's content was refused."""
    return screen.player.locator("main form").get_by_role("alert")


def test_a_name_is_asked_once_and_each_learner_has_an_own_profile(serve, visit):
    """The first name makes a profile and sits down alone from then on; a second one starts from nothing."""
    served = serve(*BANK, learners=())
    screen = visit()
    screen.goto(served.server)
    expect(screen.title).to_have_text(screen.say("who.welcome"))
    screen.press("who.begin")
    screen.shows(screen.say("error.desk.name"))
    expect(screen.player.get_by_label(screen.say("who.name"), exact=True)).to_be_focused()
    screen.sit("Inès")
    screen.at("home.hello", name="Inès")
    screen.goto(served.server, "plan/1.3")
    screen.begin()
    give(screen, served.record.asked(), "correct")
    screen.to_home()
    expect(pix(screen)).to_be_visible()
    # Without a PIN, the only learner sits down by themselves, in another browser too.
    other = visit()
    other.goto(served.server)
    other.at("home.hello", name="Inès")
    expect(pix(other)).to_have_text(pix(screen).inner_text())
    other.leave()
    assert people(other) == ["Inès"]
    other.press("who.not_listed")
    other.player.get_by_label(other.say("who.name"), exact=True).fill("INES")
    other.press("who.create")
    other.shows(other.say("error.desk.name_taken", name="Inès"))
    other.player.get_by_label(other.say("who.name"), exact=True).fill("Noé")
    other.press("who.create")
    other.at("home.hello", name="Noé")
    expect(pix(other)).to_have_count(0)
    other.follow("nav.history")
    other.shows(other.say("history.empty"))
    # From now on a browser that knows nobody asks who it is; it shows nobody's profile meanwhile.
    third = visit()
    third.goto(served.server, "profile")
    assert people(third) == ["Inès", "Noé"]
    third.sit("Inès")
    third.at("profile.title")
    expect(third.player.locator(".px-total strong").first).to_have_text(re.compile(r"^[1-9]"))
    served.agrees()


def test_a_pin_keeps_others_out(shared, visit):
    """A wrong one is said, five in a row cost a minute, the right one opens; it can be changed and taken away."""
    screen = visit()
    screen.goto(shared.server)
    screen.sit("Awa", pin=PIN)
    screen.at("home.hello", name="Awa")
    screen.leave()
    screen.person("Awa").click()
    screen.at("pin.title", name="Awa")
    for _ in range(4):
        screen.enter(WRONG)
        screen.shows(screen.say("error.desk.pin"))
        expect(screen.player.get_by_label(screen.say("pin.label"), exact=True)).to_be_focused()
        expect(screen.player.get_by_label(screen.say("pin.label"), exact=True)).to_have_value("")
    screen.enter(WRONG)
    wait = re.compile(r"Trop d’essais\. Attends \d+ secondes")
    expect(refused(screen)).to_have_text(wait, use_inner_text=True)
    # Not even the right one opens now, in another browser neither; and the others are not kept out.
    other = visit()
    other.goto(shared.server, "profile")
    other.person("Awa").click()
    other.enter(PIN)
    expect(refused(other)).to_have_text(wait, use_inner_text=True)
    expect(other.player.locator(".px-profile")).to_have_count(0)
    other.press("who.back")
    other.sit("Ali")
    other.at("profile.title")


def test_a_pin_is_typed_on_the_pad_changed_and_removed(shared, visit):
    """Large keys write digits; a new PIN holds at once, and without one the name alone opens."""
    screen = visit()
    screen.goto(shared.server)
    screen.sit("Bao", pin=PIN)
    screen.menu.click()
    screen.press("menu.pin_change")
    screen.player.get_by_label(screen.say("pin.old"), exact=True).fill(WRONG)
    screen.player.get_by_label(screen.say("pin.new"), exact=True).fill("987654")
    screen.press("pin.change")
    screen.shows(screen.say("error.desk.pin"))
    screen.player.get_by_label(screen.say("pin.old"), exact=True).fill(PIN)
    screen.press("pin.change")
    expect(screen.player.locator(".px-note")).to_have_text(screen.say("pin.changed"))
    screen.leave()
    screen.person("Bao").click()
    pad = screen.player.get_by_role("group", name=screen.say("pin.pad"))
    for digit in "9876":
        pad.get_by_role("button", name=digit, exact=True).click()
    pad.get_by_role("button", name=screen.say("pin.erase")).click()
    for digit in "654":
        pad.get_by_role("button", name=digit, exact=True).click()
    screen.press("pin.enter")
    screen.at("home.hello", name="Bao")
    screen.menu.click()
    screen.press("menu.pin_change")
    screen.player.get_by_label(screen.say("pin.old"), exact=True).fill("987654")
    screen.press("pin.remove")
    expect(screen.player.locator(".px-note")).to_have_text(screen.say("pin.removed"))
    screen.leave()
    screen.person("Bao").click()
    screen.at("home.hello", name="Bao")


def test_a_reload_keeps_the_learner_and_a_new_tab_asks(shared, visit):
    """The tab remembers who sits there, PIN or not; another tab does not."""
    screen = visit()
    screen.goto(shared.server, "history")
    screen.sit("Caro", pin=PIN)
    screen.at("history.title")
    screen.page.reload()
    screen.at("history.title")
    screen.seated("Caro")
    tab = type(screen)(screen.page.context.new_page())
    tab.goto(shared.server, "history")
    assert {"Ali", "Caro", "Zoé"} <= set(people(tab))
    screen.leave()
    screen.page.reload()
    assert "Caro" in people(screen)


def test_nothing_of_one_learner_is_left_for_the_next(shared, visit):
    """After “that is not me” neither the page nor Back shows what the learner did."""
    screen = visit()
    screen.goto(shared.server, "plan/1.3")
    screen.sit("Dina")
    screen.begin()
    asked = shared.record.asked()
    give(screen, asked, "correct")
    screen.to_home()
    expect(pix(screen)).to_be_visible()
    screen.follow("nav.profile")
    screen.at("profile.title")
    screen.leave()
    screen.person("Zoé").click()
    screen.at("home.hello", name="Zoé")
    expect(pix(screen)).to_have_count(0)
    screen.page.go_back()
    expect(screen.title).to_be_visible()
    screen.follow("nav.profile")
    screen.at("profile.title")
    expect(screen.player.locator("tr.px-standing[data-state=unassessed]")).to_have_count(16)
    screen.goto(shared.server, "plan/1.3")
    screen.at_start()


def test_the_first_name_takes_over_what_was_done_without_one(serve, visit):
    """Version 0.1 asked no name: what was done then belongs to who comes first, and to nobody else."""
    served = serve(*BANK, learners=())
    played(served.server, "", "1.3", days=10)
    screen = visit()
    screen.goto(served.server)
    expect(screen.title).to_have_text(screen.say("who.welcome"))
    screen.sit("Inès")
    expect(pix(screen)).to_have_text(re.compile(r"^[1-9]"))
    screen.follow("nav.history")
    expect(screen.player.locator(".px-attempt")).to_have_count(1)
    screen.leave()
    screen.sit("Noé")
    screen.at("home.hello", name="Noé")
    expect(pix(screen)).to_have_count(0)
    served.agrees()


def test_a_page_that_was_ready_before_knows_who_came_since(serve, visit):
    """A kernel waits for its page: it must neither take two learners for none nor open what has a PIN by now."""
    served = serve(*BANK, learners=("Inès",))
    first, early = visit(), visit()
    first.goto(served.server)
    first.at("home.hello", name="Inès")
    first.menu.click()
    first.press("menu.pin_add")
    first.player.get_by_label(first.say("pin.new"), exact=True).fill(PIN)
    first.press("pin.add")
    expect(first.player.locator(".px-note")).to_have_text(first.say("pin.added"))
    traffic = Traffic(early.page)
    early.goto(served.server)
    assert people(early) == ["Inès"]
    assert "Inès" in traffic.text()
    assert HOME not in traffic.text(), "her home was sent to a page where nobody gave her PIN"
    early.person("Inès").click()
    early.enter(PIN)
    early.at("home.hello", name="Inès")
    assert eventually(lambda: early.page.evaluate("1") and HOME in traffic.text())
