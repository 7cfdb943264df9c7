"""A learner's week: two competences over several days, with all that lies between them, in one store."""

from __future__ import annotations

import csv
import re

import pytest
from driver.calendar import Calendar
from driver.controls import field
from driver.playing import give, to_the_end
from driver.words import beginning, one_line, plain
from playwright.sync_api import expect

# Six topics of one competence, the first question being the one with a field; five challenges of another.
DATA = (
    "formulas/laps-total", "sorting/camp-places", "reading/bus-timetable", "charts/monthly-bars",
    "cleaning/walking-km", "summaries/club-news",
)  # fmt: skip
SEARCH = (
    "1.1/browsing/clubs-guide", "1.1/browsing/real-site", "1.1/queries/neighbour-trip",
    "1.1/sources/article-signature", "1.1/sources/paid-results",
)  # fmt: skip
MISSED = "camp-places"
SCREENS = {
    "home": "home.hello",
    "profile": "profile.title",
    "lessons": "lessons.title",
    "history": "history.title",
}


def pix_of(screen) -> int:
    """The pix that the result shows."""
    return int(re.search(r"\d+", screen.player.locator(".px-pix strong").inner_text())[0])


def rows(screen) -> dict[str, dict[str, str]]:
    """The table of the profile: by code, its state and its words."""
    found = {}
    for row in screen.player.locator("tr.px-standing").all():
        code, _, name = one_line(row.locator("th").inner_text()).partition(" ")
        said = one_line(row.locator("td").nth(1).locator(".px-grow").inner_text())
        found[code] = {"name": name, "state": row.get_attribute("data-state"), "said": said}
    return found


def card(screen, code):
    """The card of a competence on the home screen."""
    return screen.player.locator(f".px-comp[data-to='plan/{code}']")


def there_and_back(screen, where: str) -> None:
    """The language is switched and switched back: the heading follows, and nothing else is lost."""
    before, lang = screen.heading, screen.lang
    kept = screen.page.url
    other = "en" if lang == "fr" else "fr"
    screen.speak(other)
    if where != "review":  # the name of a competence, which is another one in each language
        screen.at(where, **({"name": "Inès"} if where == "home.hello" else {}))
    else:
        expect(screen.title).not_to_have_text(before)
    screen.speak(lang)
    expect(screen.title).to_have_text(re.compile(re.escape(before).replace(r"\ ", r"\s")))
    assert screen.page.url == kept


@pytest.mark.slow
def test_the_learners_week(serve, visit, tmp_path):
    """Name, half a competence, the rest the next day, a lesson, practice, a second competence, profile, print, CSV."""
    calendar = Calendar(tmp_path)
    served = serve(*DATA, *SEARCH, learners=())
    left = monday(calendar.visit(visit), served)
    calendar.turn(1)
    screen = calendar.visit(visit, storage_state=left["browser"])
    first = tuesday(screen, served, left)
    lesson(screen)
    practice(screen, served, first)
    calendar.turn(1)
    state = screen.page.context.storage_state()
    screen.page.close()
    screen = calendar.visit(visit, storage_state=state)
    second = wednesday(screen, served)
    profile(screen, {"1.3": first, "1.1": second})
    print_out(screen)
    spreadsheet(screen, tmp_path, {"1.3": first, "1.1": second})
    for route, heading in SCREENS.items():
        screen.goto(served.server, route)
        there_and_back(screen, heading)
    screen.goto(served.server, "history")
    screen.player.locator(".px-attempt").get_by_role("link", name=screen.say("history.review")).first.click()
    expect(screen.player.locator(".px-reviewed")).to_be_visible()
    there_and_back(screen, "review")
    by_night(calendar.visit(visit, "en", "dark", storage_state=state), served, tmp_path, {"1.3": first, "1.1": second})
    served.agrees()


def monday(screen, served):
    """A name, the suggested beginning, one question, the beginning of another; then the browser is closed."""
    screen.goto(served.server)
    expect(screen.title).to_have_text(screen.say("who.welcome"))
    there_and_back(screen, "who.welcome")
    screen.sit("Inès")
    screen.at_home()
    screen.at("home.hello", name="Inès")
    hero = screen.player.locator(".px-next")
    expect(hero).to_contain_text(screen.say("suggest.first.why"))
    card(screen, "1.3").click()
    screen.at_start()
    screen.begin()
    asked = served.record.asked()
    assert asked.challenge == "laps-total"
    give(screen, asked, "correct")
    screen.go_on()
    screen.at_question()
    asked = served.record.asked()
    shown = one_line(screen.player.locator("main form, main article").first.inner_text())
    if asked.prompt.kind in ("number", "text"):
        field(screen).fill("12")
    browser = screen.page.context.storage_state()
    screen.page.context.close()
    return {"browser": browser, "asked": asked, "shown": shown}


def tuesday(screen, served, left) -> dict[str, int]:
    """Home offers to resume; the question is the same with the same values; one is missed on the way to the result."""
    screen.goto(served.server)
    screen.at_home()
    screen.seated("Inès")
    title = screen.player.locator(".px-next h2")
    assert "1.3" not in title.inner_text()
    expect(screen.player.locator(".px-next")).to_contain_text(screen.say("suggest.open.act"))
    screen.shows("hier")
    screen.follow("suggest.open.act")
    screen.at_question()
    asked = served.record.asked()
    assert asked.name == left["asked"].name
    assert asked.prompt == left["asked"].prompt
    if asked.prompt.kind in ("number", "text"):
        expect(field(screen)).to_have_value("12")
        screen.shows(screen.say("notice.restored"))
    came = to_the_end(screen, served.record, {MISSED: "wrong"})
    assert set(came) == {name.partition("/")[2] for name in DATA[1:]}
    there_and_back_at_the_end(screen)
    return {"pix": pix_of(screen), "level": result(served, "1.3")["level"]}


def result(served, competence):
    """What the attempt that ended last says of a competence."""
    return served.record.attempt().result["competences"][competence]


def there_and_back_at_the_end(screen) -> None:
    """The result stays what it is in both languages."""
    pix, heading = pix_of(screen), screen.heading
    screen.speak("en")
    screen.at_end()
    assert pix_of(screen) == pix
    screen.speak("fr")
    screen.at_end()
    assert screen.heading == heading


def lesson(screen) -> None:
    """The lesson for what was missed is kept for later from the result's way to it, read, and marked as done."""
    screen.follow("nav.lessons")
    screen.at("lessons.title")
    mine = screen.section("lessons.recommended")
    row = mine.locator(".px-lesson-row").first
    expect(row.locator(".px-missed")).to_be_visible()
    title = one_line(row.get_by_role("heading").inner_text())
    keep = row.get_by_role("button", name=beginning("fr", "lessons.saved"))
    keep.click()
    expect(keep).to_have_attribute("aria-pressed", "true")
    screen.page.reload()
    saved = screen.section("lessons.saved_title")
    saved.get_by_role("link", name=title).click()
    expect(screen.title).to_have_text(title)
    screen.speak("en")
    expect(screen.title).not_to_have_text(title)
    screen.speak("fr")
    expect(screen.title).to_have_text(title)
    done = screen.player.locator(".px-lesson-foot").get_by_role("button", name=beginning("fr", "lessons.done"))
    done.click()
    expect(done).to_have_attribute("aria-pressed", "true")
    screen.press_first("tutorial.back")
    screen.page.reload()
    section = screen.section("lessons.done_title")
    expect(section.get_by_role("link", name=title)).to_be_visible()


def practice(screen, served, first) -> None:
    """The missed question comes again with other values, as often as wanted, and the level stays what it was."""
    missed = next(one for one in served.record.attempt().questions if one.outcome == "wrong")
    screen.follow("nav.history")
    screen.at("history.title")
    screen.player.locator(".px-attempt").get_by_role("link", name=screen.say("history.review")).click()
    line = screen.player.locator(".px-reviewed > li").nth(missed.number - 1)
    line.locator("summary").first.click()
    line.get_by_role("button", name=screen.say("review.again")).click()
    screen.at_question()
    there = screen.player.locator("aside.px-practice")
    expect(there).to_contain_text(screen.say("practice.effect"))
    seen = {missed.variant}
    for _ in range(2):
        asked = served.record.asked()
        assert asked.challenge == MISSED
        assert asked.question.variant not in seen
        seen.add(asked.question.variant)
        give(screen, asked, "correct")
        again = screen.button("practice.again")
        expect(again).to_be_visible()
        again.click()
        screen.at_question()
    screen.to_home()
    expect(screen.player.locator(".px-door-figure")).to_have_text(re.compile(rf"^{first['pix']}\s"))


def wednesday(screen, served) -> dict[str, int]:
    """Another competence, all right."""
    screen.goto(served.server)
    screen.at_home()
    expect(card(screen, "1.3")).to_contain_text(beginning("fr", "home.wait"))
    expect(card(screen, "1.1")).to_contain_text(screen.say("home.start"))
    card(screen, "1.1").click()
    screen.at_start()
    screen.begin()
    title = screen.heading
    screen.speak("en")
    expect(screen.title).not_to_have_text(title)
    screen.speak("fr")
    expect(screen.title).to_have_text(re.compile(re.escape(title).replace(r"\ ", r"\s")))
    came = to_the_end(screen, served.record)
    assert len(came) >= 3
    assert {name.partition("/")[2].partition("/")[2] for name in SEARCH} >= set(came)
    return {"pix": pix_of(screen), "level": result(served, "1.1")["level"]}


def profile(screen, results) -> None:
    """The total is the sum of both results, their levels stand in the table, and all others are not assessed."""
    screen.follow("again.profile")
    screen.at("profile.title")
    check_profile(screen, results)


def check_profile(screen, results) -> None:
    """The table says what the results said, no more sure than it is."""
    total = sum(one["pix"] for one in results.values())
    expect(screen.player.locator(".px-total strong").first).to_have_text(str(total))
    found = rows(screen)
    assert len(found) == 16
    for code, row in found.items():
        if code not in results:
            assert (row["state"], row["said"]) == ("unassessed", screen.say("profile.unassessed"))
        elif row["state"] == "level":
            assert row["said"].startswith(one_line(screen.say("end.level", level=results[code]["level"])))
        else:
            assert row["state"] == "range"
            assert re.search(r"\d", row["said"])
    for code, shown in results.items():
        row = screen.player.locator("tr.px-standing", has_text=re.compile(rf"^{re.escape(code)}"))
        expect(row.locator(".px-vh").first).to_contain_text(re.compile(r"\d"))
        opener = row.get_by_role("button")
        opener.click()
        expect(screen.player.locator(f"[id$='more-{code}']")).to_contain_text(re.compile(rf"{shown['pix']}\s*pix"))
        opener.click()


def print_out(screen) -> None:
    """The page's button prints it under the learner's name, on one page."""
    page = screen.page
    page.evaluate("window.print = () => (window.printed = document.title)")
    screen.press("profile.print")
    assert "Inès" in page.evaluate("window.printed")
    page.emulate_media(media="print", reduced_motion="reduce")
    paper = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1
    page.emulate_media(media="screen", reduced_motion="reduce")


def spreadsheet(screen, folder, results) -> None:
    """The downloaded table has a line for each competence, with what the screen shows."""
    with screen.page.expect_download() as got:
        screen.player.get_by_role("button", name="CSV").click()
    file = folder / f"{screen.lang}.csv"
    got.value.save_as(file)
    semicolon = ";" if screen.lang == "fr" else ","
    _, *lines = csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=semicolon)
    shown = rows(screen)
    assert len(lines) == len(shown) == 16
    for line in lines:
        code = line[2].removeprefix("CRCN ")
        assert (line[0], line[3]) == ("Inès", shown[code]["name"])
        assert line[10] == (str(results[code]["pix"]) if code in results else "")
        assert line[6] == (str(results[code]["level"]) if shown[code]["state"] == "level" else "")


def by_night(screen, served, folder, results) -> None:
    """The screens that are read, once more in English and in the dark."""
    screen.goto(served.server)
    screen.at_home()
    expect(screen.player).to_have_attribute("data-theme", "dark")
    expect(screen.player.locator(".px-door-figure")).to_have_text(
        re.compile(rf"^{sum(one['pix'] for one in results.values())}\s")
    )
    screen.follow("nav.profile")
    screen.at("profile.title")
    check_profile(screen, results)
    spreadsheet(screen, folder, results)
    screen.follow("nav.lessons")
    screen.at("lessons.title")
    expect(screen.player.get_by_role("heading", name=screen.say("lessons.done_title"))).to_be_visible()
    screen.follow("nav.history")
    screen.at("history.title")
    expect(screen.player.locator(".px-attempt")).to_have_count(3)
    expect(screen.player.locator(".px-attempt-practice")).to_have_count(1)
    screen.page.go_back()
    screen.at("lessons.title")
    assert plain(screen.player.locator("nav [aria-current=page]").inner_text()) == screen.say("nav.lessons")
