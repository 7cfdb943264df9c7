"""The open bank: proved, and as rich as a competence has to be."""

from __future__ import annotations

from collections import Counter

import pytest

from pixnb.bank.bank import load
from pixnb.bank.markdown import render
from pixnb.bank.proof import prove
from pixnb.connect import bank_folders, open_bank
from pixnb.core.scoring import reachable_level
from pixnb.core.text import LANGS
from pixnb.frameworks import load as load_framework

BANK = open_bank()
SEEDS = 3
"""`pixnb bank check` tries 25; the tests try fewer of them, files included, and all 120 light ones."""


@pytest.mark.parametrize("name", sorted(BANK.challenges))
def test_a_challenge_holds_its_promises(name: str) -> None:
    """Every proof of docs/proofs.md holds on every seed tried."""
    tried, problems = prove(BANK.challenges[name], SEEDS)
    assert tried > SEEDS
    assert not problems, "\n".join(map(str, problems))


def test_every_file_is_in_order() -> None:
    """No file of the open bank is broken, repeats an id, or points to a tutorial that is not there."""
    assert load(bank_folders(), load_framework()).challenges == BANK.challenges


def test_competence_1_3_is_whole() -> None:
    """At least 16 challenges, 12 of them hands-on, and two or more at each of the levels 1 to 6."""
    items = [item for item in BANK.items if item.competence == "1.3"]
    levels = Counter(item.level for item in items)
    assert len(items) >= 16
    assert sum(item.hands_on for item in items) >= 12
    assert all(levels[level] >= 2 for level in range(1, 7))
    assert reachable_level(BANK.items, "1.3", BANK.framework) >= 6


def test_every_topic_with_a_challenge_has_a_tutorial_of_two_to_five_minutes() -> None:
    """A learner who misses something finds a lesson of its topic, in both languages."""
    for topic in {item.topic for item in BANK.items}:
        tutorial = BANK.tutorial(topic)
        assert tutorial is not None, topic
        assert 2 <= tutorial.minutes <= 5
        for lang in LANGS:
            words = len(tutorial.body(lang).split())
            assert 200 <= words <= 1000, (topic, lang, words)
            assert render(tutorial.body(lang)).startswith("<")
