"""Thematic plans: chosen skills of several competences, with a limit and words of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.replay import replay_stored
from pixnb.bank.bank import Bank
from pixnb.core.errors import FrameworkError
from pixnb.core.plan import Plan, thematic
from pixnb.store.store import Store
from pixnb.testing import SimulatedLearner

Make = Callable[..., Assessor]
TITLE = {"fr": "Données en classe", "en": "Data in class"}
ABOUT = {"fr": "Trois sujets.", "en": "Three topics."}


@pytest.fixture(scope="module")
def theme(bank: Bank) -> Plan:
    """Skills of levels 1 to 4 in two competences, that the bank can ask."""
    chosen = [one for code in ("1.3", "1.1") for one in bank.framework.skills_of(code) if one.level <= 4]
    asked = {item.skill for item in bank.items if item.needs != "lab"}
    return thematic(bank.framework, "data", TITLE, ABOUT, [one.id for one in chosen if one.id in asked])


def play(make: Make, theme: Plan, level: int) -> tuple[Assessor, SimulatedLearner]:
    assessor = make(plans=[theme])
    return assessor, SimulatedLearner(assessor, lambda asked: asked.item.level <= level, plan=theme.id)


def test_a_plan_is_shown_in_its_own_words(make: Make, theme: Plan) -> None:
    """Title and description are the plan's, in the language of the screen; no competence and no area stand for it."""
    said = make(plans=[theme]).view(plan="thematic-data", lang="en")["plan"]
    assert (said["title"], said["description"]) == (TITLE["en"], ABOUT["en"])
    assert (said["purpose"], said["competence"], said["area"]) == ("thematic", "", 0)


def test_a_title_in_one_language_serves_both(make: Make, theme: Plan) -> None:
    """A teacher may write in one language alone."""
    one = replace(theme, title={"fr": "Données"})
    assert make(plans=[one]).view(plan=theme.id, lang="en")["plan"]["title"] == "Données"


def test_the_result_speaks_of_each_competence_from_the_skills_of_the_plan(
    make: Make, theme: Plan, store: Store
) -> None:
    """Who can do everything shows, in each competence, all that the plan could ask, and no more."""
    assessor, learner = play(make, theme, 8)
    end = learner.play()
    assert end["result"] is not None
    lines = end["result"]["competences"]
    assert [one["competence"] for one in lines] == ["1.1", "1.3"]
    for one in lines:
        assert (one["level"], one["shown"]) == (one["reachable"], one["skills"])
        assert one["skills"] == len([skill for skill in theme.skills if skill.startswith(one["competence"])])
    assert end["result"]["pix"] == sum(one["pix"] for one in lines) > 0
    assert {skill["id"] for skill in end["result"]["can"]} <= set(theme.skills)
    asked = assessor.sitting(end["attempt"]).attempt.questions
    assert {one.item.skill for one in asked} <= set(theme.skills)
    assert {one.item.competence for one in asked} == {"1.1", "1.3"}
    assert replay_stored(store, end["attempt"]).differences == ()


def test_what_is_next_is_of_the_plan_too(make: Make, theme: Plan) -> None:
    """Who can do nothing is shown the easiest skills of the plan, and nothing beside it."""
    _, learner = play(make, theme, 0)
    end = learner.play()
    assert end["result"] is not None
    assert [one["level"] for one in end["result"]["competences"]] == [0, 0]
    assert {skill["id"] for skill in end["result"]["next"]} <= set(theme.skills)
    assert end["result"]["can"] == []


def test_an_attempt_ends_at_its_limit(make: Make, theme: Plan, store: Store) -> None:
    """With a limit of three, three questions are asked, never more are announced, and the rest is not assessed."""
    _, learner = play(make, replace(theme, limit=3), 8)
    view = learner.assessor.start(plan=theme.id, lang="fr")
    remaining = view["progress"]["remaining"]
    assert remaining is not None
    assert remaining["low"] <= remaining["high"] == 2
    end = learner.play()
    assert end["progress"]["answered"] == 3
    assert end["result"] is not None
    for one in end["result"]["competences"]:
        assert (one["level"] is None) == (one["pix"] == 0 and one["shown"] == 0)
    assert replay_stored(store, end["attempt"]).differences == ()


def test_only_the_named_challenges_are_asked(make: Make, theme: Plan, bank: Bank) -> None:
    """A plan may name its challenges; what others could show does not count as reachable."""
    names = sorted(item.challenge for item in bank.items if item.skill in theme.skills)[:2]
    assessor, learner = play(make, replace(theme, challenges=tuple(names)), 8)
    end = learner.play()
    asked = assessor.sitting(end["attempt"]).attempt.questions
    assert {one.item.challenge for one in asked} <= set(names)
    assert end["result"] is not None
    assert all(one["level"] == one["reachable"] for one in end["result"]["competences"] if one["level"] is not None)


def test_a_plan_that_was_begun_is_known_without_being_handed_over(make: Make, theme: Plan) -> None:
    """Whoever began it in a notebook finds it again in the app, which was given no plan."""
    _, learner = play(make, theme, 3)
    view = learner.assessor.start(plan=theme.id, lang="fr")
    assert make().view(plan=theme.id, lang="fr") == view
    assert make().start(plan=theme.id, lang="fr") == view


def test_an_unknown_plan_is_refused(make: Make) -> None:
    """A name that means nothing to anybody."""
    with pytest.raises(FrameworkError, match="thematic-data"):
        make().view(plan="thematic-data", lang="fr")
