"""The default rules: what is forgiven, what is not, and why typing errors are counted as they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixnb.answers import rules
from pixnb.answers.rules.default import plain
from pixnb.answers.rules.distance import edit_distance

ALL = ("case", "punctuation", "typos")
USUAL = ("case", "punctuation")


def test_a_typo_that_makes_a_listed_wrong_answer_is_not_forgiven() -> None:
    """README T13: the caller names wrong answers; Pix has no such thing."""
    assert rules.same_text("importer", ["exporter"], ALL, "pix")
    assert rules.same_text("importer", ["exporter"], ("case", "typos")) is False
    assert rules.same_text("bronze", ["bronzé"], ("typos",)) is False
    assert rules.same_text("foire", ["poire"], ALL)
    assert not rules.same_text("foire", ["poire"], ALL, not_these=["foire"])
    assert not rules.same_text("Foire !", ["poire"], ALL, not_these=["foire"])


def test_a_typo_nearer_to_a_listed_wrong_answer_is_not_forgiven() -> None:
    """A slip on a wrong answer is a wrong answer, even when it is two slips from the right one."""
    assert rules.same_text("exportateux", ["exportateur"], ALL, not_these=["importateur"])
    assert rules.same_text("telecharxex", ["télécharger"], ALL)
    assert not rules.same_text("telecharxex", ["télécharger"], ALL, not_these=["télécharxer"])


def test_an_exact_wrong_answer_that_is_also_right_stays_right() -> None:
    """`not_these` only limits what typing errors are forgiven."""
    assert rules.same_text("Poire", ["poire"], ALL, not_these=["poire"])


@pytest.mark.parametrize(
    ("answer", "accepted", "tolerances"),
    [
        ("CAFÉ CRÈME", "Café crème", ("case",)),
        ("cafecreme", "Café crème", ("case",)),
        ("l'adresse IP.", "l’adresse IP", ("punctuation",)),
        ("ladresse IP", "l'adresse IP", ("punctuation",)),
        ("l adresse IP", "l'adresse IP", ("punctuation",)),
        ("base dedonées", "base de données", ALL),
        ("adresse IP", "l'adresse IP", ALL),
        ("ελλαδα", "Ελλάδα", ("case",)),
        ("lodz", "Łódź", ("case",)),
        ("50%", "50 %", ("case",)),
    ],
)
def test_forgiven(answer: str, accepted: str, tolerances: tuple[str, ...]) -> None:
    """What a person would take for the right answer is right."""
    assert rules.same_text(answer, [accepted], tolerances)


@pytest.mark.parametrize(
    ("answer", "accepted", "tolerances"),
    [
        ("Café crème", "café crème", ("punctuation",)),
        ("cafe creme", "café crème", ("punctuation",)),
        ("cafécrème", "café crème", ("punctuation",)),
        ("l'adresse", "ladresse", ("case",)),
        ("navigation", "navigateur", ALL),
        ("chien", "chat", ALL),
        ("50 €", "50 %", ALL),
        ("", "a", ALL),
        ("C", "C+", ALL),
    ],
)
def test_not_forgiven(answer: str, accepted: str, tolerances: tuple[str, ...]) -> None:
    """What the tolerances do not name counts."""
    assert not rules.same_text(answer, [accepted], tolerances)


@given(st.text(max_size=40), st.sets(st.sampled_from(ALL)))
@settings(deadline=None)
def test_a_text_is_itself(text: str, tolerances: set[str]) -> None:
    """An accepted text typed as it stands is right under any tolerances and both rules."""
    assert rules.same_text(text, [text], sorted(tolerances))
    assert rules.same_text(text, [text], sorted(tolerances), "pix") or "\u00a0" in text or not _is_composed(text)


def _is_composed(text: str) -> bool:
    return unicodedata.normalize("NFC", text) == text


@given(st.text(max_size=30), st.text(max_size=30))
@settings(deadline=None)
def test_more_tolerances_never_turn_right_into_wrong(answer: str, accepted: str) -> None:
    """`case` and `punctuation` only ever forgive more than exactness does."""
    if rules.same_text(answer, [accepted], ()):
        assert all(rules.same_text(answer, [accepted], names) for names in (("case",), ("punctuation",), USUAL, ALL))


@given(st.text("abcdé", min_size=1, max_size=4), st.text("abcdé", min_size=1, max_size=5))
@settings(deadline=None)
def test_typos_never_make_a_short_word_right(accepted: str, answer: str) -> None:
    """Below five letters `typos` changes nothing."""
    assert rules.same_text(answer, [accepted], ALL) == rules.same_text(answer, [accepted], USUAL)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
@settings(deadline=None)
def test_digits_are_never_typing_errors(one: int, other: int) -> None:
    """Two different figures after the same words are two different answers."""
    assert rules.same_text(f"document numero {one}", [f"document numero {other}"], ALL) == (one == other)


@given(st.text("aZ -'\"`.\t\x1f5", max_size=12), st.booleans())
@settings(deadline=None)
def test_plain_text_takes_a_short_cut_to_the_same_form(text: str, fold: bool) -> None:
    """Text without accents is folded as it would be beside a letter that has one."""
    assert plain(text + "x\u00ad", fold=fold) == plain(text + "x", fold=fold)


def _slow(a: str, b: str) -> int:
    """Optimal string alignment by its recurrence, without limit or band."""
    table = {(i, j): i + j for i in range(len(a) + 1) for j in range(len(b) + 1) if not i or not j}
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            cost = a[i - 1] != b[j - 1]
            table[i, j] = min(table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + cost)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    return table[len(a), len(b)]


@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 9))
@settings(deadline=None)
def test_distance_is_that_of_the_recurrence_up_to_its_limit(a: str, b: str, limit: int) -> None:
    """The banded distance is the exact one, or says that it lies beyond the limit."""
    assert edit_distance(a, b, limit) == min(_slow(a, b), limit + 1)


@pytest.mark.parametrize(
    ("a", "b", "swaps", "distance"), [("ab", "ba", True, 1), ("ab", "ba", False, 2), ("ca", "abc", True, 3)]
)
def test_distance_of_swapped_neighbours(a: str, b: str, swaps: bool, distance: int) -> None:
    """A swap is one error, in the restricted form: no edit inside a swapped pair (the classic "ca", "abc")."""
    assert edit_distance(a, b, 9, transpositions=swaps) == distance


def test_unknown_rules_are_refused_by_name() -> None:
    """A misspelt rule set is an error, never a silent default."""
    with pytest.raises(KeyError, match="pixx"):
        rules.same_text("a", ["a"], (), "pixx")
