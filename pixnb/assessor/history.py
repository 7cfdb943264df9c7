"""Past attempts of a learner: one line each, and every question of one with answer, verdict and explanation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pixnb.assessor import views
from pixnb.assessor.seat import Facts, Seat
from pixnb.assessor.standing import Scale, positions, state
from pixnb.assessor.views import Sitting
from pixnb.core.app_messages import AttemptReview, AttemptSummary, HistoryMessage, ReviewedQuestion
from pixnb.core.attempt import Attempt, Question, fold
from pixnb.core.errors import AttemptError
from pixnb.core.events import moment
from pixnb.core.plan import Plan
from pixnb.core.profile import Knowledge
from pixnb.core.protocol import FeedbackMessage
from pixnb.core.text import Lang
from pixnb.store.attempts import AttemptRecord


def history_message(seat: Seat, lang: Lang) -> HistoryMessage:
    """All attempts of a learner, newest first; practice only when something was answered in it."""
    ends = Ends.of(seat)
    lines = [(row, plan, facts_of(seat, row, plan, ends)) for row, plan in seat.plans()]
    told = [line for line in lines if line[1].purpose != "practice" or line[2].answers]
    told.sort(key=lambda line: (line[0].started_at, line[0].number), reverse=True)
    return {"attempts": [_summary(seat, *line, lang) for line in told]}


def review(seat: Seat, attempt: str, lang: Lang) -> AttemptReview:
    """A past attempt with every closed question; see `AssessorProtocol.review`.

    Raises
    ------
    AttemptError
        When the learner has no such attempt.
    """
    sitting = seat.assessor.sitting(attempt)
    row = seat.store.attempt(attempt)
    summary = _summary(seat, row, sitting.plan, _facts(sitting.attempt, sitting.plan, Ends.of(seat)), lang)
    return {"summary": summary, "questions": [_line(seat, sitting, one, lang) for one in sitting.attempt.closed]}


def reviewed(seat: Seat, attempt: str, question: str, lang: Lang) -> FeedbackMessage:
    """One closed question of an attempt; see `AssessorProtocol.reviewed`.

    Raises
    ------
    AttemptError
        When there is no such closed question; ``review.hidden`` when the plan shows no verdicts.
    """
    sitting = seat.assessor.sitting(attempt)
    asked = sitting.attempt.question(question)
    if asked is None or asked.outcome is None:
        msg = f"attempt {attempt} has no closed question {question}"
        raise AttemptError(msg)
    shown = views.feedback(sitting, asked, seat.bank, seat.assessor, lang)
    if shown is None:
        msg = f"plan {sitting.plan.id} shows no verdicts"
        raise AttemptError(msg, code="review.hidden")
    return shown


@dataclass(frozen=True, slots=True)
class Ends:
    """How sure a level was when an attempt ended.

    Parameters
    ----------
    scale
        What today's bank can measure.
    known
        Gives, of a competence and a time, what was known then.
    """

    scale: Scale
    known: Callable[[str, datetime], Knowledge]

    @classmethod
    def of(cls, seat: Seat) -> Ends:
        """The ends of a learner's attempts."""
        return cls(Scale.of(seat.bank), seat.reader.ends(seat.learner, seat.bank.framework))

    def settled(self, attempt: Attempt, competence: str) -> bool:
        """Whether a level could be shown at the end of an attempt, as its last screen and the profile decide it."""
        framework = self.scale.framework
        if attempt.finished_at is None or competence not in {one.id for one in framework.competences}:
            return False
        position = positions(self.known(competence, attempt.finished_at), self.scale).get(competence)
        return state(position, framework) == "level"


def facts_of(seat: Seat, row: AttemptRecord, plan: Plan, ends: Ends) -> Facts:
    """What the log says of an attempt; of a finished one it is read once."""
    known = seat.facts.get(row.id)
    if known is None:
        known = _facts(fold(seat.store.events(row.id)), plan, ends)
        if row.state == "finished":
            seat.facts[row.id] = known
    return known


def _facts(attempt: Attempt, plan: Plan, ends: Ends) -> Facts:
    told = plan.feedback or attempt.result is not None
    score = (attempt.result or {}).get("competences", {}).get(plan.competence, {})
    return Facts(
        mode=attempt.mode,
        finished_at=attempt.finished_at,
        answers=len(attempt.closed),
        correct=sum(one.outcome == "correct" for one in attempt.closed) if told else 0,
        level=score.get("level") if ends.settled(attempt, plan.competence) else None,
        pix=score.get("pix"),
    )


def _summary(seat: Seat, row: AttemptRecord, plan: Plan, facts: Facts, lang: Lang) -> AttemptSummary:
    return {
        "attempt": row.id,
        "plan": plan.id,
        "title": seat.plan_title(plan, lang),
        "purpose": plan.purpose,
        "mode": facts.mode,
        "competence": plan.competence,
        "area": seat.area(plan.competence),
        "started_at": moment(row.started_at),
        "finished_at": moment(facts.finished_at) if facts.finished_at else None,
        "answers": facts.answers,
        "correct": facts.correct,
        "level": facts.level,
        "pix": facts.pix,
    }


def _line(seat: Seat, sitting: Sitting, question: Question, lang: Lang) -> ReviewedQuestion:
    told = sitting.plan.feedback or sitting.attempt.result is not None
    return {
        "id": question.id,
        "number": question.number,
        "title": seat.title(question.variant, lang),
        "outcome": question.outcome if sitting.plan.feedback else None,
        "at": moment(question.closed_at or question.at),
        "competence": question.item.competence,
        "practice": told and question.item.challenge in seat.bank.challenges,
    }
