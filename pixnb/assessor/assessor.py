"""The assessor in this process: takes commands of one learner, keeps everything in the store's log."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from pixnb.answers import kind as answer_kind
from pixnb.assessor import deciding, messages, record, views
from pixnb.assessor.memory import Blobs
from pixnb.assessor.views import Sitting
from pixnb.bank.bank import Bank
from pixnb.bank.checking import judge
from pixnb.bank.variant import file_content
from pixnb.core.attempt import Attempt, Question, fold
from pixnb.core.challenge import Item, Json, Key, Prompt
from pixnb.core.errors import AttemptError, Conflict, InvalidAnswer
from pixnb.core.events import moment
from pixnb.core.plan import Plan, positioning
from pixnb.core.protocol import FileContent, Receipt, ReportCategory, TutorialMessage, View
from pixnb.core.text import Lang
from pixnb.store.attempts import AttemptRecord
from pixnb.store.store import Store

MAX_ANSWER = 100_000
"""Longest answer, in characters of JSON."""
MAX_REPORT = 2_000
"""Longest report, in characters."""


class Assessor:
    """Answers the calls of `pixnb.core.protocol.AssessorProtocol` for one learner.

    Parameters
    ----------
    store
        Where the log is.
    bank
        What can be asked today.
    learner
        Id of the learner.
    clock
        Gives the time, aware.
    entropy
        Gives secret random bytes.
    """

    def __init__(
        self,
        store: Store,
        bank: Bank,
        *,
        learner: str,
        clock: Callable[[], datetime],
        entropy: Callable[[int], bytes],
    ) -> None:
        self._store = store
        self._bank = bank
        self._learner = learner
        self._clock = clock
        self._entropy = entropy
        self._blobs = Blobs(store.blob)

    def __repr__(self) -> str:
        return f"<pixnb assessor: {len(self._bank.challenges)} challenges, log in {self._store.path}>"

    # What a screen looks up in the store (see views.Memory).

    def variant(self, digest: str) -> tuple[Mapping[str, Prompt], Mapping[str, Key]]:
        """Both halves of a variant as asked."""
        return self._blobs.variant(digest)

    def content(self, attempt: str, seq: int) -> Json | None:
        """What the learner handed in with an event."""
        return self._store.content(attempt, seq)

    def sitting(self, attempt: str) -> Sitting:
        """An attempt of this learner with everything that was frozen with it."""
        return self._sitting(self._own(attempt))

    # Questions about a learner's work.

    def view(self, *, plan: str, lang: Lang) -> View:
        """The learner's screen in a plan; see `AssessorProtocol.view`."""
        chosen = positioning(self._bank.framework, plan)
        last = self._store.last_attempt(self._learner, chosen.id)
        if last is None:
            return self._start_view(chosen, lang)
        return self._shown(self._sitting(last), lang)

    def file(self, *, attempt: str, question: str, name: str, lang: Lang) -> FileContent:
        """The bytes of a file of a question; see `AssessorProtocol.file`."""
        asked = self._asked(self.sitting(attempt).attempt, question)
        prompts, _ = self.variant(asked.variant)
        card = next((one for one in prompts[lang].files if one.name == name), None)
        if card is None:
            msg = f"question {question} of attempt {attempt} has no file “{name}”"
            raise AttemptError(msg)
        content = file_content(self._blobs.challenge(asked.source), bytes.fromhex(asked.seed), lang, name)
        return {"name": card.name, "media_type": card.media_type, "content": content}

    def tutorial(self, *, tutorial: str, lang: Lang) -> TutorialMessage:
        """A tutorial, whole; see `AssessorProtocol.tutorial`."""
        found = self._bank.tutorial(tutorial)
        if found is None:
            msg = f"the bank has no tutorial “{tutorial}”"
            raise AttemptError(msg, code="bank")
        return messages.tutorial_message(found, self._bank.framework, lang)

    # Commands: each is one durable transaction.

    def start(self, *, plan: str, lang: Lang) -> View:
        """Begin an attempt or go on with the open one; see `AssessorProtocol.start`."""
        chosen = positioning(self._bank.framework, plan)
        running = self._store.open_attempt(self._learner, chosen.id)
        if running is None:
            running = self._begun(chosen)
        sitting = self._sitting(running)
        if not sitting.attempt.questions:
            sitting = self._gone_on(sitting)
        return self._shown(sitting, lang)

    def next(self, *, attempt: str, after: str, lang: Lang) -> View:
        """Go on from a screen; see `AssessorProtocol.next`."""
        sitting = self.sitting(attempt)
        last = sitting.attempt.questions[-1].id if sitting.attempt.questions else ""
        screen, _, question = after.partition(":")
        if sitting.attempt.result is None and sitting.attempt.open_question is None and question == last:
            if screen == "feedback" and self._at_checkpoint(sitting):
                return views.view(sitting, self._bank, self, lang, checkpoint=True)
            sitting = self._gone_on(sitting)
        return self._shown(sitting, lang)

    def answer(
        self, *, attempt: str, question: str, answer: dict[str, Any], key: str, lang: Lang, upload: bytes | None = None
    ) -> Receipt:
        """Hand in an answer; see `AssessorProtocol.answer`.

        A repeated key gives the first receipt's time with the screen as it is now.
        """
        sitting = self.sitting(attempt)
        if given := self._given(sitting, key, lang):
            return given
        asked = self._opened(sitting.attempt, question)
        prompts, keys = self.variant(asked.variant)
        read = _read(prompts[lang], answer, upload)
        verdict = judge(keys, lang, read, sitting.plan.rules)
        body = partial(record.answered, asked, verdict, rules=sitting.plan.rules, lang=lang, key=key)
        return self._submitted(sitting, key, "answered", body, {"raw": answer, "answer": read}, lang)

    def skip(self, *, attempt: str, question: str, key: str, lang: Lang) -> Receipt:
        """Pass a question; see `AssessorProtocol.skip`."""
        sitting = self.sitting(attempt)
        if given := self._given(sitting, key, lang):
            return given
        asked = self._opened(sitting.attempt, question)
        return self._submitted(sitting, key, "skipped", partial(record.skipped, asked, key=key), None, lang)

    def report(
        self, *, attempt: str, question: str, category: ReportCategory, text: str, key: str, lang: Lang
    ) -> Receipt:
        """Report a problem with a question; see `AssessorProtocol.report`."""
        sitting = self.sitting(attempt)
        if given := self._given(sitting, key, lang):
            return given
        asked = self._asked(sitting.attempt, question)
        if len(text) > MAX_REPORT:
            raise InvalidAnswer("too_long", f"a report has at most {MAX_REPORT} characters", max=MAX_REPORT)
        body = partial(record.reported, asked, category, key=key)
        return self._submitted(sitting, key, "reported", body, {"text": text}, lang)

    # How they work.

    def _start_view(self, plan: Plan, lang: Lang) -> View:
        framework = self._bank.framework
        blank = Attempt("", "", "00" * 16, self._clock())
        still = deciding.still(blank, plan, framework, deciding.relevant(self._bank.items, plan, framework))
        return views.start_view(plan, self._bank, lang, still)

    def _own(self, attempt: str) -> AttemptRecord:
        found = self._store.attempt(attempt)
        if found.learner != self._learner:
            msg = f"there is no attempt {attempt}"
            raise AttemptError(msg, attempt=attempt)
        return found

    def _sitting(self, row: AttemptRecord) -> Sitting:
        events = self._store.events(row.id)
        attempt = fold(events)
        plan, framework = self._blobs.plan(attempt.plan), self._blobs.framework(events[0].body["framework"])
        if attempt.result is None:
            items: Sequence[Item] = deciding.relevant(self._bank.items, plan, framework)
        else:
            items = self._blobs.items(events[-1].body["bank"])
        return Sitting(attempt, plan, framework, items)

    def _shown(self, sitting: Sitting, lang: Lang) -> View:
        return views.view(sitting, self._bank, self, lang)

    def _asked(self, attempt: Attempt, question: str) -> Question:
        found = attempt.question(question)
        if found is None:
            msg = f"attempt {attempt.id} never asked question {question}"
            raise AttemptError(msg)
        return found

    def _opened(self, attempt: Attempt, question: str) -> Question:
        asked = self._asked(attempt, question)
        if asked.outcome is not None:
            msg = f"question {question} of attempt {attempt.id} was closed at {asked.closed_at}"
            raise Conflict(msg, attempt=attempt.id)
        return asked

    def _begun(self, plan: Plan) -> AttemptRecord:
        """Open an attempt; the one that another tab opened in the same moment is as good."""
        try:
            with self._store.transaction() as writer:
                body, digest = record.started(plan, self._bank.framework, self._entropy, writer.put_blob)
                name = writer.create_attempt(
                    learner=self._learner, plan_id=plan.id, plan=digest, framework=plan.framework,
                    started_at=self._clock(),
                )  # fmt: skip
                writer.append(name, "started", body, self._clock(), 0)
        except Conflict as error:
            name = error.params["attempt"]
        return self._store.attempt(name)

    def _at_checkpoint(self, sitting: Sitting) -> bool:
        due = len(sitting.attempt.closed) % sitting.plan.checkpoint_every == 0
        return due and deciding.still(sitting.attempt, sitting.plan, sitting.framework, sitting.items)[1] > 0

    def _gone_on(self, sitting: Sitting) -> Sitting:
        """Present the next question, or finish; whatever another tab did first is as good."""
        choice = deciding.choose(sitting.attempt, sitting.plan, sitting.framework, sitting.items)
        try:
            if choice.item is None:
                self._finish(sitting)
            else:
                self._present(sitting, choice.item, choice.why)
        except Conflict:
            pass
        return self._sitting(self._store.attempt(sitting.attempt.id))

    def _present(self, sitting: Sitting, item: Item, why: Mapping[str, Json]) -> None:
        challenge = self._bank.challenge(item.challenge)
        made = record.made(challenge, self._entropy)  # files are made here, outside the transaction
        attempt = sitting.attempt
        with self._store.transaction() as writer:
            body = record.presented(sitting, item, made, challenge, why, writer.put_blob)
            writer.append(attempt.id, "presented", body, self._clock(), attempt.last_seq)

    def _finish(self, sitting: Sitting) -> None:
        if not sitting.attempt.questions:
            msg = f"the bank has nothing to ask for {sitting.plan.competence}: add challenges to it"
            raise AttemptError(msg, code="bank")
        with self._store.transaction() as writer:
            body = record.finished(sitting, writer.put_blob)
            writer.append(sitting.attempt.id, "finished", body, self._clock(), sitting.attempt.last_seq)
            writer.finish_attempt(sitting.attempt.id)

    def _submitted(
        self,
        sitting: Sitting,
        key: str,
        event: str,
        body: Callable[[str], dict[str, Json]],
        content: dict[str, Json] | None,
        lang: Lang,
    ) -> Receipt:
        """Append one event for one submission, with its content and receipt, in one transaction."""
        attempt = sitting.attempt
        try:
            with self._store.transaction() as writer:
                digest = writer.put_content(attempt.id, attempt.last_seq + 1, content) if content else ""
                made = writer.append(attempt.id, event, body(digest), self._clock(), attempt.last_seq)
                known = writer.remember(attempt.id, key, made.seq, {"saved_at": moment(made.at)})
        except Conflict:
            known = self._store.recall(attempt.id, key)  # the same submission, sent twice at once
            if known is None:
                raise
        return self._receipt(known, self._sitting(self._store.attempt(attempt.id)), lang)

    def _given(self, sitting: Sitting, key: str, lang: Lang) -> Receipt | None:
        """The receipt of a submission that was sent before; None for a new one."""
        known = self._store.recall(sitting.attempt.id, key)
        return None if known is None else self._receipt(known, sitting, lang)

    def _receipt(self, known: Mapping[str, str], sitting: Sitting, lang: Lang) -> Receipt:
        return {"saved_at": known["saved_at"], "view": self._shown(sitting, lang)}


def _read(prompt: Prompt, answer: dict[str, Any], upload: bytes | None) -> Json:
    """Read an answer, or hand it back."""
    try:
        size = len(json.dumps(answer))
    except (TypeError, ValueError) as error:
        raise InvalidAnswer("malformed", "an answer is JSON") from error
    if size > MAX_ANSWER:
        raise InvalidAnswer("too_long", f"an answer has at most {MAX_ANSWER} characters", max=MAX_ANSWER)
    return answer_kind(prompt.kind).read(prompt.ask, answer, upload)
