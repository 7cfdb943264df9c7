"""The profile: totals, areas, and the way so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.desk import Desk
from pixnb.assessor.profile import MOMENTS, profile_message, thinned
from pixnb.bank.bank import Bank
from pixnb.core.profile import Evidence, Knowledge, Shown
from pixnb.testing import SimulatedLearner

NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def learnt(bank: Bank, answers: int, attempts: int) -> Knowledge:
    """So many answers, one an hour, in so many attempts; every skill is shown at last."""
    elements: dict[str, Evidence] = {}
    given, steps = [], []
    for place in range(answers):
        item, at = bank.items[place % len(bank.items)], NOON - dt.timedelta(hours=answers - place)
        attempt = str(place * attempts // answers)
        given.append(Shown(item.skill, item.competence, item.level, "correct", 0.2, at, attempt, "1", item.challenge))
        elements[item.skill] = Evidence(item.skill, item.competence, "direct", "validated", at, attempt)
        if (place + 1) * attempts // answers != place * attempts // answers:
            steps.append((at, dict(elements)))
    return Knowledge(elements, tuple(given), tuple(steps))


def test_an_empty_profile_says_nothing(bank: Bank) -> None:
    """Nobody knows anything yet: no pix, nothing assessed, no picture."""
    found = profile_message(Knowledge({}, ()), bank, "fr", name="Inès", at=NOON)
    assert (found["pix"], found["low"], found["high"], found["assessed"], found["answers"]) == (0, 0, 0, 0, 0)
    assert found["progress"]["moments"] == []
    assert [line["pix"] for line in found["progress"]["lines"]] == [[]] * 5


def test_totals_are_sums(bank: Bank) -> None:
    """The total is that of the competences, lies in its margin, and the scale is the framework's."""
    found = profile_message(learnt(bank, 400, 20), bank, "en", name="Inès", at=NOON)
    rows = [one for area in found["areas"] for one in area["standings"]]
    assert found["pix"] == sum(one["pix"] for one in rows)
    assert found["assessed"] == sum(one["state"] != "unassessed" for one in rows)
    assert 0 <= found["low"] <= found["pix"] <= found["high"] <= found["reachable_pix"] <= found["max_pix"] == 1024
    assert found["digcomp_version"] == "3.0"
    assert found["at"].startswith("2026-11-21T12:00")


def test_the_way_ends_where_the_learner_stands(bank: Bank) -> None:
    """Five lines, as many points as moments, at most sixty, rising in time, the last one the present."""
    found = profile_message(learnt(bank, 900, 200), bank, "fr", name="", at=NOON)
    moments, lines = found["progress"]["moments"], found["progress"]["lines"]
    assert len(moments) == MOMENTS
    assert moments == sorted(set(moments))
    assert [len(line["pix"]) for line in lines] == [MOMENTS] * 5
    now = [sum(one["pix"] for one in area["standings"]) for area in found["areas"]]
    assert [line["pix"][-1] for line in lines] == now
    assert [line["name"] for line in lines] == [area["name"] for area in found["areas"]]


def test_thinning_keeps_both_ends() -> None:
    """Where the way began and where it leads stay, in order, whatever is left out between."""
    steps = [(NOON + dt.timedelta(hours=hour), {}) for hour in range(331)]
    kept = thinned(steps, 60)
    assert (kept[0], kept[-1], len(kept)) == (steps[0], steps[-1], 60)
    assert kept == sorted(kept, key=lambda one: one[0])
    assert thinned(steps[:60], 60) == steps[:60]


def test_two_attempts_finished_at_once_are_one_moment(bank: Bank) -> None:
    """Moments rise: of two at the same time the later state counts."""
    known = learnt(bank, 40, 2)
    (_, first), (_, last) = known.steps
    doubled = Knowledge(known.elements, known.answers, ((NOON, first), (NOON, last)))
    found = profile_message(doubled, bank, "fr", name="", at=NOON)
    assert len(found["progress"]["moments"]) == 1
    assert sum(line["pix"][0] for line in found["progress"]["lines"]) == found["pix"]


def test_a_desk_shows_what_was_played(desk: Desk, make: Callable[..., Assessor]) -> None:
    """From the log to the profile: a played competence has the pix of its frozen result."""
    view = SimulatedLearner(make(learner="Inès"), lambda question: question.item.level <= 3).play()
    assert view["result"] is not None
    found = desk.profile(lang="fr")
    row = next(one for area in found["areas"] for one in area["standings"] if one["competence"] == "1.3")
    assert (row["pix"], row["level"]) == (view["result"]["pix"], view["result"]["level"])
    assert row["answers"] == len(view["result"]["questions"]) == found["answers"]
    assert found["name"] == "Inès"


def test_practice_leaves_the_profile_as_it_is(desk: Desk, make: Callable[..., Assessor]) -> None:
    """Trying again with other values moves nothing."""
    view = SimulatedLearner(make(learner="Inès"), lambda question: question.item.level <= 1).play()
    before = desk.profile(lang="fr")
    question = desk.review(attempt=view["attempt"], lang="fr")["questions"][0]
    again = desk.practise(attempt=view["attempt"], question=question["id"], lang="fr")
    assert again["question"] is not None
    desk.skip(attempt=again["attempt"], question=again["question"]["id"], key="k", lang="fr")
    assert {**desk.profile(lang="fr"), "at": ""} == {**before, "at": ""}
