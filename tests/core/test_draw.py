"""Draws from a seed: the same everywhere, equally likely, independent by stream."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixnb.core.draw import Draw

SEED = bytes(range(16))


def test_a_seed_gives_these_very_values_for_ever() -> None:
    """Known values: a change here would change every variant ever made."""
    draw = Draw(SEED, "values")
    assert [draw.below(1000) for _ in range(6)] == [769, 903, 408, 511, 300, 747]


@given(st.integers(1, 5000), st.binary(min_size=16, max_size=16))
def test_a_draw_stays_below_its_limit(limit: int, seed: bytes) -> None:
    """Any limit, any seed: 0 ≤ value < limit."""
    draw = Draw(seed)
    assert all(0 <= draw.below(limit) < limit for _ in range(20))


def test_all_values_are_equally_likely() -> None:
    """Over 70,000 draws below 7, no count is further than five standard errors from a seventh."""
    counts = Counter(Draw(SEED, str(stream)).below(7) for stream in range(70_000))
    assert max(abs(count - 10_000) for count in counts.values()) < 5 * (70_000 * 6 / 49) ** 0.5


def test_streams_are_independent() -> None:
    """Drawing more from one stream changes nothing in another."""
    first = Draw(SEED, "b").below(10**9)
    Draw(SEED, "a").some(list(range(100)), 50)
    assert Draw(SEED, "b").below(10**9) == first
    assert Draw(SEED, "a").below(10**9) != first


@given(st.lists(st.integers(), max_size=40), st.binary(min_size=16, max_size=16))
def test_a_shuffle_keeps_every_element(values: list[int], seed: bytes) -> None:
    """Nothing is lost or doubled."""
    shuffled = list(values)
    Draw(seed).shuffle(shuffled)
    assert sorted(shuffled) == sorted(values)


def test_drawing_more_different_values_than_there_are_is_refused() -> None:
    """The message says how many were asked for and how many there are."""
    with pytest.raises(ValueError, match="5 different values among 3"):
        Draw(SEED).some([1, 2, 3], 5)
    with pytest.raises(ValueError, match="among 0"):
        Draw(SEED).pick([])
