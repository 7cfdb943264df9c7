"""Practice: a question again, with other values, that never moves a positioning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.knowledge import KnowledgeReader
from pixnb.assessor.memory import Blobs
from pixnb.assessor.replay import replay_stored
from pixnb.bank.bank import Bank
from pixnb.core.attempt import Question
from pixnb.core.errors import AttemptError, PixnbError
from pixnb.core.plan import positioning
from pixnb.core.profile import Knowledge
from pixnb.core.protocol import View
from pixnb.store.store import Store
from pixnb.testing import SimulatedLearner

Make = Callable[..., Assessor]


def known(store: Store, bank: Bank) -> Knowledge:
    return KnowledgeReader(store, Blobs(store.blob)).of(store.learner(), bank.framework)


@pytest.fixture
def missed(assessor: Assessor) -> Mapping[str, str]:
    """The first question of an attempt, missed."""
    view = SimulatedLearner(assessor, lambda asked: False).play(limit=1)
    return {"attempt": view["attempt"], "question": "2", "lang": "fr"}


def asked(assessor: Assessor, view: View) -> Question:
    question = assessor.sitting(view["attempt"]).attempt.open_question
    assert question is not None
    return question


def test_practice_asks_the_same_challenge_with_other_values(assessor: Assessor, missed: Mapping[str, str]) -> None:
    """The challenge is that of the question, the variant another one, and the plan says what is practised."""
    before = assessor.sitting(missed["attempt"]).attempt.questions[0]
    view = assessor.practise(**missed)
    again = asked(assessor, view)
    assert again.item.challenge == before.item.challenge
    assert again.variant != before.variant
    assert view["plan"]["id"] == f"practice-{before.item.challenge}"
    assert (view["plan"]["purpose"], view["plan"]["competence"]) == ("practice", "1.3")
    assert view["plan"]["description"]


def test_after_each_answer_the_challenge_comes_again_without_pause_or_end(
    assessor: Assessor, missed: Mapping[str, str]
) -> None:
    """Twelve answers in a row: feedback, then the same challenge, always other values; no number is announced."""
    learner, view, seen = SimulatedLearner(assessor, lambda asked: True), assessor.practise(**missed), set()
    for _ in range(12):
        question = asked(assessor, view)
        seen.add(question.variant)
        assert view["progress"]["remaining"] is None
        receipt = learner.answer(view)
        assert receipt["view"]["screen"] == "feedback"
        view = assessor.next(attempt=view["attempt"], after=receipt["view"]["after"], lang="fr")
        assert asked(assessor, view).item.challenge == question.item.challenge
    assert len(seen) > 6


def test_practice_never_moves_a_positioning(
    assessor: Assessor, missed: Mapping[str, str], store: Store, bank: Bank
) -> None:
    """A right answer in practice changes neither what is known, nor what comes next in the positioning."""
    before, view = known(store, bank), assessor.view(plan="1.3", lang="fr")
    SimulatedLearner(assessor, lambda asked: True).answer(assessor.practise(**missed))
    assert known(store, bank) == before
    assert assessor.view(plan="1.3", lang="fr") == view


def test_who_comes_back_to_practice_gets_a_question(
    assessor: Assessor, missed: Mapping[str, str], store: Store
) -> None:
    """An open question of practice is shown again; after an answered one another is asked, in the same attempt."""
    first = assessor.practise(**missed)
    assert asked(assessor, assessor.practise(**missed)).variant == asked(assessor, first).variant
    SimulatedLearner(assessor, lambda asked: True).answer(first)
    second = assessor.practise(**missed)
    assert (second["screen"], second["attempt"]) == ("question", first["attempt"])
    assert replay_stored(store, first["attempt"]).differences == ()


def test_practice_can_be_practised(assessor: Assessor, missed: Mapping[str, str]) -> None:
    """“Try again” stands under the feedback of practice too, and goes on there."""
    first = assessor.practise(**missed)
    SimulatedLearner(assessor, lambda asked: False).answer(first)
    again = assessor.practise(attempt=first["attempt"], question="2", lang="fr")
    assert (again["attempt"], again["screen"]) == (first["attempt"], "question")


def test_a_practice_screen_comes_back_after_a_reload(assessor: Assessor, missed: Mapping[str, str]) -> None:
    """The id of the plan in a view brings its screen back."""
    view = assessor.practise(**missed)
    assert assessor.view(plan=view["plan"]["id"], lang="fr") == view


def test_a_challenge_that_left_the_bank_cannot_be_practised(
    assessor: Assessor, missed: Mapping[str, str], make: Make, bank: Bank
) -> None:
    """It is said; practice that was begun before is still there to look at."""
    begun = assessor.practise(**missed)
    gone = asked(assessor, begun).item.challenge
    smaller = make(Bank(bank.framework, {k: v for k, v in bank.challenges.items() if k != gone}, bank.tutorials))
    with pytest.raises(AttemptError) as refused:
        smaller.practise(**missed)
    assert refused.value.code == "bank"
    assert smaller.view(plan=begun["plan"]["id"], lang="fr")["screen"] == "question"


def test_a_question_without_a_verdict_cannot_be_practised(assessor: Assessor, make: Make, bank: Bank) -> None:
    """Neither an open question, nor a closed one of an open attempt whose plan shows no verdicts: it would tell."""
    view = assessor.start(plan="1.3", lang="fr")
    silent = replace(positioning(bank.framework, "1.3"), id="thematic-silent", feedback=False)
    quiet = make(plans=[silent])
    closed = SimulatedLearner(quiet, lambda asked: True, plan="thematic-silent").play(limit=1)
    for attempt in (view["attempt"], closed["attempt"]):
        with pytest.raises(AttemptError, match="before its verdict is known"):
            assessor.practise(attempt=attempt, question="2", lang="fr")


def test_nobody_practises_the_unknown(assessor: Assessor) -> None:
    """A challenge that no bank has, in a plan that nobody began, is an error with a name."""
    with pytest.raises(PixnbError, match="no challenge “nothing”"):
        assessor.view(plan="practice-nothing", lang="fr")
