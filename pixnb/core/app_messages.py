"""Messages of the learner's app: who sits here, home, profile, history and lessons.

Like those of `pixnb.core.protocol`, which carries them; the TypeScript half is
``extensions/player/src/protocol.ts``. Numbers and dates are data here: the screen writes them out in its language.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from pixnb.core.challenge import Outcome


class LearnerMessage(TypedDict):
    """Someone who has a profile on this machine."""

    id: str  # random
    name: str
    pin: bool  # whether a PIN is asked


class DeskMessage(TypedDict):
    """Who sits at this screen."""

    learner: LearnerMessage | None  # None: nobody yet
    learners: list[LearnerMessage]  # who may sit down, by name
    token: str  # brings the learner back after a reload of the page; empty when nobody sits here


class DigCompMessage(TypedDict):
    """The competence of DigComp that stands beside one of the framework."""

    code: str
    name: str
    relation: str  # how close the two are, one of `pixnb.core.framework.RELATIONS`


class Standing(TypedDict):
    """Where the learner stands in one competence, from all answers."""

    competence: str  # code
    name: str
    area: int
    state: Literal["unassessed", "range", "level"]  # range: too little is known to show a level
    level: int  # 0–8; meant to be shown in state "level" only
    level_name: str
    level_meaning: str
    pix: int
    ahead: int  # pix already earned towards the next level
    pix_per_level: int
    max_level: int
    reachable_level: int  # highest level today's bank can show
    low: float  # 90 % interval on the scale of levels, 0–8
    high: float
    answers: int
    assessed_at: str | None  # of the last answer
    digcomp: list[DigCompMessage]


class CompetenceCard(TypedDict):
    """A competence on the home screen."""

    standing: Standing
    next: Literal["start", "resume", "improve", "wait", "done"]  # what a click does
    improve_on: str | None  # with "wait": from when it may be improved


class OpenAttempt(TypedDict):
    """Where an open attempt was left."""

    number: int  # of the question that waits
    since: str  # ISO 8601, of the last event
    low: int  # questions that remain, a range
    high: int
    minutes: int  # about so long


class Suggestion(TypedDict):
    """What to do next, one thing, with its reason.

    ``open``: an attempt was left in the middle. ``first``: nothing was assessed yet. ``unassessed``: a competence
    without answers, in the area that is known least. ``lesson``: a tutorial for something missed lately.
    ``improve``: the delay is over and there is something to gain. ``all_done``: nothing waits.
    """

    reason: Literal["open", "first", "unassessed", "lesson", "improve", "all_done"]
    plan: str  # competence code or plan id; empty with "lesson" and "all_done"
    title: str  # of the competence, plan or tutorial
    tutorial: str  # id; empty but for "lesson"
    minutes: int  # 0 when unknown
    open: OpenAttempt | None


class AreaCards(TypedDict):
    """An area with its competences."""

    area: int
    name: str
    cards: list[CompetenceCard]


class HomeMessage(TypedDict):
    """The home screen."""

    name: str  # of the learner; empty when unknown
    suggestion: Suggestion
    areas: list[AreaCards]
    pix: int
    assessed: int  # competences with at least one answer
    competences: int  # of the framework
    answers: int
    saved_lessons: int


class AreaStandings(TypedDict):
    """An area with where the learner stands in it."""

    area: int
    name: str
    standings: list[Standing]


class ProgressLine(TypedDict):
    """Pix of one area at the moments of `ProgressMessage`."""

    area: int
    name: str
    pix: list[int]


class ProgressMessage(TypedDict):
    """The way so far: one line per area."""

    moments: list[str]  # ISO 8601, rising; after each finished attempt, thinned out to at most 60
    lines: list[ProgressLine]


class ProfileMessage(TypedDict):
    """Where the learner stands now."""

    name: str
    at: str  # now, ISO 8601
    answers: int
    pix: int
    low: int  # 90 % interval of the total
    high: int
    max_pix: int  # of the framework
    reachable_pix: int  # with today's bank
    assessed: int
    areas: list[AreaStandings]
    progress: ProgressMessage
    digcomp_version: str
    digcomp_note: str


class AttemptSummary(TypedDict):
    """One line of the history."""

    attempt: str
    plan: str
    title: str
    purpose: Literal["positioning", "practice", "thematic"]
    mode: Literal["first", "improve", "reset"]
    competence: str  # code; empty when there are several
    area: int
    started_at: str
    finished_at: str | None
    answers: int
    correct: int  # 0 as long as the attempt does not show verdicts
    level: int | None  # of the frozen result, for plans of one competence; None where the margin was too wide
    pix: int | None


class HistoryMessage(TypedDict):
    """All attempts, newest first."""

    attempts: list[AttemptSummary]


class ReviewedQuestion(TypedDict):
    """One closed question of a past attempt."""

    id: str
    number: int
    title: str  # inline HTML
    outcome: Outcome | None  # None when the plan does not show verdicts
    at: str  # when it was closed
    competence: str
    practice: bool  # whether it can be tried again with other values


class AttemptReview(TypedDict):
    """A past attempt with every closed question."""

    summary: AttemptSummary
    questions: list[ReviewedQuestion]


class LessonCard(TypedDict):
    """A tutorial, with what the learner did with it."""

    id: str
    title: str
    minutes: int
    topic: str
    competence: str
    area: int
    saved: bool
    done_at: str | None
    missed: list[str]  # titles of the questions it would have helped with, newest first; at most 3


class CompetenceLessons(TypedDict):
    """All tutorials of one competence."""

    competence: str
    name: str
    area: int
    cards: list[LessonCard]


class LessonsMessage(TypedDict):
    """Tutorials: for what was missed, saved for later, done, and all."""

    recommended: list[LessonCard]
    saved: list[LessonCard]
    done: list[LessonCard]
    all: list[CompetenceLessons]
