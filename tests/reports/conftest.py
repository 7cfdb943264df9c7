"""A profile to print: some levels, a range, and competences that nobody assessed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from pixnb.assessor.profile import profile_message
from pixnb.connect import open_bank
from pixnb.core.app_messages import ProfileMessage
from pixnb.core.profile import Evidence, Knowledge, Shown
from pixnb.core.text import Lang

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
ASSESSED = ("1.3", "2.1", "3.1", "4.1", "5.1")
ONE_QUESTION = "1.2"

Printed = Callable[..., ProfileMessage]


def knowledge() -> Knowledge:
    """Five competences shown up to level 3, and one answer in a sixth."""
    elements, answers = {}, []
    asked = [item for item in open_bank().items if item.competence in ASSESSED]
    asked.append(next(item for item in open_bank().items if item.competence == ONE_QUESTION))
    for place, item in enumerate(asked):
        right, at = item.level <= 3, NOON - dt.timedelta(minutes=len(asked) - place)
        outcome = "correct" if right else "wrong"
        answers.append(
            Shown(item.skill, item.competence, item.level, outcome, 0.1, at, "a", str(place), item.challenge)
        )
        status = "validated" if right else "invalidated"
        elements[item.skill] = Evidence(item.skill, item.competence, "direct", status, at, "a")
    return Knowledge(elements, tuple(answers), ((NOON, dict(elements)),))


@pytest.fixture(scope="session")
def known() -> Knowledge:
    """What the learner's attempts say."""
    return knowledge()


@pytest.fixture(scope="session")
def printed(known: Knowledge) -> Printed:
    """Makes the profile in a language, under a name."""
    bank = open_bank()

    def made(lang: Lang = "fr", name: str = "Inès B.", known: Knowledge = known) -> ProfileMessage:
        return profile_message(known, bank, lang, name=name, at=NOON)

    return made
