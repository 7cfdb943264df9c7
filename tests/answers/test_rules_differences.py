"""Each difference between our rules and Pix's that the README lists, with a case where the verdicts differ."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pixnb.answers import kind, rules
from pixnb.core.errors import InvalidAnswer

ALL = ("case", "punctuation", "typos")
USUAL = ("case", "punctuation")
README = Path(rules.__file__).with_name("README.md")

# (line of the README, answer, accepted, tolerances, Pix says right, we say right)
TEXTS = [
    ("T1", "ct", "côté", ("punctuation",), True, False),
    ("T1", "мир", "лад", ("punctuation",), True, False),
    ("T2", "oeuvre", "œuvre", USUAL, False, True),
    ("T2", "Oeuvre", "Œuvre", ("punctuation",), False, True),
    ("T2", "curriculum vitae", "curriculum vitæ", ("case",), False, True),
    ("T2", "strasse", "straße", ("case",), False, True),
    ("T3", "l’adresse", "l'adresse", ("case",), False, True),
    ("T3", "« oui »", '"oui"', ("case",), False, True),
    ("T3", "«oui»", '"oui"', ("case",), False, True),
    ("T3", "2020–2024", "2020-2024", ("case",), False, True),
    ("T4", "mot de\u202fpasse", "mot de passe", (), False, True),
    ("T4", " Paris ", "Paris", (), False, True),
    ("T4", "nom@exem\u00adple.fr", "nom@exemple.fr", (), False, True),
    ("T5", "C", "C++", USUAL, True, False),
    ("T5", "C#", "C++", USUAL, True, False),
    ("T6", "314", "3,14", USUAL, True, False),
    ("T6", "7", "-7", USUAL, True, False),
    ("T6", "1921680.1", "192.168.0.1", USUAL, True, False),
    ("T7", "café-crème", "café crème", ("punctuation",), False, True),
    ("T7", "?", "!", USUAL, True, False),
    ("T8", "chab", "chat", ("typos",), True, False),
    ("T8", "rate", "date", ("typos",), True, False),
    ("T9", "2025", "2024", ALL, True, False),
    ("T9", "l997", "1997", ALL, True, False),
    ("T9", "Windows 10", "Windows 11", ALL, True, False),
    ("T10", "tabelau", "tableau", ("typos",), False, True),
    ("T11", "sur le bureau", "sous le bureau", ALL, True, False),
    ("T11", "le rat est noir", "le chat est noir", ALL, True, False),
    ("T11", "afficher les messages lus", "afficher les messages non lus", ALL, True, False),
    ("T11", "le chat est très noir", "le chat est très très noir", ALL, True, False),
    ("T12", "Navigateur", "navigateur", ("typos",), True, False),
    ("T12", "cliché", "cliche", ("typos",), True, False),
]


@pytest.mark.parametrize(("line", "answer", "accepted", "tolerances", "pix", "ours"), TEXTS)
def test_verdicts_of_both_rules(
    line: str, answer: str, accepted: str, tolerances: tuple[str, ...], pix: bool, ours: bool
) -> None:
    """Both sets of rules give the verdict that the README says."""
    assert rules.same_text(answer, [accepted], tolerances, "pix") is pix
    assert rules.same_text(answer, [accepted], tolerances, "default") is ours


# (line of the README, answer, value, unit, Pix says right, we say right)
NUMBERS = [
    ("N1", "1 234 567", 1234567, "", False, True),
    ("N1", "1\u00a0234", 1234, "", False, True),
    ("N1", "1\u202f234,5", 1234.5, "", False, True),
    ("N1", "12’000", 12000, "", False, True),
    ("N2", "12 34", 1234, "", True, False),
    ("N3", "12 km", 12, "km", False, True),
    ("N3", "12 kB", 12, "ko", False, True),
    ("N3", "12,5 euros", 12.5, "€", False, True),
    ("N3", "€12.50", 12.5, "€", False, True),
    ("N4", "1,234", 1234, "", False, True),
    ("N5", "1.234,50", 1234.5, "", False, True),
    ("N5", "1,234.50", 1234.5, "", False, True),
    ("N5", "1,234,567", 1234567, "", False, True),
]


@pytest.mark.parametrize(("line", "answer", "value", "unit", "pix", "ours"), NUMBERS)
def test_verdicts_on_numbers(line: str, answer: str, value: float, unit: str, pix: bool, ours: bool) -> None:
    """Both sets of rules give the verdict on a number that the README says."""
    assert rules.same_number(answer, value, 0, unit, "pix") is pix
    assert rules.same_number(answer, value, 0, unit, "default") is ours


def test_what_is_no_number_is_handed_back() -> None:
    """README N6: Pix compares it as text and says wrong; we hand it back."""
    assert not rules.same_number("douze", 12, 0, "", "pix")
    with pytest.raises(InvalidAnswer) as caught:
        kind("number").read({"label": "", "unit": ""}, {"text": "douze"})
    assert caught.value.problem == "not_a_number"


ENGINES: dict[str, Any] = {
    "blanks": {
        "a": {"accept": ["moteur", "Bing"], "tolerances": []},
        "b": {"accept": ["moteur"], "tolerances": []},
    },
    "interchangeable": True,
}


def test_interchangeable_blanks_are_assigned_as_well_as_can_be() -> None:
    """README B1: an answer that fits two groups must not take the only one that another fits."""
    answer = {"blanks": {"a": "moteur", "b": "Bing"}}
    assert kind("blanks").check(ENGINES, answer, "pix").outcome == "wrong"
    assert kind("blanks").check(ENGINES, answer, "default").outcome == "correct"


def test_a_missing_blank_is_handed_back() -> None:
    """README B2: Pix's own correction of one field of two says ok."""
    solution = rules.pix.Question("QROCM-ind", "a:\n- un\nb:\n- deux\n")
    assert rules.pix.evaluate(solution, "a: un").status == "ok"
    blanks = [{"id": each, "label": each, "kind": "text", "options": [], "unit": ""} for each in "ab"]
    with pytest.raises(InvalidAnswer) as caught:
        kind("blanks").read({"text": "", "blanks": blanks, "interchangeable": False}, {"blanks": {"a": "un"}})
    assert caught.value.params == {"blanks": ["b"]}


def test_partly_right_is_partial() -> None:
    """README B3: Pix counts it as wrong."""
    expected = {"pairs": {"l1": "r1", "l2": "r2"}}
    answer = {"pairs": {"l1": "r1", "l2": "r1"}}
    assert kind("match").check(expected, answer, "pix").outcome == "wrong"
    assert kind("match").check(expected, answer, "default").outcome == "partial"


def test_each_line_of_the_readme_has_a_case_where_the_verdicts_differ() -> None:
    """No difference is claimed without a case that shows it, and none is shown that is not explained."""
    lines = set(re.findall(r"^\| ([TNB]\d+) \|", README.read_text("utf-8"), re.MULTILINE))
    shown = {line for line, *_, pix, ours in [*TEXTS, *NUMBERS] if pix is not ours}
    assert lines == shown | {"T13", "N6", "B1", "B2", "B3"}


def test_a_typo_that_makes_a_listed_wrong_answer() -> None:
    """README T13: `not_these` binds us and not Pix."""
    assert rules.same_text("foire", ["poire"], ALL, "pix", not_these=["foire"])
    assert not rules.same_text("foire", ["poire"], ALL, "default", not_these=["foire"])
