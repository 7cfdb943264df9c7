"""The profile as a file: what a spreadsheet and a program read in it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from pixnb.core.app_messages import ProfileMessage
from pixnb.core.text import Lang
from pixnb.frameworks import load
from pixnb.reports.export import COLUMNS, FORMULA, profile_file

CRCN = load()
DOCS = Path(__file__).parents[2] / "docs" / "profile.md"


def text(profile: ProfileMessage, format: Any, lang: Lang) -> str:
    return profile_file(profile, format, lang, framework=CRCN)["content"].decode("utf-8")


def rows(profile: ProfileMessage, lang: Lang) -> list[dict[str, str]]:
    read = csv.DictReader(
        io.StringIO(text(profile, "csv", lang).removeprefix("\ufeff"), newline=""),
        delimiter=";" if lang == "fr" else ",",
    )
    return list(read)


def test_a_french_spreadsheet_opens_it(printed: Any) -> None:
    """French ones want a byte order mark, semicolons and decimal commas."""
    found = text(printed(), "csv", "fr")
    assert found.startswith("\ufeffélève;")
    one = next(row for row in rows(printed(), "fr") if row["code"] == "CRCN 1.2")
    assert "," in one["niveau au plus"]
    assert "." not in one["niveau au plus"]


def test_an_english_spreadsheet_opens_it(printed: Any) -> None:
    """English ones want commas and decimal points."""
    one = next(row for row in rows(printed("en"), "en") if row["code"] == "CRCN 1.2")
    assert "." in one["level at most"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_line_per_competence(printed: Any, lang: Lang) -> None:
    """Sixteen lines; a level only where one may be shown, and nothing at all where nothing is known."""
    state, level, pix = COLUMNS["state"][lang], COLUMNS["level"][lang], COLUMNS["pix"][lang]
    found = rows(printed(lang), lang)
    assert len(found) == 16
    kinds = {row[state] for row in found}
    assert len(kinds) == 3
    for row in found:
        competence = next(
            one for area in printed(lang)["areas"] for one in area["standings"]
            if f"CRCN {one['competence']}" == row[COLUMNS["competence"][lang]]
        )  # fmt: skip
        assert row[level] == (str(competence["level"]) if competence["state"] == "level" else "")
        assert (row[pix] == "") == (competence["state"] == "unassessed")


@pytest.mark.parametrize("start", FORMULA)
def test_a_name_is_never_a_formula(printed: Any, start: str) -> None:
    """Whatever a learner is called, a spreadsheet shows it and does not compute it."""
    name = f"{start}HYPERLINK(1)"
    assert {row["élève"] for row in rows(printed(name=name), "fr")} == {f"'{name}"}


def test_a_code_is_no_number_and_no_date(printed: Any) -> None:
    """A bare 1.3 would become 1 March in a French spreadsheet: each code stands with its framework."""
    for row in rows(printed(), "fr"):
        assert row["code"].startswith("CRCN ")
        assert row["DigComp"].startswith("DigComp ")


def test_a_name_with_quotes_and_separators_stays_one_cell(printed: Any) -> None:
    """The file stays a table."""
    name = 'Zoé; "la, grande"\nTour'
    assert {row["élève"] for row in rows(printed(name=name), "fr")} == {name}


def test_the_json_says_all(printed: Any) -> None:
    """Format, version, trust, framework, DigComp, total with margin, competences, progress."""
    profile = printed()
    found = json.loads(text(profile, "json", "fr"))
    assert (found["format"], found["version"], found["trust"]) == ("pixnb-profile", 1, "practice")
    assert found["learner"] == "Inès B."
    assert found["framework"] == {"id": "crcn", "version": CRCN.version, "name": CRCN.name["fr"]}
    assert found["digcomp"]["version"] == "3.0"
    assert (found["pix"], found["low"], found["high"]) == (profile["pix"], profile["low"], profile["high"])
    codes = [one["code"] for area in found["areas"] for one in area["competences"]]
    assert codes == [one.id for one in CRCN.competences]
    assert found["progress"] == profile["progress"]


def test_the_json_never_takes_unknown_for_zero(printed: Any) -> None:
    """Null where nothing is known, null for a level that may not be shown."""
    found = json.loads(text(printed(), "json", "en"))
    for one in (one for area in found["areas"] for one in area["competences"]):
        assert (one["level"] is not None) == (one["state"] == "level")
        assert (one["pix"] is None) == (one["low"] is None) == (one["state"] == "unassessed")
        assert one["digcomp_level"] is None or one["level"]


def test_digcomp_levels_are_named_in_pairs(printed: Any) -> None:
    """Level 3 of the CRCN stands beside level 3 of DigComp: Intermediate."""
    found = json.loads(text(printed("en"), "json", "en"))
    named = {
        one["level"]: one["digcomp_level"] for area in found["areas"] for one in area["competences"] if one["level"]
    }
    assert named
    expected = {1: "Basic", 2: "Basic", 3: "Intermediate", 4: "Intermediate"}
    assert named == {level: expected[level] for level in named}


def test_file_names_say_what_and_when(printed: Any) -> None:
    """The date is that of the profile."""
    assert profile_file(printed(), "csv", "fr", framework=CRCN)["name"] == "pixnb-profil-2026-11-21.csv"
    made = profile_file(printed("en"), "json", "en", framework=CRCN)
    assert (made["name"], made["media_type"]) == ("pixnb-profile-2026-11-21.json", "application/json")


def test_every_column_and_field_is_documented(printed: Any) -> None:
    """docs/profile.md names each column of the CSV in both languages, and each field of the JSON."""
    page = DOCS.read_text(encoding="utf-8")
    columns = [words[lang] for words in COLUMNS.values() for lang in ("fr", "en")]
    data = json.loads(text(printed(), "json", "en"))
    fields = [*data, *data["areas"][0]["competences"][0]]
    assert [name for name in (*columns, *fields) if f"`{name}`" not in page] == []
