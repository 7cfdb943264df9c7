"""The messages between a player and the assessor, and the calls that carry them.

Every message is JSON. The TypeScript half is ``extensions/player/src/protocol.ts``; the two say the
same. A *view* is all a screen needs: whoever asks for the view again after a reload, a dead kernel
or a restarted server gets the same screen with the same variant.
"""

from __future__ import annotations

from typing import Any, Literal, Protocol, TypedDict

from pixnb.core.app_messages import (
    AttemptReview,
    DeskMessage,
    HistoryMessage,
    HomeMessage,
    LessonCard,
    LessonsMessage,
    ProfileMessage,
    Standing,
)
from pixnb.core.challenge import Outcome
from pixnb.core.text import Lang

Screen = Literal["start", "question", "feedback", "checkpoint", "end"]


class FileMessage(TypedDict):
    """A file of a question: its card; the bytes come by `AssessorProtocol.file`."""

    name: str
    media_type: str
    size: int
    shown: bool  # an image that is part of the question: shown in place, besides being downloadable
    alt: str  # words for who cannot see it; empty when not shown


class QuestionMessage(TypedDict):
    """A question as shown: built from the Prompt by a whitelist of fields."""

    id: str  # number of the ``presented`` event in the attempt
    number: int  # 1 for the first question of the attempt
    title: str  # inline HTML
    body: str  # HTML
    kind: str
    ask: dict[str, Any]  # by kind, see pixnb/answers
    files: list[FileMessage]


class TutorialCard(TypedDict):
    """A tutorial on offer."""

    id: str
    title: str
    minutes: int
    topic: str  # name of the topic, in the view's language


class FeedbackMessage(TypedDict):
    """What is said after an answer, when the plan shows feedback."""

    question: QuestionMessage
    given: dict[str, Any] | None  # the learner's own answer; None when skipped
    outcome: Outcome
    message: str  # HTML, for this very mistake; empty when none was recognised
    hint: str  # HTML; empty after a right answer
    solution: str  # HTML
    detail: dict[str, bool] | None
    tutorial: TutorialCard | None


class Remaining(TypedDict):
    """A range, never a promise: how many questions may still come."""

    low: int
    high: int


class Progress(TypedDict):
    """Where the learner is."""

    number: int  # of the question on screen, or of the last one
    answered: int  # answers and skips so far
    step: int  # 0–4: place in the group of five between checkpoints
    steps: int  # questions between two checkpoints; 0 for a plan without them
    remaining: Remaining | None


class QuestionSummary(TypedDict):
    """One line about a question already answered."""

    number: int
    title: str
    outcome: Outcome


class CheckpointMessage(TypedDict):
    """A pause after every few questions."""

    questions: list[QuestionSummary]


class SkillMessage(TypedDict):
    """One thing a person can do."""

    id: str
    can: str
    level: int
    topic: str


class CompetenceResult(TypedDict):
    """What an attempt says of one of its competences, from the skills of its plan alone."""

    competence: str  # code
    name: str
    area: int
    level: int | None  # None: nothing of it was asked
    pix: int
    reachable: int  # level of somebody who can do all that the plan could ask
    shown: int  # skills of the plan that were shown, asked or inferred
    skills: int  # skills of the plan that could be asked


class ResultMessage(TypedDict):
    """The result of a finished attempt, frozen at its end."""

    competences: list[CompetenceResult]  # one per competence of the plan, in the framework's order
    # Of plans with several competences, level, level_name, level_meaning, ahead and reachable_level say nothing.
    level: int
    level_name: str  # empty at level 0
    level_meaning: str
    pix: int
    ahead: int  # pix already earned towards the next level
    pix_per_level: int
    max_level: int  # of the framework
    reachable_level: int  # highest level today's bank can show
    standing: Standing | None  # in the one competence, from all answers, with its margin; None with several
    finished_at: str  # ISO 8601 with offset
    can: list[SkillMessage]  # shown to be able to, hardest first
    next: list[SkillMessage]  # what to learn next, easiest first
    tutorials: list[TutorialCard]
    questions: list[QuestionSummary]


StartMode = Literal["first", "improve", "reset"]


class AgainMessage(TypedDict):
    """When a finished plan may be begun again: Pix's delays, settings of the framework."""

    improve_on: str | None  # ISO 8601, from when; in the past: now. None: nothing is left to improve
    reset_on: str | None  # from when everything may be asked again; None: not offered


class PlanMessage(TypedDict):
    """What the attempt is about."""

    id: str
    title: str
    description: str
    competence: str  # code, for instance "1.3"; empty when there are several
    area: int  # 1–5, for the colour of its mark; 0 when there are several
    reachable_level: int  # 0 when there are several competences
    feedback: bool
    purpose: Literal["positioning", "practice", "thematic"]


class View(TypedDict):
    """Everything a screen needs."""

    attempt: str  # empty on the start screen of an attempt that has not begun
    lang: Lang
    screen: Screen
    trust: Literal["practice", "class", "certified"]
    plan: PlanMessage
    saved_at: str | None  # ISO 8601 with offset: when the last event was on disk
    progress: Progress
    after: str  # token to send with ``next``; empty where there is nothing to go on from
    question: QuestionMessage | None
    feedback: FeedbackMessage | None
    checkpoint: CheckpointMessage | None
    result: ResultMessage | None
    again: AgainMessage | None  # with ``result``


class Receipt(TypedDict):
    """Proof that an answer, a skip or a report is on disk, and what comes next."""

    saved_at: str
    view: View


class FileContent(TypedDict):
    """A file of a question, with its bytes."""

    name: str
    media_type: str
    content: bytes


class TutorialMessage(TypedDict):
    """A tutorial to read."""

    id: str
    title: str
    minutes: int
    topic: str
    body: str  # HTML
    saved: bool  # kept for later
    done_at: str | None  # marked as done, ISO 8601


ReportCategory = Literal["unclear", "file", "display", "mistake", "other"]


class AssessorProtocol(Protocol):
    """What a player can ask of the assessor. Arguments and results are plain data."""

    def view(self, *, plan: str, lang: Lang) -> View:
        """The learner's screen in a plan: open attempt, else last result, else start.

        ``plan`` is a competence code ("1.3") or the id of a plan ("positioning-1.3", "practice-<challenge>",
        "thematic-<name>").
        """
        ...

    def start(self, *, plan: str, lang: Lang, mode: StartMode = "first") -> View:
        """Begin an attempt (or go on with the open one) and present the first question.

        ``first`` shows the result of a plan that was finished before: nothing begins. ``improve`` keeps what was
        shown or is recent, ``reset`` keeps nothing; both wait for their delay (code ``attempt.too_early``), and an
        improvement needs something to gain (``attempt.nothing_left``).
        """
        ...

    def practise(self, *, attempt: str, question: str, lang: Lang) -> View:
        """The same question with other values, as practice: it never moves a positioning."""
        ...

    def next(self, *, attempt: str, after: str, lang: Lang) -> View:
        """Go on from the screen whose view said ``after``; asked twice, it moves once."""
        ...

    def answer(
        self, *, attempt: str, question: str, answer: dict[str, Any], key: str, lang: Lang, upload: bytes | None = None
    ) -> Receipt:
        """Hand in an answer. ``key`` is the idempotency key: the same one twice gives one event, one receipt."""
        ...

    def skip(self, *, attempt: str, question: str, key: str, lang: Lang) -> Receipt:
        """Pass a question."""
        ...

    def report(
        self, *, attempt: str, question: str, category: ReportCategory, text: str, key: str, lang: Lang
    ) -> Receipt:
        """Report a problem with a question; it stays open."""
        ...

    def file(self, *, attempt: str, question: str, name: str, lang: Lang) -> FileContent:
        """The bytes of a file of a question."""
        ...

    def tutorial(self, *, tutorial: str, lang: Lang) -> TutorialMessage:
        """A tutorial, whole."""
        ...

    # Who sits at this screen: several learners may share one computer account.

    def desk(self, *, token: str = "") -> DeskMessage:
        """Who sits here. A ``token`` from an earlier page brings its learner back."""
        ...

    def register(self, *, name: str, pin: str = "") -> DeskMessage:
        """Make a learner with this name, with an optional PIN, and let them sit down."""
        ...

    def enter(self, *, learner: str, pin: str = "") -> DeskMessage:
        """Let a known learner sit down."""
        ...

    def leave(self) -> DeskMessage:
        """Let the learner go: nobody sits here any more."""
        ...

    def protect(self, *, pin: str, new: str) -> DeskMessage:
        """Change the learner's PIN; an empty ``new`` takes it away."""
        ...

    # The learner's app.

    def home(self, *, lang: Lang) -> HomeMessage:
        """The 16 competences, and one suggestion what to do next."""
        ...

    def join(self, *, code: str, lang: Lang) -> View:
        """The plan behind a code that a teacher gave."""
        ...

    def profile(self, *, lang: Lang) -> ProfileMessage:
        """Where the learner stands now, from all answers."""
        ...

    def export(self, *, format: Literal["csv", "json"], lang: Lang) -> FileContent:
        """The profile as a file."""
        ...

    def history(self, *, lang: Lang) -> HistoryMessage:
        """All attempts, newest first."""
        ...

    def review(self, *, attempt: str, lang: Lang) -> AttemptReview:
        """A past attempt with every question."""
        ...

    def reviewed(self, *, attempt: str, question: str, lang: Lang) -> FeedbackMessage:
        """One closed question of an attempt: own answer, verdict, explanation where the plan allows."""
        ...

    def lessons(self, *, lang: Lang) -> LessonsMessage:
        """Tutorials: recommended, saved, done, and all."""
        ...

    def mark(self, *, tutorial: str, lang: Lang, saved: bool | None = None, done: bool | None = None) -> LessonCard:
        """Save a tutorial for later or mark it as done; None leaves as it is."""
        ...

    def lesson_notebook(self, *, tutorial: str, lang: Lang) -> FileContent:
        """A tutorial as a notebook, to open in JupyterLab."""
        ...
