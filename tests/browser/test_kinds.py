"""Each kind of answer, given through the browser's own controls on a challenge of the open bank."""

from __future__ import annotations

import pytest
from driver import sheets
from driver.controls import field, put
from driver.looks import inspect
from playwright.sync_api import expect

from pixnb.answers.file import MAX_BYTES

# Challenge, and what is said of an answer that was left untouched.
KINDS = {
    "choice, one": ("summaries/club-news", "error.invalid.empty"),
    "choice, several": ("charts/club-poster", "error.invalid.empty"),
    "text": ("reading/bus-timetable", "error.invalid.empty"),
    "number": ("formulas/laps-total", "error.invalid.empty"),
    "blanks, typed": ("reading/sports-wishes", "error.invalid.missing_blanks"),
    "blanks, chosen": ("summaries/fire-damage", "error.invalid.missing_blanks"),
    "order": ("summaries/waiting-times", "error.invalid.missing_order"),
    "match": ("charts/chart-for-question", "error.invalid.missing_pairs"),
}


def opened(serve, visit, challenge):
    """A page at the question of the only challenge of a bank."""
    served = serve(challenge)
    screen = visit()
    screen.page.goto(served.server.url)
    screen.begin()
    return served, screen


@pytest.mark.parametrize(("challenge", "why"), KINDS.values(), ids=KINDS)
def test_each_kind_is_answered_with_its_own_controls(serve, visit, challenge, why):
    """An untouched answer is handed back in words and costs nothing; the right one is judged right; both look right."""
    served, screen = opened(serve, visit, challenge)
    asked = served.record.asked()
    wrong = inspect(screen, "question")
    screen.submit()
    screen.refusal(why, blanks=", ".join(blank["label"] for blank in asked.prompt.ask.get("blanks", ())))
    assert served.record.closed() == []
    assert served.record.asked().name == asked.name
    put(screen, asked.prompt.kind, asked.prompt.ask, asked.right)
    screen.submit()
    screen.at_outcome("correct")
    assert served.record.closed() == ["correct"]
    wrong += inspect(screen, "feedback, right")
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
