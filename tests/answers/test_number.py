"""A number to type: how it is read, compared and written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pixnb.answers import kind
from pixnb.answers.base import Workbench
from pixnb.answers.rules import numbers
from pixnb.core.errors import BankError, InvalidAnswer

Bench = Callable[..., Workbench]
NUMBER = kind("number")


@pytest.mark.parametrize(
    ("text", "unit", "readings"),
    [
        ("12", "", (12,)),
        (" 12,5 ", "", (12.5,)),
        ("12.5", "", (12.5,)),
        (",5", "", (0.5,)),
        ("12,", "", (12,)),
        ("-7", "", (-7,)),
        ("− 7", "", (-7,)),
        ("+3", "", (3,)),
        ("1 234,50", "", (1234.5,)),
        ("1\u00a0234\u00a0567", "", (1234567,)),
        ("1\u202f234.5", "", (1234.5,)),
        ("12'345", "", (12345,)),
        ("1,234", "", (1.234, 1234)),
        ("1.234", "", (1.234,)),
        ("0,123", "", (0.123,)),
        ("1234,567", "", (1234.567,)),
        ("12,3456", "", (12.3456,)),
        ("1.234,5", "", (1234.5,)),
        ("1,234.5", "", (1234.5,)),
        ("1.234.567", "", (1234567,)),
        ("007", "", (7,)),
        ("1,2e3", "", (1200.0,)),
        ("3 × 10^2", "", (300.0,)),
        ("12 km", "km", (12,)),
        ("12km", "km", (12,)),
        ("12 KM", "km", (12,)),
        ("4 octets", "o", (4,)),
        ("3 GB", "Go", (3,)),
        ("20°", "°C", (20,)),
        ("15 pour cent", "%", (15,)),
        ("€ 3.20", "€", (3.2,)),
        ("-€3", "€", (-3,)),
        ("5 m2", "m²", (5,)),
        ("5 m²", "m²", (5,)),
        ("12345678901234567", "", (12345678901234567,)),
    ],
)
def test_read_as_a_person_would(text: str, unit: str, readings: tuple[float, ...]) -> None:
    """Usual spellings of both languages are read, whole numbers exactly."""
    assert numbers.readings(text, unit) == readings


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", ""),
        ("douze", ""),
        ("12 34", ""),
        ("1 2345", ""),
        ("1,2,3", ""),
        ("1.2.3", ""),
        ("12 kg", "g"),
        ("12 km", ""),
        ("12km", "m"),
        ("1/2", ""),
        ("0x4D2", ""),
        ("12²", ""),
        ("nan", ""),
        ("inf", ""),
        ("1e999", ""),
        ("--3", ""),
        ("٣", ""),
        ("1 234 56", ""),
        ("€", "€"),
        (".", ""),
        ("-", ""),
        ("e5", ""),
        ("1" * 201, ""),
        ("1.234.50", ""),
    ],
)
def test_not_read(text: str, unit: str) -> None:
    """What may mean two things, or none, is no number."""
    assert numbers.readings(text, unit) == ()


@given(
    st.text("0123456789.,-+ e'€%kmo×^²\u00a0\u202f\u0130ß", max_size=25),
    st.sampled_from(["", "€", "km", "%", "m²", "ß"]),
)
@settings(deadline=None)
def test_any_text_is_read_or_not(text: str, unit: str) -> None:
    """Reading gives finite numbers or nothing, never an error."""
    assert all(abs(each) < float("inf") for each in numbers.readings(text, unit))


@given(st.one_of(st.integers(-(10**15), 10**15), st.floats(-1e12, 1e12, allow_nan=False)))
@example(-0.5)
@example(1e-7)
@settings(deadline=None)
def test_every_spelling_of_a_number_means_it(value: float) -> None:
    """What `said` looks for in a prompt would be right as an answer."""
    spellings = numbers.spellings(value)
    assert len(set(spellings)) == len(spellings)
    for spelling in spellings:
        assert any(numbers.near(each, value, 0) for each in numbers.readings(spelling)), spelling


@pytest.mark.parametrize(
    ("answer", "value", "tolerance", "right"),
    [
        ("12,4", 12.35, 0.05, True),
        ("12,41", 12.35, 0.05, False),
        ("0,3", 0.1 + 0.2, 0, True),
        ("0", 5e-17, 0, True),
        ("12345678901", 12345678902, 0, False),
        ("12", 12.0, 0, True),
        ("2024", 2025, 0, False),
        ("1,5", 1.500001, 0, False),
    ],
)
def test_tolerance_is_the_authors_and_rounding_errors_never_count(
    answer: str, value: float, tolerance: float, right: bool
) -> None:
    """Just at the limit is inside; whole numbers are exact."""
    expected = {"value": value, "tolerance": tolerance, "unit": ""}
    assert (NUMBER.check(expected, {"text": answer}).outcome == "correct") is right


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"text": ""}, "empty"),
        ({"text": " "}, "empty"),
        ({"text": "beaucoup"}, "not_a_number"),
        ({"text": 12}, "malformed"),
        ({"text": "1" * 300}, "too_long"),
    ],
)
def test_what_cannot_be_read_says_why(bench: Bench, raw: Any, problem: str) -> None:
    """Each way to be unreadable has its own code."""
    ask, _ = NUMBER.build({"value": 1}, bench())
    with pytest.raises(InvalidAnswer) as caught:
        NUMBER.read(ask, raw)
    assert caught.value.problem == problem


def test_question_and_key(bench: Bench) -> None:
    """The unit is shown, the value is not."""
    spec = {"value": "= 12.5", "tolerance": 0.1, "unit": "°C", "label": {"fr": "Moyenne", "en": "Mean"}}
    ask, expected = NUMBER.build(spec, bench())
    assert ask == {"label": "Moyenne", "unit": "°C"}
    assert expected == {"value": 12.5, "tolerance": 0.1, "unit": "°C"}


def test_mistake_keeps_the_tolerance(bench: Bench) -> None:
    """A wrong number is recognised as loosely as the right one."""
    ask, expected = NUMBER.build({"value": 10, "tolerance": 0.5}, bench())
    mistake = NUMBER.build_mistake("= 20.0", ask, expected, bench())
    assert NUMBER.check(mistake, {"text": "20,4"}).outcome == "correct"


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"value": "12"}, "must be a number"),
        ({"value": True}, "must be a number"),
        ({"value": float("nan")}, "must be a"),
        ({"value": 1, "tolerance": -1}, "at least 0"),
        ({"value": 1, "unit": "2"}, "part of the number"),
        ({"value": 10**20}, "lose figures"),
        ({}, "must be a number"),
    ],
)
def test_a_block_that_cannot_be_used_says_how_to_mend_it(bench: Bench, spec: Any, words: str) -> None:
    """An author reads what is wrong in words."""
    with pytest.raises(BankError, match=words):
        NUMBER.build(spec, bench())


def test_decimals_are_told_as_the_author_wrote_them(bench: Bench) -> None:
    """The learner is told what the author says of decimals, and nothing when the author says nothing."""
    assert NUMBER.build({"value": 12, "decimals": 0}, bench())[0]["decimals"] == 0
    assert NUMBER.build({"value": 12, "decimals": 2}, bench())[0]["decimals"] == 2
    assert "decimals" not in NUMBER.build({"value": 12.25}, bench())[0]


@given(value=st.floats(-1e6, 1e6), other=st.integers(-(10**6), 10**6))
def test_the_question_does_not_tell_the_value(value: float, other: int) -> None:
    """Two questions that differ in their value alone look the same."""
    plain = Workbench(resolve=lambda given: given, inline=str, draw=None)  # type: ignore[arg-type]
    assert NUMBER.build({"value": value}, plain)[0] == NUMBER.build({"value": other}, plain)[0]
    whole = {"value": other, "decimals": 2}
    assert NUMBER.build(whole, plain)[0] == NUMBER.build({"value": round(value, 2), "decimals": 2}, plain)[0]


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        ({"value": 12.5, "decimals": 0}, "more decimals"),
        ({"value": 0.125, "decimals": 2}, "more decimals"),
        ({"value": 12, "decimals": "= 1"}, "plain figures"),
        ({"value": 12, "decimals": True}, "plain figures"),
        ({"value": 12, "decimals": 7}, "from 0 to 6"),
        ({"value": 12, "decimals": -1}, "from 0 to 6"),
    ],
)
def test_decimals_that_are_not_so_are_refused(bench: Bench, spec: dict[str, Any], words: str) -> None:
    """A value with more decimals than is said, and decimals that are computed, are faults of the author."""
    with pytest.raises(BankError, match=words):
        NUMBER.build(spec, bench())
