"""An attempt from the first screen to the last, and everything that may come between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.replay import replay
from pixnb.core.canonical import canonical
from pixnb.core.errors import AttemptError, Conflict, FrameworkError, InvalidAnswer
from pixnb.core.protocol import View
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner

Make = Callable[..., Assessor]


def begun(assessor: Assessor) -> View:
    return assessor.start(plan="1.3", lang="fr")


def question(view: View) -> dict[str, Any]:
    assert view["question"] is not None
    return {"attempt": view["attempt"], "question": view["question"]["id"], "lang": "fr"}


def kinds(store: Store, attempt: str) -> list[str]:
    return [event.kind for event in store.events(attempt)]


def test_before_the_start_nothing_is_written(assessor: Assessor, store: Store) -> None:
    """Looking at the start screen begins no attempt; it says how far today's bank goes."""
    view = assessor.view(plan="1.3", lang="fr")
    assert (view["screen"], view["attempt"], store.attempts()) == ("start", "", [])
    assert view["plan"]["reachable_level"] >= 6
    remaining = view["progress"]["remaining"]
    assert remaining is not None
    assert 1 <= remaining["low"] <= remaining["high"]


def test_a_reload_shows_the_same_variant(make: Make) -> None:
    """Another process asks for the view and gets the same question, byte for byte."""
    first = begun(make())
    again = make(name="another process").view(plan="1.3", lang="fr")
    assert canonical(first) == canonical(again)


def test_starting_twice_goes_on_with_the_open_attempt(make: Make, store: Store) -> None:
    """Two tabs that press start share one attempt and one question."""
    assert canonical(begun(make())) == canonical(begun(make(name="second tab")))
    assert len(store.attempts()) == 1


def test_the_same_submission_twice_is_one_event_and_one_receipt(assessor: Assessor, store: Store) -> None:
    """A repeated idempotency key changes nothing and gets the same receipt."""
    view = begun(assessor)
    first = assessor.skip(**question(view), key="once")
    second = assessor.skip(**question(view), key="once")
    assert canonical(first) == canonical(second)
    assert kinds(store, view["attempt"]) == ["started", "presented", "skipped"]


def test_a_second_answer_to_a_closed_question_is_a_conflict(assessor: Assessor) -> None:
    """Another tab that answers later is told to look again."""
    view = begun(assessor)
    assessor.skip(**question(view), key="one tab")
    with pytest.raises(Conflict):
        assessor.skip(**question(view), key="other tab")


def test_an_answer_that_cannot_be_read_costs_nothing(assessor: Assessor, store: Store) -> None:
    """An invalid answer is handed back: the question stays open and the log is as before."""
    view = begun(assessor)
    for answer in ({}, {"text": ""}, {"choices": []}, {"nonsense": [1, {"a": None}]}):
        with pytest.raises(InvalidAnswer):
            assessor.answer(**question(view), answer=answer, key=f"bad {answer}")
    assert kinds(store, view["attempt"]) == ["started", "presented"]
    assert assessor.view(plan="1.3", lang="fr")["screen"] == "question"


def test_an_answer_as_large_as_a_book_is_handed_back(assessor: Assessor) -> None:
    """The size of an answer is bounded before anything else looks at it."""
    with pytest.raises(InvalidAnswer, match="at most"):
        assessor.answer(**question(begun(assessor)), answer={"text": "x" * 200_000}, key="book")


def test_a_report_leaves_the_question_open(assessor: Assessor, store: Store) -> None:
    """A problem can be reported and the question answered afterwards; the words are not in the event."""
    view = begun(assessor)
    receipt = assessor.report(**question(view), category="unclear", text="je ne comprends pas", key="r1")
    assert receipt["view"]["screen"] == "question"
    event = store.events(view["attempt"])[-1]
    assert event.kind == "reported"
    assert "comprends" not in str(event.body)
    assert store.content(view["attempt"], event.seq) == {"text": "je ne comprends pas"}


def test_next_asked_twice_moves_once(assessor: Assessor, store: Store) -> None:
    """A doubled « next » presents one question."""
    view = begun(assessor)
    receipt = assessor.skip(**question(view), key="k")
    go_on = {"attempt": view["attempt"], "after": receipt["view"]["after"], "lang": "fr"}
    assert canonical(assessor.next(**go_on)) == canonical(assessor.next(**go_on))
    assert kinds(store, view["attempt"]).count("presented") == 2


def test_next_does_nothing_while_a_question_is_open(assessor: Assessor, store: Store) -> None:
    """A question is left by an answer or a skip only."""
    view = begun(assessor)
    for after in ("", "feedback:2", "checkpoint:2", "feedback:99", "; drop table events"):
        assert assessor.next(attempt=view["attempt"], after=after, lang="fr")["screen"] == "question"
    assert kinds(store, view["attempt"]) == ["started", "presented"]


def test_a_pause_comes_after_every_five_questions(assessor: Assessor) -> None:
    """The checkpoint lists the five questions just answered, and going on presents the sixth."""
    learner = SimulatedLearner(assessor, lambda asked: asked.item.level <= 4)
    view = begun(assessor)
    for _ in range(5):
        receipt = learner.answer(view)
        view = assessor.next(attempt=view["attempt"], after=receipt["view"]["after"], lang="fr")
    assert view["screen"] == "checkpoint"
    assert view["checkpoint"] is not None
    assert [one["number"] for one in view["checkpoint"]["questions"]] == [1, 2, 3, 4, 5]
    assert assessor.next(attempt=view["attempt"], after=view["after"], lang="fr")["screen"] == "question"


@pytest.mark.parametrize("level", [0, 1, 3, 6, 8])
def test_a_learner_of_a_level_gets_that_level(assessor: Assessor, store: Store, level: int) -> None:
    """Somebody who can do everything up to a level, and nothing beyond, is shown that level."""
    view = SimulatedLearner(assessor, lambda asked: asked.item.level <= level).play()
    result = view["result"]
    assert result is not None
    assert result["level"] == min(level, result["reachable_level"])
    assert all(skill["level"] <= level for skill in result["can"])
    assert all(skill["level"] > result["level"] for skill in result["next"])
    assert replay(store.events(view["attempt"]), store.contents(view["attempt"]), store.blob).equal


def test_a_finished_attempt_stays_as_it_was(assessor: Assessor, store: Store, clock: Clock) -> None:
    """After the end the view shows the frozen result; a new attempt is another one, and waits for its delay."""
    end = SimulatedLearner(assessor, lambda asked: asked.item.level <= 2).play()
    assert canonical(assessor.view(plan="1.3", lang="fr")) == canonical(end)
    assert canonical(begun(assessor)) == canonical(end)
    clock.forward(days=4)
    fresh = assessor.start(plan="1.3", lang="fr", mode="improve")
    assert (fresh["attempt"] != end["attempt"], fresh["progress"]["number"]) == (True, 1)
    assert len(store.attempts()) == 2


def test_a_switch_of_language_keeps_the_question(assessor: Assessor) -> None:
    """The same question is shown in the other language, and a right answer to it counts."""
    view = begun(assessor)
    english = assessor.view(plan="1.3", lang="en")
    assert view["question"] is not None
    assert english["question"] is not None
    assert english["question"]["id"] == view["question"]["id"]
    assert english["question"]["title"] != view["question"]["title"]
    learner = SimulatedLearner(assessor, lambda asked: True, lang="en")
    feedback = learner.answer(english)["view"]["feedback"]
    assert feedback is not None
    assert feedback["outcome"] == "correct"


def test_an_attempt_of_another_learner_does_not_exist(make: Make) -> None:
    """Nobody can look into or answer somebody else's attempt."""
    view = begun(make(learner="Inès"))
    other = make(learner="Tom")
    for call in (
        lambda: other.skip(**question(view), key="k"),
        lambda: other.next(attempt=view["attempt"], after="", lang="fr"),
        lambda: other.file(**question(view), name="x.csv"),
    ):
        with pytest.raises(AttemptError, match="there is no attempt"):
            call()


def test_an_unknown_competence_is_said_with_the_nearest(assessor: Assessor) -> None:
    """A wrong code names those that are near."""
    with pytest.raises(FrameworkError, match=r"1\.3"):
        assessor.view(plan="1.33", lang="fr")


def test_a_competence_without_challenges_says_so(make: Make, bank: Any) -> None:
    """A framework competence that the bank cannot ask ends in words, not in an empty attempt screen."""
    empty = type(bank)(bank.framework, {}, {})
    with pytest.raises(AttemptError, match="nothing to ask"):
        begun(make(empty))
