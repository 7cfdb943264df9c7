"""Pix's own way of picking among equally good questions, which fits in place of our draw."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar, cast

import pytest

from pixnb.core.draw import Draw
from pixnb.measurement import pix
from pixnb.measurement.strategy import Answered, Pool, strategy

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "smart_random.json").read_text())
T = TypeVar("T")


def hash_int(number: int) -> int:
    """Thomas Wang's 32-bit integer hash as the npm package ``hash-int`` computes it."""
    bits = 0xFFFFFFFF
    value = number & bits
    value = (value - (value << 6)) & bits
    value ^= value >> 17
    value = (value - (value << 9)) & bits
    value ^= (value << 4) & bits
    value = (value - (value << 3)) & bits
    value ^= (value << 10) & bits
    return value ^ (value >> 15)


class PixPick:
    """Picks a skill by the hash of the assessment's number, then an item by the hash of the next number."""

    def __init__(self, assessment: int) -> None:
        self.number = assessment

    def pick(self, values: Sequence[T]) -> T:
        """The value that the hash points at."""
        picked = values[hash_int(self.number) % len(values)]
        self.number += 1
        return picked


@pytest.mark.parametrize("row", VECTORS["hashInt"], ids=lambda row: row["seed"])
def test_the_hash_is_that_of_pix(row: dict[str, int]) -> None:
    """The hash of each recorded number is the one recorded."""
    assert hash_int(row["seed"]) == row["abs_hash"]


@pytest.mark.parametrize("assessment", [1, 2, 4567, 3000000000])
def test_with_the_hash_in_place_of_the_draw_the_pick_is_that_of_pix(table_data: Pool, assessment: int) -> None:
    """Skill and item are those the two hashes point at."""
    answers = [Answered(table_data.items["1.3.sorting.filter"][0], "correct")]
    known = pix.knowledge(table_data, answers)
    skills = pix.options(table_data, known, [(2, True)], lambda one: table_data.items[one.id], False).skills
    skill = skills[hash_int(assessment) % len(skills)]
    item = table_data.items[skill.id][hash_int(assessment + 1) % 2]
    assert strategy("pix").choose(table_data, answers, cast(Draw, PixPick(assessment))).item == item
