"""The whole path of a learner, in French by day and in English by night: from the start screen to what comes next."""

from __future__ import annotations

import pytest
from driver import sheets
from driver.controls import field, put
from driver.words import beginning, one_line, plain
from playwright.sync_api import expect

# One challenge of each of six topics: whatever is answered, all six are asked, the first one first.
BANK = (
    "formulas/laps-total", "sorting/camp-places", "reading/bus-timetable", "charts/monthly-bars",
    "cleaning/walking-km", "summaries/club-news",
)  # fmt: skip
EXPECTED = {
    "laps-total": "correct",
    "camp-places": "wrong",
    "bus-timetable": "skipped",
    "monthly-bars": "correct",
    "walking-km": "correct",
    "club-news": "correct",
}


class Path:
    """Plays the path: each challenge has its part in it.

    Parameters
    ----------
    screen, served
        The page and what is behind it.
    folder
        Where downloads go.
    """

    def __init__(self, screen, served, folder) -> None:
        self.screen, self.served, self.folder = screen, served, folder

    @property
    def asked(self):
        """The question on screen, with its secret half."""
        return self.served.record.asked(self.screen.lang)

    def laps_total(self) -> None:
        """The answer is worked out from the file; a draft outlives a reload and a change of language."""
        screen, before = self.screen, self.asked.name
        first = screen.download(self.folder).read_bytes()
        field(screen).fill("12")
        screen.page.reload()
        screen.at_question()
        expect(field(screen)).to_have_value("12")
        screen.shows(screen.say("notice.restored"))
        title, lang = screen.heading, screen.lang
        screen.speak("en" if lang == "fr" else "fr")
        expect(screen.title).not_to_have_text(title)
        expect(field(screen)).to_have_value("12")
        screen.speak(lang)
        expect(screen.title).to_have_text(title)
        again = screen.download(self.folder)
        assert self.asked.name == before
        assert again.read_bytes() == first
        field(screen).fill(str(sheets.laps(again)))
        screen.submit()
        screen.at_outcome("correct")

    def lesson(self) -> None:
        """The lesson on offer opens over the feedback, and closing it leads back to its link."""
        screen = self.screen
        link = screen.player.get_by_role("link", name=beginning(screen.lang, "tutorial.read_title"))
        offer = screen.player.get_by_role("heading", name=beginning(screen.lang, "feedback.tutorial"))
        offered = one_line(offer.inner_text())
        link.click()
        expect(screen.title).to_be_focused()
        expect(screen.title).not_to_have_text(screen.say("outcome.skipped"))
        expect(screen.title).not_to_have_text(screen.say("loading"))
        assert offered.endswith(screen.heading)
        screen.button("tutorial.back").first.click()
        screen.at_outcome("skipped")
        expect(link).to_be_focused()

    def camp_places(self) -> None:
        """A typical mistake, worked out from the file, is told from other wrong answers."""
        screen, asked = self.screen, self.asked
        question = one_line(screen.player.locator("form").inner_text())
        file = screen.download(self.folder)
        right, wrong = sheets.campers(file, question), sheets.campers(file, question, at_most=True)
        assert asked.key.expected["value"] == right
        (mistake,) = (one for one in asked.key.mistakes if one.expected["value"] == wrong)
        field(screen).fill(str(wrong))
        screen.submit()
        screen.at_outcome("wrong")
        assert plain(mistake.feedback) in one_line(screen.player.inner_text())
        screen.shows(screen.say("feedback.hint"))
        screen.player.get_by_text(screen.say("feedback.solution"), exact=True).click()
        assert plain(asked.key.solution) in one_line(screen.player.inner_text())

    def bus_timetable(self) -> None:
        """A question is passed."""
        self.screen.press("question.skip")
        self.screen.at_outcome("skipped")
        self.screen.shows(self.screen.say("feedback.skipped"))
        self.lesson()

    def monthly_bars(self) -> None:
        """A problem is reported; the question stays open."""
        screen = self.screen
        before = self.asked.name
        expect(screen.player.locator("main img")).to_have_js_property("complete", True)
        screen.press("question.report")
        screen.player.get_by_label(screen.say("report.display"), exact=True).check()
        screen.player.get_by_label(screen.say("report.text"), exact=True).fill("Ça dépasse.")
        screen.press("report.send")
        expect(screen.player.get_by_role("dialog")).to_have_count(0)
        screen.shows(screen.say("notice.reported"))
        (report,) = self.served.record.events("reported")
        assert report.body["category"] == "display"
        assert self.served.record.written(report.seq)["text"] == "Ça dépasse."
        assert self.asked.name == before
        self.answer()

    def answer(self) -> None:
        """The right answer, looked up in the store."""
        asked = self.asked
        put(self.screen, asked.prompt.kind, asked.prompt.ask, asked.right)
        self.screen.submit()
        self.screen.at_outcome("correct")

    walking_km = club_news = answer

    def play(self) -> list[str]:
        """Play to the end; gives the challenges in the order they came."""
        came: list[str] = []
        while True:
            came.append(self.asked.challenge)
            getattr(self, came[-1].replace("-", "_"))()
            assert self.served.record.closed() == [EXPECTED[name] for name in came]
            if len(came) == len(BANK):
                return came
            self.screen.press("feedback.next")
            if len(came) == 5:
                self.pause(came)
            self.screen.at_question()

    def pause(self, came: list[str]) -> None:
        """After five questions, how they went; the learner leaves and comes back."""
        screen = self.screen
        expect(screen.title).to_have_text(screen.say("checkpoint.title"))
        listed = [one_line(text) for text in screen.player.locator("main ol > li").all_inner_texts()]
        for line, name in zip(listed, came, strict=True):
            assert line.endswith(screen.say(f"outcome.{EXPECTED[name]}"))
        screen.press("checkpoint.quit")
        screen.at_home()
        screen.follow("suggest.open.act")
        expect(screen.title).to_have_text(screen.say("checkpoint.title"))
        screen.press("checkpoint.continue")


@pytest.mark.parametrize(("lang", "look"), [("fr", "light"), ("en", "dark")])
def test_a_learner_finds_out_where_they_stand(serve, visit, tmp_path, lang, look):
    """Start, files, answers, mistakes, lessons, a report, a reload and a pause, up to the level and what comes next."""
    served = serve(*BANK)
    screen = visit(lang, look)
    screen.open_plan(served.server)
    assert screen.page.locator("html").get_attribute("lang") == lang
    expect(screen.player).to_have_attribute("data-theme", look)
    screen.begin()
    path = Path(screen, served, tmp_path)
    came = path.play()
    assert came[0] == "laps-total"
    assert set(came) == set(EXPECTED)
    screen.press("feedback.result")
    check_end(screen, served)
    served.agrees()


def check_end(screen, served) -> None:
    """The end tells the level, what the learner can do and what to do next, as the log has it."""
    expect(screen.player.get_by_role("heading", name=screen.say("end.can"), exact=True)).to_be_visible()
    result = served.record.attempt().result
    assert result is not None
    level = result["competences"]["1.3"]["level"]
    assert level >= 1
    assert screen.heading.startswith(one_line(screen.say("end.level", level=level)))
    screen.shows(screen.say("end.pix", pix=result["competences"]["1.3"]["pix"]))
    shown = [element for element in result["elements"] if element[2] == "validated"]
    section = screen.player.locator("section")
    can = section.filter(has=screen.page.get_by_role("heading", name=screen.say("end.can"), exact=True))
    expect(can.get_by_role("listitem")).to_have_count(len(shown))
    following = section.filter(has=screen.page.get_by_role("heading", name=screen.say("end.next"), exact=True))
    assert following.get_by_role("listitem").count() >= 1
    screen.shows(screen.say("trust.practice"))
    screen.page.reload()
    expect(screen.player.get_by_role("heading", name=screen.say("end.can"), exact=True)).to_be_visible()
