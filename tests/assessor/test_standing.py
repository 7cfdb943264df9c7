"""Where a learner stands: from knowledge, today's bank and its framework to a level or a range."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixnb.assessor.standing import Scale, positions, standing_answers, standings
from pixnb.bank.bank import Bank
from pixnb.connect import open_bank
from pixnb.core.challenge import Item, Outcome
from pixnb.core.plan import positioning
from pixnb.core.profile import Evidence, Knowledge, Shown
from pixnb.core.scoring import reachable_level

BANK = open_bank()
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)
OF_13 = tuple(item for item in BANK.items if item.competence == "1.3")


def shown(item: Item, outcome: Outcome = "correct", hours: float = 0, attempt: str = "a") -> Shown:
    at = NOON + dt.timedelta(hours=hours)
    return Shown(item.skill, item.competence, item.level, outcome, 0.0, at, attempt, "1", item.challenge)


def settled(one: Shown, **changes: Any) -> Evidence:
    status = "validated" if one.outcome == "correct" else "invalidated"
    return replace(Evidence(one.skill, one.competence, "direct", status, one.at, one.attempt), **changes)


def known(*answers: Shown) -> Knowledge:
    return Knowledge({one.skill: settled(one) for one in answers}, answers)


def up_to(level: int, items: tuple[Item, ...] = OF_13) -> Knowledge:
    """Every skill was asked, and those up to a level were shown."""
    return known(*(shown(item, "correct" if item.level <= level else "wrong") for item in items))


def test_nothing_answered_is_not_level_zero() -> None:
    """Without an answer nothing is said: sixteen competences unassessed, and everything possible."""
    found = standings(Knowledge({}, ()), BANK, "fr")
    assert list(found) == [one.id for one in BANK.framework.competences]
    assert {one["state"] for one in found.values()} == {"unassessed"}
    assert {one["assessed_at"] for one in found.values()} == {None}
    for one in found.values():
        assert (one["low"], one["answers"]) == (0, 0)
        assert one["high"] >= one["reachable_level"]


def test_one_question_gives_a_range() -> None:
    """After a single question of its own, a competence shows no level, whatever the margin."""
    assert standings(known(shown(OF_13[0])), BANK, "fr")["1.3"]["state"] == "range"


def test_two_questions_and_a_narrow_margin_give_a_level() -> None:
    """Many answers that agree: a level with its name and meaning, and a margin of at most two levels."""
    one = standings(up_to(3), BANK, "en")["1.3"]
    assert one["state"] == "level"
    assert (one["level_name"], one["area"]) == ("Independent", 1)
    assert one["level_meaning"] == BANK.framework.level(one["level"]).meaning["en"]
    assert one["high"] - one["low"] <= 2


def test_a_wide_margin_gives_a_range() -> None:
    """Two answers leave too much open for a level."""
    easy, hard = min(OF_13, key=lambda one: one.level), max(OF_13, key=lambda one: one.level)
    one = standings(known(shown(easy), shown(hard, "wrong")), BANK, "fr")["1.3"]
    assert one["high"] - one["low"] > 2
    assert one["state"] == "range"


def test_somebody_who_can_do_everything_reaches_what_the_bank_can_show() -> None:
    """Pix and level agree with what today's bank makes reachable."""
    one = standings(up_to(8), BANK, "fr")["1.3"]
    assert one["level"] == one["reachable_level"] == reachable_level(BANK.items, "1.3", BANK.framework)
    assert one["pix"] == one["level"] * one["pix_per_level"] + one["ahead"]


def test_a_competence_is_about_its_own_answers() -> None:
    """Answers in 1.3 say nothing of 1.2."""
    assert standings(up_to(3), BANK, "fr")["1.2"]["state"] == "unassessed"


def test_only_the_last_answer_about_a_skill_weighs() -> None:
    """A miss made good weighs no more than if it had never been; it still counts as an answer."""
    once = up_to(4)
    before = tuple(shown(item, "wrong", hours=-240, attempt="old") for item in OF_13)
    again = Knowledge(once.elements, (*before, *once.answers))
    one, other = standings(again, BANK, "fr")["1.3"], standings(once, BANK, "fr")["1.3"]
    assert (one["low"], one["high"], one["pix"]) == (other["low"], other["high"], other["pix"])
    assert one["answers"] == 2 * other["answers"]


def test_a_newer_inference_overtakes_an_older_answer() -> None:
    """Somebody who missed a skill and later showed a harder one of the topic is not held to the miss."""
    miss = shown(OF_13[0], "wrong")
    later = settled(miss, source="inferred", status="validated", at=NOON + dt.timedelta(days=5))
    assert standing_answers([miss], {miss.skill: later}) == []
    assert standing_answers([miss], {miss.skill: settled(miss)}) == [miss]


def test_what_cannot_be_asked_here_is_worth_nothing() -> None:
    """Values are those of the default plan's places: a challenge that needs a laboratory does not make a level."""
    places = positioning(BANK.framework, "1.3").places
    in_lab = Bank(BANK.framework, {k: v for k, v in BANK.challenges.items() if v.skill == OF_13[0].skill}, {})
    assert "lab" not in places
    assert Scale.of(in_lab).values[OF_13[0].skill] == 4
    elsewhere = {k: replace(v, document=replace(v.document, data={**v.document.data, "needs": "lab"}))
                 for k, v in in_lab.challenges.items()}  # fmt: skip
    assert Scale.of(Bank(BANK.framework, elsewhere, {})).values[OF_13[0].skill] == 0


def test_digcomp_stands_beside_by_name() -> None:
    """Each competence names those of DigComp, in the language of the screen."""
    french, english = (standings(Knowledge({}, ()), BANK, lang)["4.1"]["digcomp"] for lang in ("fr", "en"))
    assert french == [{"code": "4.1", "name": "Protéger les appareils", "relation": "exactMatchOf"}]
    assert english[0]["name"] == "Protecting devices"


outcome = st.sampled_from(["correct", "partial", "wrong", "skipped", None])
outcomes = st.lists(outcome, min_size=len(OF_13), max_size=len(OF_13))


@given(outcomes)
@settings(deadline=None, max_examples=60)
def test_the_interval_always_holds_the_pix(given_outcomes: list[Outcome | None]) -> None:
    """Whatever is answered: low ≤ pix ≤ high, on the scale, and a level is shown only when it may be."""
    answers = [shown(item, one) for item, one in zip(OF_13, given_outcomes, strict=True) if one]
    one = standings(known(*answers), BANK, "fr")["1.3"]
    shown_level = one["pix"] / one["pix_per_level"]
    if answers:
        assert 0 <= one["low"] <= shown_level <= one["high"] <= one["max_level"]
    assert one["pix"] <= (one["reachable_level"] + 1) * one["pix_per_level"]
    assert (one["state"] == "unassessed") == (not answers)
    if one["state"] == "level":
        assert len({answer.skill for answer in answers}) >= 2


def test_times_and_counts_come_from_the_answers() -> None:
    """The date is that of the last answer."""
    known_now = known(shown(OF_13[0], hours=-50), shown(OF_13[1], hours=-2), shown(OF_13[2], hours=-9))
    found = positions(known_now, Scale.of(BANK))["1.3"]
    assert found.at == NOON - dt.timedelta(hours=2)
    assert found.answers == len(known_now.answers)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_competence_has_words(lang: Any) -> None:
    """Names are there in both languages."""
    for one in standings(Knowledge({}, ()), BANK, lang).values():
        assert one["name"]
        assert all(link["name"] != link["code"] for link in one["digcomp"])
