"""What a learner's attempts say together: the latest wins, a reset forgets, and only times put them in order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pixnb.core.challenge import Outcome
from pixnb.core.profile import Account, Evidence, Knowledge, Shown, gathered, kept, last_answer
from pixnb.core.scoring import Source, Status

SKILLS = ("a", "b", "c")
START = datetime(2026, 11, 21, 9, tzinfo=UTC)


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def shown(skill: str, at: datetime, attempt: str = "x", outcome: Outcome = "correct") -> Shown:
    return Shown(skill, "1.1", 1, outcome, 0.25, at, attempt, "2", f"1.1-{skill}")


def told(
    skill: str, at: datetime, status: Status = "validated", attempt: str = "x", source: Source = "direct"
) -> Evidence:
    return Evidence(skill, "1.1", source, status, at, attempt)


def account(name: str, start: float, said: Iterable[tuple[str, Status]], *, reset: Iterable[str] = ()) -> Account:
    """An attempt that begins on a day and settles one skill an hour; it ends an hour after the last."""
    at = day(start)
    told_, shown_ = [], []
    for skill, status in said:
        at += timedelta(hours=1)
        told_.append(told(skill, at, status, name))
        shown_.append(shown(skill, at, name, "correct" if status == "validated" else "wrong"))
    return Account(name, day(start), at + timedelta(hours=1), tuple(reset), tuple(shown_), tuple(told_))


def statuses(knowledge: Knowledge) -> dict[str, str]:
    return {skill: one.status for skill, one in knowledge.elements.items()}


words = st.lists(st.tuples(st.sampled_from(SKILLS), st.sampled_from(["validated", "invalidated"])), max_size=5)


@st.composite
def attempts(draw: st.DrawFn) -> list[Account]:
    """Some attempts, with or without a reset, that may overlap, some of them open."""
    made = []
    for number in range(draw(st.integers(0, 5))):
        reset = draw(st.sets(st.sampled_from(SKILLS)))
        one = account(f"{number}", draw(st.integers(0, 40)) / 8, draw(words), reset=sorted(reset))
        made.append(one if draw(st.booleans()) else replace(one, finished_at=None))
    return made


@settings(deadline=None)
@given(attempts(), st.randoms(use_true_random=False))
def test_the_order_in_which_attempts_are_read_does_not_matter(some: list[Account], chance: object) -> None:
    """Only times put attempts in order: shuffled, they say the same."""
    other = list(some)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert gathered(other) == gathered(some)


@settings(deadline=None)
@given(attempts())
def test_of_each_skill_the_latest_element_since_its_reset_counts(some: list[Account]) -> None:
    """No element was said after the one that counts, and none that counts was said before the reset of its skill."""
    known = gathered(some).elements
    for skill in SKILLS:
        reset = max((one.started_at for one in some if skill in one.resets), default=START)
        said = [one.at for account in some for one in account.elements if one.skill == skill and one.at >= reset]
        assert (known[skill].at if skill in known else None) == max(said, default=None)


@settings(deadline=None)
@given(attempts())
def test_answers_before_a_reset_of_their_skill_are_forgotten_and_no_others(some: list[Account]) -> None:
    """What is left of the answers is in the order of time, and is everything since the resets."""
    left = gathered(some).answers
    assert [one.at for one in left] == sorted(one.at for one in left)
    resets = [(skill, one.started_at) for one in some for skill in one.resets]
    every = [one for account in some for one in account.answers]
    assert set(left) == {one for one in every if all(one.skill != skill or one.at >= at for skill, at in resets)}


@settings(deadline=None)
@given(attempts(), st.sets(st.sampled_from(SKILLS), min_size=1))
def test_after_a_reset_nothing_is_known_of_its_skills(some: list[Account], skills: set[str]) -> None:
    """A reset at the end leaves the other skills as they were."""
    before, after = gathered(some), gathered([*some, Account("last", day(99), resets=tuple(skills))])
    assert statuses(after) == {skill: status for skill, status in statuses(before).items() if skill not in skills}
    assert not {one.skill for one in after.answers} & skills


@settings(deadline=None)
@given(attempts())
def test_each_finished_attempt_leaves_a_step(some: list[Account]) -> None:
    """Steps are in the order of time, and the last is what is known when nothing was said since."""
    known = gathered(some)
    ends = sorted(one.finished_at for one in some if one.finished_at)
    assert [at for at, _ in known.steps] == ends
    for at, elements in known.steps:
        until = [
            replace(
                one,
                elements=tuple(each for each in one.elements if each.at <= at),
                resets=one.resets if one.started_at <= at else (),
            )
            for one in some
        ]
        assert elements == gathered(until).elements


def test_a_later_miss_takes_back_what_was_shown() -> None:
    """Pix: the latest element of a skill counts, even when it is the worse one."""
    first, second = account("1", 0, [("a", "validated")]), account("2", 5, [("a", "invalidated")])
    assert statuses(gathered([first, second])) == {"a": "invalidated"}


def test_an_improvement_keeps_what_was_shown_and_what_was_missed_lately() -> None:
    """After four days an old miss is asked again; one of yesterday still stands; what was shown stays for ever."""
    known = gathered(
        [account("1", 0, [("a", "validated"), ("b", "invalidated")]), account("2", 9, [("c", "invalidated")])]
    )
    assert kept(known, SKILLS, day(10), 4) == (("a", "direct", "validated"), ("c", "direct", "invalidated"))
    assert kept(known, ["b", "c"], day(20), 4) == ()


def test_a_miss_is_old_when_the_delay_is_over_to_the_instant() -> None:
    """The day an improvement is offered is the day the last miss is asked again."""
    known = Knowledge({"a": told("a", day(0), "invalidated")}, ())
    assert kept(known, SKILLS, day(4), 4) == ()
    assert kept(known, SKILLS, day(4) - timedelta(microseconds=1), 4) == (("a", "direct", "invalidated"),)


def test_the_last_answer_is_looked_for_among_the_skills_that_are_asked_for() -> None:
    """A later answer about another skill does not move a delay."""
    known = Knowledge({}, (shown("a", day(1)), shown("b", day(2)), shown("c", day(3))))
    assert last_answer(known, ["a", "b"]) == day(2)
    assert last_answer(known, ["d"]) is None
