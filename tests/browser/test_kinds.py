"""Each kind of answer, given through the browser's own controls on a challenge of the open bank."""

from __future__ import annotations

import pytest
from driver import sheets
from driver.controls import field, put
from driver.looks import inspect
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
# One challenge of each of several topics: when all answers are right, all are asked.
BANKS = {
    "text, number, several choices": ("reading/bus-timetable", "formulas/laps-total", "charts/club-poster"),
    "typed blanks, one choice, match": ("reading/sports-wishes", "summaries/club-news", "charts/chart-for-question"),
    "order, blanks with lists": ("summaries/waiting-times", "reading/file-anatomy"),
}


def opened(serve, visit, *challenges):
    """A page at the first question of a bank."""
    served = serve(*challenges)
    screen = visit()
    screen.page.goto(served.server.url)
    screen.begin()
    return served, screen


@pytest.mark.parametrize("bank", BANKS.values(), ids=BANKS)
def test_each_kind_is_answered_with_its_own_controls(serve, visit, bank):
    """An untouched answer is handed back in words and costs nothing; the right one is judged right; all looks right."""
    served, screen = opened(serve, visit, *bank)
    wrong = []
    for count in range(1, len(bank) + 1):
        screen.at_question()
        asked = served.record.asked()
        wrong += inspect(screen, f"question, {asked.challenge}")
        screen.submit()
        labels = ", ".join(blank["label"] for blank in asked.prompt.ask.get("blanks", ()))
        screen.refusal(UNTOUCHED[asked.prompt.kind], blanks=labels)
        assert served.record.asked().name == asked.name
        put(screen, asked.prompt.kind, asked.prompt.ask, asked.right)
        screen.submit()
        screen.at_outcome("correct")
        assert served.record.closed() == ["correct"] * count
        wrong += inspect(screen, f"right answer, {asked.challenge}")
        screen.go_on()
    expect(screen.button("end.again")).to_be_visible()
    assert wrong == []


def test_letters_where_a_number_is_asked_are_handed_back(serve, visit):
    """What was typed stays, the field is marked, the title of the page begins with the trouble, nothing is counted."""
    served, screen = opened(serve, visit, "formulas/laps-total")
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


def test_blanks_left_empty_are_named(serve, visit):
    """Only the empty boxes are named and marked; the full one keeps its words."""
    served, screen = opened(serve, visit, "reading/sports-wishes")
    labels = [blank["label"] for blank in served.record.asked().prompt.ask["blanks"]]
    screen.player.get_by_label(labels[0], exact=True).fill("Lina")
    screen.submit()
    screen.refusal("error.invalid.missing_blanks", blanks=", ".join(labels[1:]))
    marked = [screen.player.get_by_label(label, exact=True).get_attribute("aria-invalid") for label in labels]
    assert marked == [None, "true", "true"]
    expect(screen.player.get_by_label(labels[0], exact=True)).to_have_value("Lina")
    assert served.record.closed() == []


def test_a_file_is_made_from_the_downloaded_one_and_handed_in(serve, visit, tmp_path):
    """Nothing, the wrong format and too large a file are refused in words; the sorted table is judged right."""
    served, screen = opened(serve, visit, "sorting/tournament-list")
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


def test_the_unchanged_file_is_told_from_other_wrong_files(serve, visit, tmp_path):
    """Handing in the file as it came is a mistake of its own, with its own words."""
    served, screen = opened(serve, visit, "sorting/tournament-list")
    asked = served.record.asked()
    given = screen.download(tmp_path)
    screen.player.locator("input[type=file]").set_input_files(given)
    screen.submit()
    screen.at_outcome("wrong")
    first = int(sheets.rows_of(given)[0][0])
    (said,) = (one.feedback for one in asked.key.mistakes if f"dossard {first}." in one.feedback)
    screen.shows(said.split("<p>")[-1].split("</p>")[0][:60])
