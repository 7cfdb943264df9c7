"""Past attempts: one line each, and every question with answer, verdict and explanation where the plan allows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pixnb.assessor.desk import Desk
from pixnb.bank.bank import Bank
from pixnb.core.attempt import Question
from pixnb.core.errors import AttemptError
from pixnb.core.plan import Plan, thematic
from pixnb.core.text import Lang
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner

Screen = Callable[..., Desk]


def able(level: int) -> Callable[[Question], bool]:
    return lambda question: question.item.level <= level


def play(desk: Desk, plan: str, level: int = 3, limit: int = 200, **options: Any) -> str:
    return SimulatedLearner(desk.assessor, able(level), plan).play(limit, **options)["attempt"]


def course(bank: Bank, **changes: Any) -> Plan:
    skills = [skill.id for name in ("1.1", "1.3") for skill in bank.framework.skills_of(name)]
    made = thematic(bank.framework, "data", {"fr": "Données", "en": "Data"}, {"fr": "", "en": ""}, skills, limit=4)
    return replace(made, **changes)


def test_a_new_learner_has_no_past(desk: Desk) -> None:
    """An empty list, not an error."""
    assert desk.history(lang="fr") == {"attempts": []}


def test_a_finished_attempt_says_its_frozen_result(desk: Desk) -> None:
    """The level and the pix of the end screen, and how many answers were right."""
    play(desk, "1.3")
    result = desk.view(plan="1.3", lang="en")["result"]
    assert result is not None
    (line,) = desk.history(lang="en")["attempts"]
    assert (line["level"], line["pix"], line["finished_at"]) == (result["level"], result["pix"], result["finished_at"])
    right = [one for one in result["questions"] if one["outcome"] == "correct"]
    assert (line["answers"], line["correct"]) == (len(result["questions"]), len(right))
    assert (line["title"], line["competence"], line["area"]) == ("Process data", "1.3", 1)
    assert (line["purpose"], line["mode"]) == ("positioning", "first")


def test_a_level_that_the_end_did_not_show_is_not_in_the_past_either(desk: Desk) -> None:
    """Where the margin was too wide the line has points and no level, whatever later attempts made of it."""
    play(desk, "1.3")
    for name in ("2.3", "3.4"):
        SimulatedLearner(desk.assessor, lambda question: question.item.level in {1, 3}, name).play()
    states = {}
    for line in desk.history(lang="fr")["attempts"]:
        result = desk.view(plan=line["competence"], lang="fr")["result"]
        assert result is not None
        assert result["standing"] is not None
        states[result["standing"]["state"]] = line["level"], line["pix"] == result["pix"]
        assert line["level"] == (result["level"] if result["standing"]["state"] == "level" else None)
        assert desk.review(attempt=line["attempt"], lang="fr")["summary"] == line
    assert states["range"] == (None, True)
    assert states["level"][0] is not None


def test_newest_first_with_the_open_one_among_them(desk: Desk, clock: Clock) -> None:
    """By when they began; an open attempt has no end, no level."""
    play(desk, "1.3")
    clock.forward(days=8)
    play(desk, "1.3", mode="reset")
    play(desk, "1.1", limit=2)
    lines = desk.history(lang="fr")["attempts"]
    assert [(one["plan"], one["mode"]) for one in lines] == [
        ("positioning-1.1", "first"),
        ("positioning-1.3", "reset"),
        ("positioning-1.3", "first"),
    ]
    assert (lines[0]["finished_at"], lines[0]["level"], lines[0]["answers"]) == (None, None, 2)


def test_an_attempt_that_goes_on_is_read_again(desk: Desk) -> None:
    """What is remembered of finished attempts is not remembered of open ones."""
    play(desk, "1.3", limit=2)
    assert desk.history(lang="fr")["attempts"][0]["answers"] == 2
    play(desk, "1.3")
    before = desk.history(lang="fr")["attempts"][0]
    assert before["answers"] > 2
    assert desk.history(lang="fr")["attempts"][0] == before


def test_practice_is_in_the_history_once_something_was_answered(desk: Desk) -> None:
    """Looked at and left: nothing happened."""
    attempt = play(desk, "1.3")
    question = desk.review(attempt=attempt, lang="fr")["questions"][0]["id"]
    view = desk.practise(attempt=attempt, question=question, lang="fr")
    assert [one["purpose"] for one in desk.history(lang="fr")["attempts"]] == ["positioning"]
    assert view["question"] is not None
    desk.skip(attempt=view["attempt"], question=view["question"]["id"], key="k", lang="fr")
    assert [one["purpose"] for one in desk.history(lang="fr")["attempts"]] == ["practice", "positioning"]


def test_a_course_of_several_competences_has_its_title_and_no_level(screen: Screen, bank: Bank) -> None:
    """Its points are in the profile; one level for two competences would say nothing."""
    desk = screen(plans=[course(bank)])
    desk.register(name="Inès")
    play(desk, "thematic-data")
    (line,) = desk.history(lang="en")["attempts"]
    assert (line["title"], line["competence"], line["area"]) == ("Data", "", 0)
    assert (line["level"], line["pix"], line["answers"]) == (None, None, 4)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_review_shows_every_closed_question_in_order(desk: Desk, lang: Lang) -> None:
    """With its title, verdict and time; the open one is not there."""
    attempt = play(desk, "1.3", limit=3)
    review = desk.review(attempt=attempt, lang=lang)
    assert review["summary"] == desk.history(lang=lang)["attempts"][0]
    assert [one["number"] for one in review["questions"]] == [1, 2, 3]
    assert all(one["title"] and one["outcome"] and one["practice"] for one in review["questions"])
    assert [one["at"] for one in review["questions"]] == sorted(one["at"] for one in review["questions"])


def test_a_question_reviewed_is_the_feedback_of_its_time(desk: Desk, clock: Clock) -> None:
    """Own answer, verdict and explanation, word for word, days later."""
    view = desk.start(plan="1.3", lang="fr")
    told = SimulatedLearner(desk.assessor, able(0), "1.3").answer(view)["view"]["feedback"]
    assert told is not None
    assert view["question"] is not None
    clock.forward(days=3)
    assert desk.reviewed(attempt=view["attempt"], question=view["question"]["id"], lang="fr") == told


def test_a_question_can_be_reviewed_after_its_answer_was_erased(desk: Desk, store: Store) -> None:
    """The verdict stands in the log; the learner's words are gone."""
    attempt = play(desk, "1.3", level=8, limit=1)
    store.erase_contents(attempt)
    question = desk.review(attempt=attempt, lang="fr")["questions"][0]["id"]
    shown = desk.reviewed(attempt=attempt, question=question, lang="fr")
    assert (shown["given"], shown["outcome"]) == (None, "correct")


def test_an_open_question_cannot_be_reviewed(desk: Desk) -> None:
    """Its solution would be the answer."""
    view = desk.start(plan="1.3", lang="fr")
    assert view["question"] is not None
    for question in (view["question"]["id"], "999"):
        with pytest.raises(AttemptError):
            desk.reviewed(attempt=view["attempt"], question=question, lang="fr")


def test_a_plan_without_verdicts_gives_none_away(screen: Screen, bank: Bank) -> None:
    """No outcome, no count of right answers, no explanation, no lesson for what was missed."""
    desk = screen(plans=[course(bank, feedback=False)])
    desk.register(name="Inès")
    first_right = SimulatedLearner(desk.assessor, lambda question: question.number == 1, "thematic-data")
    attempt = first_right.play(2)["attempt"]
    review = desk.review(attempt=attempt, lang="fr")
    assert [one["outcome"] for one in review["questions"]] == [None, None]
    assert (review["summary"]["answers"], review["summary"]["correct"]) == (2, 0)
    assert not any(one["practice"] for one in review["questions"])
    with pytest.raises(AttemptError) as caught:
        desk.reviewed(attempt=attempt, question=review["questions"][0]["id"], lang="fr")
    assert caught.value.code == "review.hidden"
    assert desk.lessons(lang="fr")["recommended"] == []


def test_what_the_bank_no_longer_has_cannot_be_practised(desk: Desk, screen: Screen, bank: Bank) -> None:
    """The past stays whole: only trying again is not offered."""
    attempt = play(desk, "1.3", limit=2)
    smaller = Bank(bank.framework, {}, bank.tutorials)
    later = screen(bank=smaller)
    later.desk()
    questions = later.review(attempt=attempt, lang="fr")["questions"]
    assert [(one["outcome"] is not None, one["practice"]) for one in questions] == [(True, False)] * 2
    assert later.reviewed(attempt=attempt, question=questions[0]["id"], lang="fr")["solution"]
