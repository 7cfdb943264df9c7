"""The plan that a name means: a competence code, or the id of a plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pixnb.bank.bank import Bank
from pixnb.bank.challenge import Challenge
from pixnb.core.attempt import Attempt, Question
from pixnb.core.errors import AttemptError, PixnbError
from pixnb.core.plan import POSITIONING, PRACTICE, Plan, positioning, practice


def named(name: str, bank: Bank, given: Mapping[str, Plan], before: Callable[[], Plan | None]) -> Plan:
    """The plan that a competence code ("1.3") or an id ("positioning-1.3", "practice-<challenge>") names.

    Parameters
    ----------
    name
        Code or id.
    bank
        Today's bank.
    given
        Plans that were handed over, by id: they come first.
    before
        Gives the plan as it was in the learner's last attempt: taken for a plan that was not handed over this time,
        or that the bank can no longer make.

    Raises
    ------
    PixnbError
        When there is none: a `FrameworkError` names the nearest competences.
    """
    if name in given:
        return given[name]
    try:
        if name.startswith(PRACTICE):
            return practising(bank.challenge(name.removeprefix(PRACTICE)), bank)
        return positioning(bank.framework, name.removeprefix(POSITIONING))
    except PixnbError:
        known = before()
        if known is None:
            raise
        return known


def practising(challenge: Challenge, bank: Bank) -> Plan:
    """The plan that asks a challenge again and again."""
    return practice(bank.framework, challenge.id, challenge.skill)


def practisable(attempt: Attempt, question: Question, plan: Plan, bank: Bank) -> Challenge:
    """The challenge of a question that may be tried again with other values.

    Raises
    ------
    AttemptError
        When its verdict is not known to the learner yet; ``bank`` when the bank no longer has its challenge.
    """
    if question.outcome is None or not (plan.feedback or attempt.result):
        msg = f"question {question.id} of attempt {attempt.id} cannot be practised before its verdict is known"
        raise AttemptError(msg)
    challenge = bank.challenges.get(question.item.challenge)
    if challenge is None:
        msg = f"the bank no longer has challenge “{question.item.challenge}”: it cannot be practised"
        raise AttemptError(msg, code="bank")
    return challenge
