"""Several blanks to fill."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixnb.answers import forewarned, kind
from pixnb.answers.base import Workbench
from pixnb.answers.blanks.assignment import greedy, largest
from pixnb.core.errors import BankError, InvalidAnswer

Bench = Callable[..., Workbench]
BLANKS = kind("blanks")
MIXED: dict[str, Any] = {
    "blanks": [
        {"id": "a", "label": "Nom", "accept": ["souris"]},
        {"id": "b", "label": "Taille", "number": 12.5, "tolerance": 0.1, "unit": "cm"},
        {"id": "c", "label": "Couleur", "options": ["rouge", "vert", "bleu"], "right": "vert"},
    ],
    "text": "La [[a]] mesure [[b]]\net elle est [[c]] & petite.",
}
RIGHT = {"a": "Souris", "b": "12,5 cm", "c": "vert"}


def _verdict(spec: dict[str, Any], filled: dict[str, str], bench: Bench) -> Any:
    ask, expected = BLANKS.build(spec, bench())
    return BLANKS.check(expected, BLANKS.read(ask, {"blanks": filled}))


def test_question_has_a_mark_for_each_blank(bench: Bench) -> None:
    """The text is HTML with an empty element where a blank goes; the keys are not in the question."""
    ask, _ = BLANKS.build(MIXED, bench())
    assert ask["text"] == (
        'La <span data-blank="a"></span> mesure <span data-blank="b"></span><br>'
        'et elle est <span data-blank="c"></span> &amp; petite.'
    )
    assert ask["blanks"][0] == {"id": "a", "label": "Nom", "kind": "text", "options": [], "unit": ""}
    assert ask["blanks"][1] == {"id": "b", "label": "Taille", "kind": "number", "options": [], "unit": "cm"}
    assert sorted(ask["blanks"][2]["options"]) == ["bleu", "rouge", "vert"]
    assert "souris" not in str(ask)


def test_options_are_shuffled_by_the_seed(bench: Bench) -> None:
    """The right option is not always at the place where the author wrote it, unless asked for."""
    fixed = {"blanks": [{**MIXED["blanks"][2], "shuffle": False}]}
    places = {tuple(BLANKS.build(MIXED, bench(seed))[0]["blanks"][2]["options"]) for seed in range(40)}
    assert len(places) == 6
    assert {tuple(BLANKS.build(fixed, bench(seed))[0]["blanks"][0]["options"]) for seed in range(9)} == {
        ("rouge", "vert", "bleu")
    }


@pytest.mark.parametrize(
    ("change", "outcome", "wrong"),
    [
        ({}, "correct", set()),
        ({"b": "13"}, "partial", {"b"}),
        ({"a": "x", "c": "bleu"}, "partial", {"a", "c"}),
        ({"a": "x", "b": "0", "c": "bleu"}, "wrong", {"a", "b", "c"}),
    ],
)
def test_detail_says_which_blanks_are_right(
    bench: Bench, change: dict[str, str], outcome: str, wrong: set[str]
) -> None:
    """Some right blanks are partly right; the detail names blanks and never what is right."""
    verdict = _verdict(MIXED, RIGHT | change, bench)
    assert verdict.outcome == outcome
    assert {id_ for id_, fine in verdict.detail.items() if not fine} == wrong


@pytest.mark.parametrize(
    ("filled", "problem", "params"),
    [
        ({}, "missing_blanks", {"blanks": ["Nom", "Taille", "Couleur"]}),
        ({"a": "x", "b": "1", "c": " "}, "missing_blanks", {"blanks": ["Couleur"]}),
        ({"a": "x", "b": "?", "c": "vert"}, "not_a_number", {"blanks": ["Taille"]}),
        ({"a": "x", "b": "1", "c": "noir"}, "unknown_option", {}),
        ({"a": "x", "z": "1"}, "unknown_option", {}),
        ({"a": 3, "b": "1", "c": "vert"}, "malformed", {}),
        ({"a": "x" * 201, "b": "1", "c": "vert"}, "too_long", {"max": 200}),
    ],
)
def test_what_cannot_be_read_says_why(bench: Bench, filled: Any, problem: str, params: dict[str, Any]) -> None:
    """Each way to be unreadable has its own code, and names the blanks by their labels."""
    ask, _ = BLANKS.build(MIXED, bench())
    with pytest.raises(InvalidAnswer) as caught:
        BLANKS.read(ask, {"blanks": filled})
    assert caught.value.problem == problem
    assert caught.value.params == params


FREE: dict[str, Any] = {
    "blanks": [{"id": "a", "accept": ["Google", "google.fr"]}, {"id": "b", "accept": ["Bing"]}],
    "interchangeable": True,
}


@pytest.mark.parametrize(
    ("filled", "outcome", "detail"),
    [
        ({"a": "bing", "b": "google"}, "correct", {"a": True, "b": True}),
        ({"a": "Google", "b": "google.fr"}, "partial", {"a": True, "b": False}),
        ({"a": "Qwant", "b": "Google"}, "partial", {"a": False, "b": True}),
        ({"a": "Qwant", "b": "Yahoo"}, "wrong", {"a": False, "b": False}),
    ],
)
def test_interchangeable_blanks_take_each_group_once(
    bench: Bench, filled: dict[str, str], outcome: str, detail: dict[str, bool]
) -> None:
    """The order does not matter, and the same answer twice counts once."""
    verdict = _verdict(FREE, filled, bench)
    assert (verdict.outcome, verdict.detail) == (outcome, detail)


FITS = st.integers(1, 5).flatmap(
    lambda n: st.lists(st.lists(st.booleans(), min_size=n, max_size=n), min_size=1, max_size=5)
)


def _most(fits: list[list[bool]]) -> int:
    """The size of the best assignment, by trying all."""
    groups = [*range(len(fits[0])), *([None] * len(fits))]
    return max(
        sum(group is not None and row[group] for row, group in zip(fits, order, strict=True))
        for order in set(permutations(groups, len(fits)))
    )


@given(FITS.filter(lambda fits: len(fits) + len(fits[0]) <= 7))
@settings(deadline=None)
def test_assignment_fills_as_many_groups_as_any(fits: list[list[bool]]) -> None:
    """The matching is valid and as large as the best found by trying all; Pix's is never larger."""
    found = [(row, group) for row, group in enumerate(largest(fits)) if group is not None]
    assert all(fits[row][group] for row, group in found)
    assert len({group for _, group in found}) == len(found) == _most(fits)
    assert sum(group is not None for group in greedy(fits)) <= len(found)


def test_mistake_of_some_blanks_leaves_the_others_free(bench: Bench) -> None:
    """A mistake names the blanks it is about."""
    ask, expected = BLANKS.build(MIXED, bench())
    mistake = BLANKS.build_mistake({"b": "= 125", "c": "bleu"}, ask, expected, bench())
    assert BLANKS.check(mistake, {"blanks": RIGHT | {"b": "125", "c": "bleu"}}).outcome == "correct"
    assert BLANKS.check(mistake, {"blanks": RIGHT | {"b": "125"}}).outcome == "partial"
    raw, _ = BLANKS.reference(ask, mistake)
    assert BLANKS.check(mistake, BLANKS.read(ask, raw)).outcome == "correct"


def test_forewarned_keys_do_not_forgive_a_known_mistake(bench: Bench) -> None:
    """Each blank knows the wrong words of its own mistakes."""
    spec = {"blanks": [{"id": "a", "accept": ["poire"], "tolerances": ["typos"]}, {"id": "b", "number": 1}]}
    ask, expected = BLANKS.build(spec, bench())
    key = forewarned("blanks", expected, [BLANKS.build_mistake({"a": "foire"}, ask, expected, bench())])
    answer = {"blanks": {"a": "foire", "b": "1"}}
    assert BLANKS.check(expected, answer).outcome == "correct"
    assert BLANKS.check(key, answer).outcome == "partial"


def test_chance_is_the_product_of_the_options(bench: Bench) -> None:
    """Typed blanks cannot be guessed; options can, the more so when their order is free."""
    options = {"options": ["x", "y", "z"], "right": "x"}
    closed = {"blanks": [{"id": "a", **options}, {"id": "b", **options, "right": "y"}]}
    assert BLANKS.chance(BLANKS.build(MIXED, bench())[0]) == 0
    assert BLANKS.chance(BLANKS.build(closed, bench())[0]) == pytest.approx(1 / 9)
    assert BLANKS.chance(BLANKS.build({**closed, "interchangeable": True}, bench())[0]) == pytest.approx(2 / 9)


def test_typed_answers_are_said(bench: Bench) -> None:
    """Texts and numbers can be looked for in a prompt; options are public."""
    assert set(BLANKS.said(BLANKS.build(MIXED, bench())[1])) == {"souris", "12.5", "12,5"}


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"blanks": []}, "1 to 20"),
        ({"blanks": [{"id": "A", "accept": ["x"]}]}, "small letters"),
        ({"blanks": [{"accept": ["x"]}]}, "small letters"),
        ({"blanks": [{"id": "a", "accept": ["x"]}, {"id": "a", "accept": ["y"]}]}, "twice"),
        ({"blanks": [{"id": "a"}]}, "needs one of"),
        ({"blanks": [{"id": "a", "accept": ["x"], "number": 1}]}, "needs one of"),
        ({"blanks": [{"id": "a", "options": ["x", "y"], "right": "z"}]}, "not one of its options"),
        ({"blanks": [{"id": "a", "accept": ["x"]}], "text": "No mark"}, "once"),
        ({"blanks": [{"id": "a", "accept": ["x"]}], "text": "[[a]] [[a]]"}, "once"),
        ({"blanks": [{"id": "a", "accept": ["x"]}, {"id": "b", "number": 1}], "interchangeable": True}, "one sort"),
    ],
)
def test_a_block_that_cannot_be_used_says_how_to_mend_it(bench: Bench, spec: Any, words: str) -> None:
    """An author reads what is wrong in words."""
    with pytest.raises(BankError, match=words):
        BLANKS.build(spec, bench())
