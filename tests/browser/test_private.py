"""Nothing leaves the machine, and nothing of an answer reaches the page before it was given."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from driver.controls import put
from driver.playing import give
from driver.traffic import Traffic
from driver.words import beginning, one_line, plain
from playwright.sync_api import expect

NOBODY = "Qzx"
"""A learner whose name is in no lexicon: an answer may be a first name."""


def secrets(asked) -> dict[str, str]:
    """What of a question must not be known before it is answered."""
    found = {"seed": asked.question.seed, "variant": asked.question.variant, "challenge file": asked.question.source}
    for place, value in enumerate(asked.key.expected["blanks"].values()):
        found[f"answer {place}"] = value["accept"][0]
    texts = {"hint": asked.key.hint, "solution": asked.key.solution}
    texts |= {f"mistake {place}": one.feedback for place, one in enumerate(asked.key.mistakes)}
    return found | {name: " ".join(plain(html).split()[:6]) for name, html in texts.items()}


def told(text: str, known: dict[str, str]) -> set[str]:
    """Names of the secrets that a text gives away, as whole words."""
    words = one_line(unescape(re.sub(r"<[^>]*>|\\n", " ", text)))
    return {name for name, value in known.items() if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", words)}


def all_that_is_known(screen, traffic) -> str:
    """Whatever somebody with the browser's own tools could read."""
    kept = json.loads(screen.remembered())
    page = screen.page
    return "\n".join([traffic.text(), page.content(), plain(page.content()), json.dumps(kept, ensure_ascii=False)])


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_does_not_know_the_answer_before_it_was_given(serve, visit, lang):
    """Seed, variant, key, hint and solution are in no message, nor on the page, nor in what the browser keeps."""
    served = serve("reading/sports-wishes", PIXNB_LANG=lang, learners=(NOBODY,))
    screen = visit(lang)
    traffic = Traffic(screen.page)
    screen.open_plan(served.server)
    screen.begin()
    asked = served.record.asked(lang)
    known = secrets(asked)
    assert told(all_that_is_known(screen, traffic), known) == set()
    screen.page.reload()
    screen.at_question()
    assert told(all_that_is_known(screen, traffic), known) == set()
    put(screen, asked.prompt.kind, asked.prompt.ask, asked.raw(asked.key.mistakes[0].expected))
    screen.submit()
    screen.at_outcome("wrong")
    # The same search finds what the page may know by now: it would have found it before.
    seen = told(all_that_is_known(screen, traffic), known)
    assert {"hint", "solution", "mistake 0", "answer 0"} <= seen
    assert not {"seed", "variant", "challenge file"} & seen
    assert served.record.attempt().id in traffic.text()


def explained(asked) -> dict[str, str]:
    """What is said to an answer, and how the question was made."""
    texts = {"hint": asked.key.hint, "solution": asked.key.solution}
    found = {name: " ".join(plain(html).split()[:6]) for name, html in texts.items()}
    return found | {"seed": asked.question.seed, "variant": asked.question.variant, "file": asked.question.source}


def test_the_screens_to_read_tell_no_answer_before_its_verdict(serve, visit):
    """Home, profile, history, lessons and a past attempt: what was answered is explained where it is opened, no more.

    Of the question that is open nothing is told anywhere, and of none how it was made.
    """
    served = serve("formulas/laps-total", "cleaning/walking-km")
    screen = visit()
    screen.open_plan(served.server)
    screen.begin()
    closed = served.record.asked()
    give(screen, closed, "correct")
    screen.go_on()
    screen.at_question()
    still = served.record.asked()
    screen.page.close()
    screen = visit()
    traffic = Traffic(screen.page)
    screen.goto(served.server)
    screen.at_home()
    for place in ("profile", "lessons", "history"):
        screen.follow(f"nav.{place}")
        screen.at(f"{place}.title")
        screen.settled()
    screen.player.locator(".px-attempt").get_by_role("link", name=screen.say("history.review")).click()
    lines = screen.player.locator(".px-reviewed > li")
    expect(lines).to_have_count(1)
    for asked in (closed, still):
        assert told(all_that_is_known(screen, traffic), explained(asked)) == set()
    lines.locator("summary").first.click()
    expect(lines.locator(".px-said-to")).to_be_visible()
    # The same search finds what may be known by now.
    assert told(all_that_is_known(screen, traffic), explained(closed)) == {"solution"}
    assert told(all_that_is_known(screen, traffic), explained(still)) == set()


def test_nothing_leaves_the_machine(serve, visit, tmp_path):
    """From the start screen to the end, with a picture, a file and a lesson, every request stays here."""
    served = serve("charts/monthly-bars", "reading/bus-timetable")
    screen = visit()
    traffic = Traffic(screen.page)
    screen.open_plan(served.server)
    screen.begin()
    for _ in range(2):
        screen.at_question()
        screen.download(tmp_path)
        screen.press("question.skip")
        screen.at_outcome("skipped")
        screen.player.get_by_role("link", name=beginning(screen.lang, "tutorial.read_title")).click()
        screen.button("tutorial.back").first.click()
        screen.go_on()
    screen.shows(screen.say("end.next"))
    assert any("/channels" in url for url in traffic.asked)
    assert any(url.startswith("blob:") for url in traffic.asked)
    assert traffic.elsewhere() == []
    screen.page.evaluate("fetch('http://example.org/').catch(() => 0)")
    assert traffic.elsewhere() in ([], ["http://example.org/"]), "the browser refuses it, before or after it is seen"
