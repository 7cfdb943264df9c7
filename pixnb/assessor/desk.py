"""The desk: one screen, who sits at it, and every call of the protocol for that learner.

Several learners may share one computer account, each with a profile of their own and a PIN if they wish.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Literal

from pixnb.assessor import history, home, lessons, pins
from pixnb.assessor.assessor import Assessor
from pixnb.assessor.knowledge import KnowledgeReader
from pixnb.assessor.memory import Blobs
from pixnb.assessor.names import added, checked
from pixnb.assessor.profile import profile_message
from pixnb.assessor.seat import Seat
from pixnb.assessor.tokens import Tokens
from pixnb.bank.bank import Bank
from pixnb.core.app_messages import (
    AttemptReview,
    DeskMessage,
    HistoryMessage,
    HomeMessage,
    LearnerMessage,
    LessonCard,
    LessonsMessage,
    ProfileMessage,
)
from pixnb.core.errors import AttemptError, DeskError
from pixnb.core.plan import Plan
from pixnb.core.protocol import (
    FeedbackMessage,
    FileContent,
    Receipt,
    ReportCategory,
    StartMode,
    TutorialMessage,
    View,
)
from pixnb.core.text import Lang
from pixnb.reports.export import profile_file
from pixnb.store.people import PersonRecord
from pixnb.store.store import Store

LONGEST_CODE = 80
"""Characters of a code that are said back."""


class Desk:
    """Answers the calls of `pixnb.core.protocol.AssessorProtocol` for whoever sits at one screen.

    Parameters
    ----------
    store
        Where the log is.
    bank
        What can be asked today.
    clock
        Gives the time, aware.
    entropy
        Gives secret random bytes.
    learner
        Id of who sits down at once; with a PIN they are only named, and must enter it.
    plans
        Plans that can be asked for by their id, besides those of the competences.
    on_saved
        Called with the id of an attempt when something of it was saved, or when its plan is opened again.
    """

    def __init__(
        self,
        store: Store,
        bank: Bank,
        *,
        clock: Callable[[], datetime],
        entropy: Callable[[int], bytes],
        learner: str = "",
        plans: Iterable[Plan] = (),
        on_saved: Callable[[str], None] | None = None,
    ) -> None:
        self._store = store
        self._bank = bank
        self._clock = clock
        self._entropy = entropy
        self._plans = {plan.id: plan for plan in plans}
        self._on_saved = on_saved or (lambda _attempt: None)
        self._blobs = Blobs(store.blob)
        self._reader = KnowledgeReader(store, self._blobs)
        self._tokens = Tokens(store, clock, entropy)
        self._expected = learner
        self._left = False
        self._unasked = False  # whoever sits here did not say so
        self._seat: Seat | None = None
        if learner and not self._person(learner).pin:
            self._sit(learner)

    def __repr__(self) -> str:
        who = self._seat.name if self._seat else "nobody"
        return f"<pixnb desk: {who}, {len(self._bank.challenges)} challenges, log in {self._store.path}>"

    @property
    def assessor(self) -> Assessor:
        """Takes the calls about the attempts of whoever sits here.

        Raises
        ------
        DeskError
            ``desk.nobody``.
        """
        return self._seated.assessor

    # Who sits here.

    def desk(self, *, token: str = "") -> DeskMessage:
        """Who sits here; see `AssessorProtocol.desk`.

        The only learner of a machine sits down by themselves when no PIN is asked, unless somebody has left. Who sat
        down so gives way to a token, and to others there are by now: a kernel may have waited for its page.
        """
        if self._seat is None or self._unasked:
            known = self._tokens.learner(token) if token else None
            learner = known or self._alone()
            self._seat = None
            if learner in [one.id for one in self._welcome()]:
                self._sit(str(learner))
                self._unasked = known is None
        return self._message()

    def register(self, *, name: str, pin: str = "") -> DeskMessage:
        """Make a learner; see `AssessorProtocol.register`.

        The first name on a machine takes over what was done without a name, which version 0.1 allowed.

        Raises
        ------
        DeskError
            ``desk.name``, ``desk.name_taken`` or ``desk.pin_form``.
        """
        wanted, kept = checked(name), pins.kept(pin, self._entropy)
        with self._store.transaction() as writer:
            learner = added(writer, wanted)
            writer.put_pin(learner, kept)
        return self._sit(learner)

    def enter(self, *, learner: str, pin: str = "") -> DeskMessage:
        """Let a known learner sit down; see `AssessorProtocol.enter`.

        Raises
        ------
        DeskError
            ``desk.unknown``, ``desk.pin`` or ``desk.locked``.
        """
        self._person(learner)
        pins.check(self._store, learner, pin, self._clock)
        return self._sit(learner)

    def leave(self) -> DeskMessage:
        """Let the learner go; see `AssessorProtocol.leave`."""
        self._seat, self._left = None, True
        return self._message()

    def protect(self, *, pin: str, new: str) -> DeskMessage:
        """Change the learner's PIN; see `AssessorProtocol.protect`. Tokens made before no longer hold.

        Raises
        ------
        DeskError
            ``desk.pin``, ``desk.locked`` or ``desk.pin_form``.
        """
        learner, kept = self._seated.learner, pins.kept(new, self._entropy)
        pins.check(self._store, learner, pin, self._clock)
        with self._store.transaction() as writer:
            writer.put_pin(learner, kept)
        return self._message()

    # The learner's app.

    def home(self, *, lang: Lang) -> HomeMessage:
        """The home screen; see `AssessorProtocol.home`."""
        return home.home_message(self._seated, lang)

    def join(self, *, code: str, lang: Lang) -> View:
        """The plan behind a code; see `AssessorProtocol.join`. On a machine of one's own nobody gives codes.

        Raises
        ------
        AttemptError
            ``code.unknown``, with the code as it is written.
        """
        written = "".join(code.split()).upper()[:LONGEST_CODE]
        msg = f"no course has the code {written}"
        error = AttemptError(msg, code="code.unknown")
        error.params["code"] = written  # no keyword: the error's own code has this name
        raise error

    def profile(self, *, lang: Lang) -> ProfileMessage:
        """Where the learner stands; see `AssessorProtocol.profile`."""
        seat = self._seated
        return profile_message(seat.knowledge(), self._bank, lang, name=seat.name, at=self._clock())

    def export(self, *, format: Literal["csv", "json"], lang: Lang) -> FileContent:
        """The profile as a file; see `AssessorProtocol.export`."""
        return profile_file(self.profile(lang=lang), format, lang, framework=self._bank.framework)

    def history(self, *, lang: Lang) -> HistoryMessage:
        """All attempts; see `AssessorProtocol.history`."""
        return history.history_message(self._seated, lang)

    def review(self, *, attempt: str, lang: Lang) -> AttemptReview:
        """A past attempt; see `AssessorProtocol.review`."""
        return history.review(self._seated, attempt, lang)

    def reviewed(self, *, attempt: str, question: str, lang: Lang) -> FeedbackMessage:
        """One question of a past attempt; see `AssessorProtocol.reviewed`."""
        return history.reviewed(self._seated, attempt, question, lang)

    def lessons(self, *, lang: Lang) -> LessonsMessage:
        """The tutorials; see `AssessorProtocol.lessons`."""
        return lessons.lessons_message(self._seated, lang)

    def mark(self, *, tutorial: str, lang: Lang, saved: bool | None = None, done: bool | None = None) -> LessonCard:
        """Save a tutorial or mark it as done; see `AssessorProtocol.mark`."""
        return lessons.mark(self._seated, tutorial, lang, saved=saved, done=done)

    def lesson_notebook(self, *, tutorial: str, lang: Lang) -> FileContent:
        """A tutorial as a notebook; see `AssessorProtocol.lesson_notebook`."""
        return lessons.lesson_notebook(self._bank, tutorial, lang)

    # Attempts: the learner's assessor does the work.

    def view(self, *, plan: str, lang: Lang) -> View:
        """The learner's screen in a plan; see `AssessorProtocol.view`."""
        return self._saved(self.assessor.view(plan=plan, lang=lang))

    def start(self, *, plan: str, lang: Lang, mode: StartMode = "first") -> View:
        """Begin an attempt; see `AssessorProtocol.start`."""
        return self._saved(self.assessor.start(plan=plan, lang=lang, mode=mode))

    def practise(self, *, attempt: str, question: str, lang: Lang) -> View:
        """The same question with other values; see `AssessorProtocol.practise`."""
        return self._saved(self.assessor.practise(attempt=attempt, question=question, lang=lang))

    def next(self, *, attempt: str, after: str, lang: Lang) -> View:
        """Go on from a screen; see `AssessorProtocol.next`."""
        return self._saved(self.assessor.next(attempt=attempt, after=after, lang=lang))

    def answer(
        self, *, attempt: str, question: str, answer: dict[str, Any], key: str, lang: Lang, upload: bytes | None = None
    ) -> Receipt:
        """Hand in an answer; see `AssessorProtocol.answer`."""
        receipt = self.assessor.answer(
            attempt=attempt, question=question, answer=answer, key=key, lang=lang, upload=upload
        )
        return self._received(receipt)

    def skip(self, *, attempt: str, question: str, key: str, lang: Lang) -> Receipt:
        """Pass a question; see `AssessorProtocol.skip`."""
        return self._received(self.assessor.skip(attempt=attempt, question=question, key=key, lang=lang))

    def report(
        self, *, attempt: str, question: str, category: ReportCategory, text: str, key: str, lang: Lang
    ) -> Receipt:
        """Report a problem; see `AssessorProtocol.report`."""
        receipt = self.assessor.report(
            attempt=attempt, question=question, category=category, text=text, key=key, lang=lang
        )
        return self._received(receipt)

    def file(self, *, attempt: str, question: str, name: str, lang: Lang) -> FileContent:
        """The bytes of a file of a question; see `AssessorProtocol.file`."""
        return self.assessor.file(attempt=attempt, question=question, name=name, lang=lang)

    def tutorial(self, *, tutorial: str, lang: Lang) -> TutorialMessage:
        """A tutorial with what the learner did with it; see `AssessorProtocol.tutorial`."""
        return lessons.marked(self._seated, self.assessor.tutorial(tutorial=tutorial, lang=lang))

    # How it works.

    @property
    def _seated(self) -> Seat:
        if self._seat is None:
            msg = "nobody sits at this screen: register a learner, or let one enter"
            raise DeskError(msg)
        return self._seat

    def _saved(self, view: View) -> View:
        if view["attempt"]:
            self._on_saved(view["attempt"])
        return view

    def _received(self, receipt: Receipt) -> Receipt:
        self._saved(receipt["view"])
        return receipt

    def _people(self) -> list[PersonRecord]:
        with self._store.reading() as reader:
            return reader.people()

    def _person(self, learner: str) -> PersonRecord:
        found = next((one for one in self._people() if one.id == learner), None)
        if found is None:
            msg = f"there is no learner {learner} on this machine"
            raise DeskError(msg, code="desk.unknown")
        return found

    def _welcome(self) -> list[PersonRecord]:
        """Who may sit down, by name: as long as one is expected and nobody has left, only they."""
        expected = "" if self._left else self._expected
        return [one for one in self._people() if expected in ("", one.id)]

    def _alone(self) -> str | None:
        people = [] if self._left else self._people()
        return people[0].id if len(people) == 1 and not people[0].pin else None

    def _sit(self, learner: str) -> DeskMessage:
        self._unasked = False
        assessor = Assessor(
            self._store,
            self._bank,
            learner=learner,
            clock=self._clock,
            entropy=self._entropy,
            plans=self._plans,
            knowledge=self._reader,
        )
        self._seat = Seat(
            learner=learner,
            name=self._person(learner).name,
            store=self._store,
            bank=self._bank,
            blobs=self._blobs,
            reader=self._reader,
            clock=self._clock,
            assessor=assessor,
        )
        return self._message()

    def _message(self) -> DeskMessage:
        seat = self._seat
        return {
            "learner": _said(self._person(seat.learner)) if seat else None,
            "learners": [_said(one) for one in (self._people() if seat else self._welcome())],
            "token": self._tokens.make(seat.learner) if seat else "",
        }


def _said(person: PersonRecord) -> LearnerMessage:
    return {"id": person.id, "name": person.name, "pin": person.pin}
