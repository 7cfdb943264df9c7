"""What was done before: every answer with its verdict and explanation, practice from there, and trying to improve."""

from __future__ import annotations

import datetime as dt

import pytest
from driver.past import nothing, played
from driver.playing import give, to_the_end
from driver.record import Record
from driver.words import one_line, plain
from playwright.sync_api import expect

from pixnb.assessor.memory import Blobs
from pixnb.core.attempt import fold
from pixnb.store.store import Store, utc_now

BANK = (
    "formulas/laps-total", "charts/monthly-bars", "reading/bus-timetable", "cleaning/walking-km",
    "sorting/camp-places", "summaries/club-news",
)  # fmt: skip
MISSED = ("1.3-laps-total", "1.3-walking-km")


def most(question) -> bool:
    """Somebody who can do all but two things."""
    return question.item.challenge not in MISSED


@pytest.fixture(scope="module")
def shared(share):
    """A computer of several learners: one ended an attempt yesterday, one five days ago, one eight days ago."""
    served = share(*BANK, learners=("Ali", "Zoé"))
    for name, days in (("Hier", 1), ("Cinq", 5), ("Huit", 8)):
        played(served.server, name, "1.3", days=days, can=most)
    played(served.server, "Rien", "1.3", days=5, can=nothing)
    return served


def attempt_of(served, learner):
    """The latest attempt of a learner as the log has it."""
    with Store.open(served.server.store) as store:
        return fold(store.events(store.attempts(store.learner(learner))[-1].id))


def review(screen) -> None:
    """From the history to the only attempt there is."""
    screen.player.locator(".px-attempt").get_by_role("link", name=screen.say("history.review")).click()
    expect(screen.player.locator(".px-reviewed")).to_be_visible()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_past_attempt_shows_own_answers_verdicts_and_explanations(shared, stay, lang):
    """Each question opens: what was asked, what was answered, what was said to it, and how it is done."""
    screen = stay(shared, "Hier", "history", lang)
    review(screen)
    attempt = attempt_of(shared, "Hier")
    lines = screen.player.locator(".px-reviewed > li")
    expect(lines).to_have_count(len(attempt.closed))
    with Store.open(shared.server.store) as store:
        variants = {one.id: Blobs(store.blob).variant(one.variant) for one in attempt.closed}
    for place, question in enumerate(attempt.closed):
        prompts, keys = variants[question.id]
        prompt, key = prompts[lang], keys[lang]
        line = lines.nth(place)
        assert plain(prompt.title) in one_line(line.inner_text())
        expect(line).to_contain_text(screen.say(f"outcome.{question.outcome}"))
        line.locator("summary").first.click()
        expect(line).to_contain_text(screen.say("feedback.given"))
        words = one_line(line.inner_text())
        assert plain(prompt.body)[:60] in words
        if question.outcome != "correct":
            assert plain(key.mistakes[0].feedback)[:60] in words
            assert plain(key.hint)[:60] in words
        if prompt.kind == "number":
            given = key.expected["value"] if question.outcome == "correct" else key.mistakes[0].expected["value"]
            assert str(given) in one_line(line.locator(".px-given").inner_text()).replace(" ", "")
        line.get_by_text(screen.say("feedback.solution"), exact=True).click()
        assert plain(key.solution)[:60] in one_line(line.inner_text())
    assert {question.outcome for question in attempt.closed} > {"correct"}


def test_a_past_question_is_practised_with_other_values(shared, stay):
    """The same challenge, another variant; Back returns to the attempt, and nothing of the profile has moved."""
    screen = stay(shared, "Cinq", "profile")
    total = screen.player.locator(".px-total strong").first
    expect(total).to_be_visible()
    pix = total.inner_text()
    before = attempt_of(shared, "Cinq")
    first = before.closed[0]
    screen.follow("nav.history")
    review(screen)
    reviewed = screen.player.locator(".px-reviewed > li").first
    reviewed.locator("summary").first.click()
    reviewed.get_by_role("button", name=screen.say("review.again")).click()
    screen.at_question()
    asked = Record(shared.server.store).asked()
    assert asked.question.item.challenge == first.item.challenge
    assert asked.question.variant != first.variant
    give(screen, asked, "correct")
    screen.press("practice.back")
    expect(screen.player.locator(".px-reviewed")).to_be_visible()
    screen.follow("nav.history")
    expect(screen.player.locator(".px-attempt")).to_have_count(2)
    screen.press("history.measured")
    expect(screen.player.locator(".px-attempt")).to_have_count(1)
    screen.press("history.practice")
    expect(screen.player.locator(".px-attempt-practice")).to_have_count(1)
    screen.follow("nav.profile")
    expect(total).to_have_text(pix)


def test_an_improvement_before_four_days_is_not_on_offer_and_refused(shared, stay, visit):
    """The result says from when; a page whose clock runs ahead is refused in words, and nothing is written."""
    screen = stay(shared, "Hier", "plan/1.3")
    screen.at_end()
    on = attempt_of(shared, "Hier").last_at + dt.timedelta(days=4)
    expect(screen.end).to_contain_text(f"{on.day} ")
    expect(screen.button("again.improve")).to_have_count(0)
    expect(screen.button("again.reset")).to_have_count(0)
    # Another browser whose clock is wrong by a year offers it.
    early = visit()
    early.page.add_init_script("const now = Date.now; Date.now = () => now() + 365 * 86_400_000")
    early.goto(shared.server, "plan/1.3")
    early.sit("Hier")
    early.press("again.improve")
    early.shows(early.say("error.early_title"))
    assert len(attempts(shared, "Hier")) == 1


def attempts(served, learner):
    """All attempts of a learner."""
    with Store.open(served.server.store) as store:
        return list(store.attempts(store.learner(learner)))


def test_an_improvement_keeps_what_was_shown_and_asks_the_rest(shared, stay):
    """After four days, only what was missed is asked again; when it is right now, the level rises."""
    screen = stay(shared, "Huit", "plan/1.3")
    screen.at_end()
    before = attempt_of(shared, "Huit")
    shown = {skill for skill, _source, status in before.result["elements"] if status == "validated"}
    screen.press("again.improve")
    screen.at_question()
    came = to_the_end(screen, Record(shared.server.store))
    after = attempt_of(shared, "Huit")
    assert after.mode == "improve"
    assert shown <= {kept[0] for kept in after.prior}
    assert not {one.question.item.skill for one in came.values()} & shown
    assert {f"1.3-{name}" for name in came} <= set(MISSED) | {one.item.challenge for one in before.closed}
    (old, new) = (one.result["competences"]["1.3"] for one in (before, after))
    assert new["pix"] > old["pix"]
    screen.shows(screen.say("end.pix", pix=new["pix"]))
    screen.follow("again.profile")
    expect(screen.player.locator(".px-total strong").first).to_have_text(str(new["pix"]))
    screen.follow("nav.history")
    expect(screen.player.locator(".px-attempt").first).to_contain_text(screen.say("attempt.improve"))


def test_beginning_all_over_is_asked_twice_and_keeps_nothing(shared, stay):
    """After seven days; the profile then knows only what was answered since."""
    played(shared.server, "Neuf", "1.3", days=9)
    screen = stay(shared, "Neuf", "plan/1.3")
    screen.press("again.reset")
    screen.press("report.cancel")
    expect(screen.player.get_by_role("dialog")).to_have_count(0)
    screen.press("again.reset")
    screen.press("again.reset_sure")
    screen.at_question()
    assert attempt_of(shared, "Neuf").mode == "reset"
    assert attempt_of(shared, "Neuf").prior == ()
    screen.to_home()
    expect(screen.player.locator(".px-door-figure")).to_have_count(0)
    assert attempt_of(shared, "Neuf").started_at <= utc_now()
    shared.agrees()
