"""Beginning again: an improvement keeps what was shown, a reset keeps nothing, and both wait for their delay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.replay import replay_stored
from pixnb.bank.bank import Bank
from pixnb.core.attempt import Attempt
from pixnb.core.canonical import canonical
from pixnb.core.errors import AttemptError
from pixnb.core.protocol import View
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner

Make = Callable[..., Assessor]


def play(assessor: Assessor, level: int, mode: str = "first", limit: int = 200) -> View:
    """An attempt of somebody who can do everything up to a level."""
    return SimulatedLearner(assessor, lambda asked: asked.item.level <= level).play(limit, mode)  # type: ignore[arg-type]


def attempt(assessor: Assessor, view: View) -> Attempt:
    return assessor.sitting(view["attempt"]).attempt


def last_answer(assessor: Assessor, view: View) -> datetime:
    closed = attempt(assessor, view).closed[-1].closed_at
    assert closed is not None
    return closed


def day_of(text: str | None) -> datetime:
    assert text is not None
    return datetime.fromisoformat(text)


def test_a_result_says_when_it_may_be_improved_and_reset(assessor: Assessor) -> None:
    """Four and seven days after the last answer."""
    end = play(assessor, 3)
    assert end["again"] is not None
    last = last_answer(assessor, end)
    assert day_of(end["again"]["improve_on"]) == last + timedelta(days=4)
    assert day_of(end["again"]["reset_on"]) == last + timedelta(days=7)


@pytest.mark.parametrize(("mode", "days"), [("improve", 4), ("reset", 7)])
def test_who_comes_too_early_is_told_from_when(
    assessor: Assessor, store: Store, clock: Clock, mode: str, days: int
) -> None:
    """Nothing is written before the delay is over; the error carries the date that the result shows."""
    end = play(assessor, 3)
    due = last_answer(assessor, end) + timedelta(days=days)
    clock.now = due - timedelta(seconds=2)
    with pytest.raises(AttemptError) as refused:
        assessor.start(plan="1.3", lang="fr", mode=mode)  # type: ignore[arg-type]
    assert (refused.value.code, day_of(refused.value.params["date"])) == ("attempt.too_early", due)
    assert len(store.attempts()) == 1
    clock.now = due
    assert assessor.start(plan="1.3", lang="fr", mode=mode)["screen"] == "question"  # type: ignore[arg-type]


def test_an_improvement_keeps_what_was_shown_and_asks_the_rest(assessor: Assessor, clock: Clock, store: Store) -> None:
    """Nothing that was shown is asked again, misses are, and the result counts both attempts."""
    first = play(assessor, 2)
    shown = {skill for skill, _, status in attempt(assessor, first).result["elements"] if status == "validated"}  # type: ignore[index]
    clock.forward(days=5)
    second = play(assessor, 5, "improve")
    improved = attempt(assessor, second)
    assert {skill for skill, _, _ in improved.prior} == shown
    assert not {one.item.skill for one in improved.questions} & shown
    assert first["result"] is not None
    assert second["result"] is not None
    assert (first["result"]["level"], second["result"]["level"]) == (2, 5)
    assert replay_stored(store, improved.id).differences == ()


def test_a_shorter_way_up_than_from_the_beginning(assessor: Assessor, make: Make, clock: Clock) -> None:
    """What is known need not be asked: the improvement announces and takes fewer questions than a first attempt."""
    play(assessor, 3)
    clock.forward(days=5)
    improved = attempt(assessor, play(assessor, 5, "improve"))
    fresh = attempt(other := make(learner="Inès"), play(other, 5))
    assert len(improved.questions) < len(fresh.questions)


def test_a_reset_begins_from_nothing(assessor: Assessor, clock: Clock, store: Store) -> None:
    """Everything may be asked again, and the result is that of this attempt alone."""
    play(assessor, 5)
    clock.forward(days=8)
    second = play(assessor, 1, "reset")
    assert attempt(assessor, second).prior == ()
    assert second["result"] is not None
    assert second["result"]["level"] == 1
    assert replay_stored(store, second["attempt"]).differences == ()


def test_who_has_shown_everything_has_nothing_to_improve(assessor: Assessor, store: Store, clock: Clock) -> None:
    """The result offers no improvement, and an attempt at one is refused before anything is written."""
    end = play(assessor, 8)
    assert end["again"] is not None
    assert end["again"]["improve_on"] is None
    assert end["again"]["reset_on"] is not None
    clock.forward(days=5)
    with pytest.raises(AttemptError) as refused:
        assessor.start(plan="1.3", lang="fr", mode="improve")
    assert refused.value.code == "attempt.nothing_left"
    assert len(store.attempts()) == 1


def test_an_open_attempt_is_gone_on_with_in_any_mode(assessor: Assessor, store: Store, clock: Clock) -> None:
    """Whoever presses “improve” in another tab finds the improvement that was begun."""
    play(assessor, 2)
    clock.forward(days=8)
    begun = assessor.start(plan="1.3", lang="fr", mode="improve")
    for mode in ("first", "improve", "reset"):
        assert canonical(assessor.start(plan="1.3", lang="fr", mode=mode)) == canonical(begun)  # type: ignore[arg-type]
    assert len(store.attempts()) == 2


def test_an_open_attempt_counts_for_the_delay_of_others(make: Make, bank: Bank, clock: Clock) -> None:
    """An answer yesterday in a thematic plan about the same skills moves the day of the improvement."""
    from pixnb.core.plan import thematic

    skills = [skill.id for skill in bank.framework.skills_of("1.3")]
    words = {"fr": "Tableaux", "en": "Tables"}
    theme = thematic(bank.framework, "tables", words, words, skills)
    assessor = make(plans=[theme])
    end = play(assessor, 2)
    clock.forward(days=3)
    other = SimulatedLearner(assessor, lambda asked: False, plan="thematic-tables").play(limit=1)
    again = assessor.view(plan="1.3", lang="fr")["again"]
    assert again is not None
    assert day_of(again["improve_on"]) == last_answer(assessor, other) + timedelta(days=4)
    assert day_of(again["improve_on"]) > last_answer(assessor, end) + timedelta(days=7)


def test_the_plan_id_means_the_same_as_the_code(assessor: Assessor) -> None:
    """“1.3” and “positioning-1.3” are one plan."""
    first = assessor.start(plan="1.3", lang="fr")
    assert canonical(assessor.view(plan="positioning-1.3", lang="fr")) == canonical(first)
