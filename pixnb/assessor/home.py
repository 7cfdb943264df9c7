"""The home screen: every competence with what a click does, and one suggestion what to do next, with its reason."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Literal

from pixnb.assessor import deciding, lessons
from pixnb.assessor.again import Again
from pixnb.assessor.seat import Seat
from pixnb.assessor.standing import standings
from pixnb.assessor.views import Sitting
from pixnb.core.app_messages import AreaCards, CompetenceCard, HomeMessage, OpenAttempt, Standing, Suggestion
from pixnb.core.attempt import Attempt
from pixnb.core.draw import SEED_BYTES
from pixnb.core.events import moment
from pixnb.core.plan import positioning
from pixnb.core.profile import Knowledge
from pixnb.core.text import Lang

MINUTES_EACH = 1.25
"""Of a question, as long as the learner's own pace is not known."""
PACE_FROM = 3
"""Questions closed before the learner's own pace counts."""
LATELY = timedelta(days=30)
"""How long something missed is worth a suggestion."""


def home_message(seat: Seat, lang: Lang) -> HomeMessage:
    """The home screen of a learner; see `AssessorProtocol.home`."""
    framework, now, knowledge, opened = seat.bank.framework, seat.clock(), seat.knowledge(), _opened(seat)
    steps = {one.id: _step(seat, one.id, knowledge, opened, now) for one in framework.competences}
    home = Home(seat, lang, knowledge, standings(knowledge, seat.bank, lang), opened, steps, now)
    return {
        "name": seat.name,
        "suggestion": home.suggestion(),
        "areas": [
            home.area(area.id, area.name[lang], (one.id for one in area.competences)) for area in framework.areas
        ],
        "pix": sum(one["pix"] for one in home.standings.values()),
        "assessed": len(home.assessed),
        "competences": len(framework.competences),
        "answers": len(knowledge.answers),
        "saved_lessons": sum(mark.saved_at is not None for mark in lessons.marks_of(seat).values()),
    }


@dataclass(frozen=True, slots=True)
class Step:
    """What a click on a competence does, and from when an improvement may begin that must still wait."""

    does: Literal["start", "resume", "improve", "wait", "done"]
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """What the home screen is made from, read once.

    Parameters
    ----------
    seat, lang
        Who looks, in which language.
    knowledge
        What the learner's attempts say.
    standings
        Where they stand, by competence.
    opened
        Their open attempts by id of the plan, the one left last first; practice is left out.
    steps
        What a click on each competence does.
    now
        The time.
    """

    seat: Seat
    lang: Lang
    knowledge: Knowledge
    standings: dict[str, Standing]
    opened: dict[str, Sitting]
    steps: dict[str, Step]
    now: datetime

    @property
    def assessed(self) -> set[str]:
        """Competences with at least one answer."""
        return {shown.competence for shown in self.knowledge.answers}

    def area(self, area: str, name: str, competences: Iterable[str]) -> AreaCards:
        """An area with its cards."""
        return {"area": int(area), "name": name, "cards": [self.card(one) for one in competences]}

    def card(self, competence: str) -> CompetenceCard:
        """A competence, and what a click on it does."""
        step = self.steps[competence]
        return {
            "standing": self.standings[competence],
            "next": step.does,
            "improve_on": moment(step.since) if step.since else None,
        }

    def suggestion(self) -> Suggestion:
        """One thing to do next: the first of these that there is something to say about."""
        chances: tuple[Callable[[], Suggestion | None], ...] = (
            self._left_in_the_middle,
            self._first_of_all,
            self._unassessed,
            self._lesson,
            self._improvable,
        )
        return next((found for chance in chances if (found := chance())), _suggested("all_done"))

    # What is suggested, and why.

    def _left_in_the_middle(self) -> Suggestion | None:
        for sitting in self.opened.values():
            left = _left(sitting)
            plan = sitting.plan
            name = plan.competence if plan.purpose == "positioning" else plan.id
            title = self.seat.plan_title(plan, self.lang)
            return _suggested("open", plan=name, title=title, minutes=left["minutes"], left=left)
        return None

    def _first_of_all(self) -> Suggestion | None:
        """The competence with the most to do with one's hands: the least like an exam."""
        if self.knowledge.answers:
            return None
        hands_on = Counter(item.competence for item in self.seat.bank.items if item.hands_on)
        startable = [name for name, step in self.steps.items() if step.does == "start"]
        return self._begin("first", max(startable, key=lambda one: hands_on[one], default=""))

    def _unassessed(self) -> Suggestion | None:
        """A competence without answers, in the area of which the least is known."""
        shares = {}
        for area in self.seat.bank.framework.areas:
            new = [
                one.id for one in area.competences if one.id not in self.assessed and self.steps[one.id].does == "start"
            ]
            if new:
                shares[new[0]] = sum(one.id in self.assessed for one in area.competences) / len(area.competences)
        return self._begin("unassessed", min(shares, key=lambda one: shares[one], default=""))

    def _lesson(self) -> Suggestion | None:
        marks = lessons.marks_of(self.seat)
        for name, missed in lessons.missed(self.seat, self.knowledge, marks).items():
            tutorial = self.seat.bank.tutorial(name)
            if tutorial is not None and missed[0].at > self.now - LATELY:
                title = tutorial.title(self.lang)
                return _suggested("lesson", title=title, tutorial=name, minutes=tutorial.minutes)
        return None

    def _improvable(self) -> Suggestion | None:
        """Of the competences that may be improved, the one with the most to gain."""
        ready = [name for name, step in self.steps.items() if step.does == "improve"]
        return self._begin("improve", max(ready, key=self._gain, default=""))

    def _gain(self, competence: str) -> int:
        standing = self.standings[competence]
        return standing["reachable_level"] * standing["pix_per_level"] - standing["pix"]

    def _begin(self, reason: Literal["first", "unassessed", "improve"], competence: str) -> Suggestion | None:
        if not competence:
            return None
        again = again_in(self.seat, competence, self.knowledge)
        prior = again.prior("improve" if reason == "improve" else "first", self.now)
        blank = Attempt("", "", bytes(SEED_BYTES).hex(), self.now, prior=prior)
        still = deciding.still(blank, again.plan, again.framework, again.items)
        title = self.seat.plan_title(again.plan, self.lang)
        return _suggested(reason, plan=competence, title=title, minutes=_minutes(still, MINUTES_EACH))


def again_in(seat: Seat, competence: str, knowledge: Knowledge) -> Again:
    """What may come next in the positioning of a competence."""
    framework = seat.bank.framework
    plan = positioning(framework, competence)
    return Again(plan, framework, deciding.relevant(seat.bank.items, plan, framework), knowledge)


def _step(seat: Seat, competence: str, knowledge: Knowledge, opened: Container[str], now: datetime) -> Step:
    again = again_in(seat, competence, knowledge)
    if again.plan.id in opened:
        return Step("resume")
    if not again.something_to_ask(()):
        return Step("done")
    if seat.store.last_attempt(seat.learner, again.plan.id) is None:
        return Step("start")
    since = again.since("improve") or now
    if not again.something_to_ask(again.prior("improve", max(now, since))):
        return Step("done")
    return Step("wait", since) if since > now else Step("improve")


def _opened(seat: Seat) -> dict[str, Sitting]:
    rows = [row for row, plan in seat.plans() if row.state == "open" and plan.purpose != "practice"]
    found = [seat.assessor.sitting(row.id) for row in rows]
    found.sort(key=lambda one: one.attempt.last_at or one.attempt.started_at, reverse=True)
    return {one.plan.id: one for one in found}


def _left(sitting: Sitting) -> OpenAttempt:
    """Where an attempt was left; the question that waits is one of those that remain."""
    attempt = sitting.attempt
    waits = attempt.open_question is not None
    low, high = deciding.still(attempt, sitting.plan, sitting.framework, sitting.items)
    return {
        "number": len(attempt.questions) + (not waits),
        "since": moment(attempt.last_at or attempt.started_at),
        "low": low + waits,
        "high": high + waits,
        "minutes": _minutes((low + waits, high + waits), _pace(attempt)),
    }


def _pace(attempt: Attempt) -> float:
    """Minutes for one question: the learner's median, which a night between two answers does not change."""
    spent = [(one.closed_at - one.at).total_seconds() / 60 for one in attempt.closed if one.closed_at]
    return median(spent) if len(spent) >= PACE_FROM else MINUTES_EACH


def _minutes(questions: tuple[int, int], each: float) -> int:
    return math.ceil(sum(questions) / 2 * each)


def _suggested(
    reason: Literal["open", "first", "unassessed", "lesson", "improve", "all_done"],
    *,
    plan: str = "",
    title: str = "",
    tutorial: str = "",
    minutes: int = 0,
    left: OpenAttempt | None = None,
) -> Suggestion:
    return {"reason": reason, "plan": plan, "title": title, "tutorial": tutorial, "minutes": minutes, "open": left}
