"""Plans: what they ask, and that what an older version wrote is still understood."""

from __future__ import annotations

import json

import pytest

from pixnb.core.errors import FrameworkError
from pixnb.core.plan import Plan, plan_from, positioning, practice, thematic
from pixnb.frameworks import load

CRCN = load()
TITLE = {"fr": "Données", "en": "Data"}
ABOUT = {"fr": "Trois compétences.", "en": "Three competences."}


@pytest.mark.parametrize(
    "plan",
    [
        positioning(CRCN, "1.3"),
        practice(CRCN, "1.3-laps-total", "1.3.formulas.sum"),
        thematic(CRCN, "data", TITLE, ABOUT, ["1.3.formulas.sum", "1.3.charts.read"], 20),
    ],
    ids=lambda plan: plan.purpose,
)
def test_a_plan_comes_back_from_the_log_as_it_was(plan: Plan) -> None:
    """What is written as JSON and read again is the same plan, and can be looked up by."""
    again = plan_from(json.loads(json.dumps(plan.json())))
    assert again == plan
    assert hash(again) == hash(plan)


def test_a_plan_of_version_01_gets_the_defaults() -> None:
    """Plans that were frozen before there was a purpose are positionings without a limit."""
    new = ("purpose", "title", "description", "challenges", "limit")
    old = {name: value for name, value in positioning(CRCN, "1.3").json().items() if name not in new}
    assert plan_from(old) == positioning(CRCN, "1.3")


def test_practice_asks_one_challenge_and_never_pauses() -> None:
    """Its id names the challenge, and whoever has met that can meet it anywhere."""
    plan = practice(CRCN, "1.3-laps-total", "1.3.formulas.sum")
    assert (plan.id, plan.challenges, plan.skills) == (
        "practice-1.3-laps-total", ("1.3-laps-total",), ("1.3.formulas.sum",),
    )  # fmt: skip
    assert (plan.competence, plan.strategy, plan.purpose, plan.checkpoint_every) == ("1.3", "practice", "practice", 0)


def test_a_thematic_plan_of_several_competences_names_none() -> None:
    """Skills of two competences: no single code; skills of one: its code. Repeated skills count once."""
    here, there = CRCN.skills_of("1.3")[0].id, CRCN.skills_of("1.1")[0].id
    both = thematic(CRCN, "data", TITLE, ABOUT, [here, there, here])
    assert (both.id, both.competence, both.skills) == ("thematic-data", "", (here, there))
    assert thematic(CRCN, "thematic-data", TITLE, ABOUT, [here]).id == "thematic-data"
    assert thematic(CRCN, "data", TITLE, ABOUT, [here]).competence == "1.3"


@pytest.mark.parametrize(
    "make",
    [
        lambda: positioning(CRCN, "9.9"),
        lambda: practice(CRCN, "x", "1.3.nothing"),
        lambda: thematic(CRCN, "x", TITLE, ABOUT, ["1.3.nothing"]),
    ],
)
def test_what_the_framework_does_not_have_is_refused(make: object) -> None:
    """An unknown competence or skill is named."""
    with pytest.raises(FrameworkError, match=r"9\.9|nothing"):
        make()  # type: ignore[operator]
