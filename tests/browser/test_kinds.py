"""Each kind of answer, given through the browser's own controls on a challenge of the open bank."""

from __future__ import annotations

from itertools import count

import pytest
from driver import sheets
from driver.controls import field, put
from driver.looks import inspect
from driver.running import CLASSMATES
from playwright.sync_api import expect

from pixnb.answers.file import MAX_BYTES

# What is said of an answer that was left untouched.
UNTOUCHED = {
    "choice": "error.invalid.empty",
    "text": "error.invalid.empty",
    "number": "error.invalid.empty",
    "blanks": "error.invalid.missing_blanks",
    "order": "error.invalid.missing_order",
    "match": "error.invalid.missing_pairs",
}
KINDS = {
    "reading/bus-timetable": "text", "formulas/laps-total": "number", "charts/club-poster": "choice",
    "reading/sports-wishes": "blanks", "summaries/club-news": "choice", "charts/chart-for-question": "match",
    "summaries/waiting-times": "order", "reading/file-anatomy": "blanks",
}  # fmt: skip
NAMES = map("Élève {}".format, count(1))


@pytest.fixture(scope="module")
def served(share):
    """One server with a challenge for each kind; each is practised, so that it is the one that is asked."""
    return share(*KINDS, "sorting/tournament-list", learners=CLASSMATES)


@pytest.fixture
def practise(served, stay):
    """A page where a new learner practises one challenge."""

    def begin(challenge):
        name = challenge.partition("/")[2]
        screen = stay(served, next(NAMES), f"plan/practice-1.3-{name}")
        screen.begin()
        assert served.record.asked().challenge == name
        return screen

    return begin


@pytest.mark.parametrize(("challenge", "kind"), KINDS.items(), ids=[name.partition("/")[2] for name in KINDS])
def test_each_kind_is_answered_with_its_own_controls(served, practise, challenge, kind):
    """An untouched answer is handed back in words and costs nothing; the right one is judged right; all looks right."""
    screen = practise(challenge)
    asked = served.record.asked()
    assert asked.prompt.kind == kind
    wrong = inspect(screen, "question")
    screen.submit()
    labels = ", ".join(blank["label"] for blank in asked.prompt.ask.get("blanks", ()))
    screen.refusal(UNTOUCHED[kind], blanks=labels)
    assert served.record.asked().name == asked.name
    put(screen, kind, asked.prompt.ask, asked.right)
    screen.submit()
    screen.at_outcome("correct")
    assert served.record.closed() == ["correct"]
    assert wrong + inspect(screen, "right answer") == []


def test_letters_where_a_number_is_asked_are_handed_back(served, practise):
    """What was typed stays, the field is marked, the title of the page begins with the trouble, nothing is counted."""
    screen = practise("formulas/laps-total")
    field(screen).fill("beaucoup")
    screen.submit()
    screen.refusal("error.invalid.not_a_number")
    expect(field(screen)).to_have_value("beaucoup")
    expect(field(screen)).to_have_attribute("aria-invalid", "true")
    assert screen.page.title().startswith(screen.say("invalid.prefix").strip())
    assert inspect(screen, "handed back") == []
    assert served.record.closed() == []
    # What was handed back is no obstacle to a right answer, with the unit and a space in it.
    field(screen).fill(f" {served.record.asked().key.expected['value']} tours ")
    screen.submit()
    screen.at_outcome("correct")


def test_blanks_left_empty_are_named(served, practise):
    """Only the empty boxes are named and marked; the full one keeps its words."""
    screen = practise("reading/sports-wishes")
    labels = [blank["label"] for blank in served.record.asked().prompt.ask["blanks"]]
    screen.player.get_by_label(labels[0], exact=True).fill("Lina")
    screen.submit()
    screen.refusal("error.invalid.missing_blanks", blanks=", ".join(labels[1:]))
    marked = [screen.player.get_by_label(label, exact=True).get_attribute("aria-invalid") for label in labels]
    assert marked == [None, "true", "true"]
    expect(screen.player.get_by_label(labels[0], exact=True)).to_have_value("Lina")
    assert served.record.closed() == []


def test_a_file_is_made_from_the_downloaded_one_and_handed_in(served, practise, tmp_path):
    """Nothing, the wrong format and too large a file are refused in words; the sorted table is judged right."""
    screen = practise("sorting/tournament-list")
    chooser = screen.player.locator("input[type=file]")
    wrong = inspect(screen, "question")
    given = screen.download(tmp_path)
    screen.submit()
    screen.refusal("error.invalid.empty")
    chooser.set_input_files({"name": "tri.docx", "mimeType": "application/msword", "buffer": b"x"})
    screen.refusal("error.invalid.wrong_format", formats="xlsx, ods, csv")
    large = tmp_path / "large.csv"
    large.write_bytes(b"a;b\r\n" * (MAX_BYTES // 5 + 1))
    chooser.set_input_files(large)
    screen.refusal("error.invalid.too_large", size="5\u00a0Mo")
    assert served.record.closed() == []
    chooser.set_input_files(sheets.sort_tournament(given, tmp_path / "trié.xlsx"))
    screen.shows("trié.xlsx")
    wrong += inspect(screen, "file chosen")
    screen.submit()
    screen.at_outcome("correct")
    screen.shows("trié.xlsx")
    assert served.record.closed() == ["correct"]
    assert wrong == []


def test_the_unchanged_file_is_told_from_other_wrong_files(served, practise, tmp_path):
    """Handing in the file as it came is a mistake of its own, with its own words."""
    screen = practise("sorting/tournament-list")
    asked = served.record.asked()
    given = screen.download(tmp_path)
    screen.player.locator("input[type=file]").set_input_files(given)
    screen.submit()
    screen.at_outcome("wrong")
    first = int(sheets.rows_of(given)[0][0])
    (said,) = (one.feedback for one in asked.key.mistakes if f"dossard {first}." in one.feedback)
    screen.shows(said.split("<p>")[-1].split("</p>")[0][:60])
