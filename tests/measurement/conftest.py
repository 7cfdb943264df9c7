"""What the tests of strategies share: small plans, plans of the CRCN, and simulated learners."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pixnb.core.challenge import Item, Outcome
from pixnb.core.draw import Draw
from pixnb.core.framework import Skill
from pixnb.frameworks import load
from pixnb.measurement.strategy import Answered, Choice, Pool, Strategy

Solver = Callable[[Item], Outcome]
Play = Callable[..., list[tuple[Answered, Choice]]]


def skill(topic: str, level: int, competence: str = "1.1") -> Skill:
    """A skill called after its topic and level."""
    return Skill(f"{topic}.{level}", topic, competence, level, {"fr": "-", "en": "-"})


def item(of: Skill, name: str = "a", *, timed: bool = False) -> Item:
    """A challenge that asks a skill."""
    return Item(f"{of.id}-{name}", 1, of.id, of.topic, of.competence, of.level, timed=timed)


def play(rule: Strategy, pool: Pool, solve: Solver, seed: bytes = bytes(16)) -> list[tuple[Answered, Choice]]:
    """A whole attempt: each answer with the choice that led to it."""
    answers: list[Answered] = []
    choices: list[Choice] = []
    while (choice := rule.choose(pool, answers, Draw(seed, str(len(answers))))).item:
        choices.append(choice)
        answers.append(Answered(choice.item, solve(choice.item), choice.item.timed))
    return list(zip(answers, choices, strict=True))


def crcn_pool(competences: Sequence[str], items_per_skill: int = 2) -> Pool:
    """A plan of these competences of the CRCN, with so many challenges for each skill."""
    skills = [one for competence in competences for one in load().skills_of(competence)]
    return Pool.of(skills, [item(one, str(n)) for one in skills for n in range(items_per_skill)])


@pytest.fixture(scope="session")
def make_skill() -> Callable[..., Skill]:
    """Maker of skills."""
    return skill


@pytest.fixture(scope="session")
def make_item() -> Callable[..., Item]:
    """Maker of items."""
    return item


@pytest.fixture(scope="session")
def run() -> Play:
    """Player of whole attempts."""
    return play


@pytest.fixture(scope="session")
def make_crcn() -> Callable[..., Pool]:
    """Maker of plans of the CRCN."""
    return crcn_pool


@pytest.fixture(scope="session")
def table_data() -> Pool:
    """Competence 1.3 of the CRCN, two challenges for each skill."""
    return crcn_pool(["1.3"])
