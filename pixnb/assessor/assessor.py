"""The assessor in this process: takes commands of one learner, keeps everything in the store's log."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from pixnb.answers import kind as answer_kind
from pixnb.assessor import deciding, messages, plans, record, views
from pixnb.assessor.again import Again
from pixnb.assessor.knowledge import KnowledgeReader
from pixnb.assessor.memory import Blobs
from pixnb.assessor.standing import standings
from pixnb.assessor.views import Sitting
from pixnb.bank.bank import Bank
from pixnb.bank.checking import judge
from pixnb.bank.variant import file_content
from pixnb.core.app_messages import Standing
from pixnb.core.attempt import Attempt, Mode, Question, fold
from pixnb.core.challenge import Item, Json, Key, Prompt
from pixnb.core.errors import AttemptError, Conflict, InvalidAnswer
from pixnb.core.events import moment
from pixnb.core.plan import Plan
from pixnb.core.profile import Knowledge
from pixnb.core.protocol import FileContent, Receipt, ReportCategory, TutorialMessage, View
from pixnb.core.text import Lang
from pixnb.store.attempts import AttemptRecord
from pixnb.store.store import Store
from pixnb.store.transaction import Reader

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
    plans
        Plans to take beside those of the framework, by id.
    knowledge
        Reads what attempts say together; one may serve several assessors of a store.
    """

    def __init__(
        self,
        store: Store,
        bank: Bank,
        *,
        learner: str,
        clock: Callable[[], datetime],
        entropy: Callable[[int], bytes],
        plans: Mapping[str, Plan] | None = None,
        knowledge: KnowledgeReader | None = None,
    ) -> None:
        self._store = store
        self._bank = bank
        self._learner = learner
        self._clock = clock
        self._entropy = entropy
        self._plans = plans or {}
        self._blobs = Blobs(store.blob)
        self._knowledge = knowledge or KnowledgeReader(store, self._blobs)

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

    def plan(self, name: str) -> Plan:
        """The plan that a competence code or an id names; see `pixnb.assessor.plans.named`."""
        return plans.named(name, self._bank, self._plans, partial(self._plan_before, name))

    # Questions about a learner's work.

    def view(self, *, plan: str, lang: Lang) -> View:
        """The learner's screen in a plan; see `AssessorProtocol.view`."""
        chosen = self.plan(plan)
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

    def start(self, *, plan: str, lang: Lang, mode: Mode = "first") -> View:
        """Begin an attempt or go on with the open one; see `AssessorProtocol.start`."""
        chosen = self.plan(plan)
        last = self._store.last_attempt(self._learner, chosen.id)
        if last is None or (last.state == "finished" and mode != "first"):
            last = self._begun(chosen, mode)
        sitting = self._sitting(last)
        if not sitting.attempt.questions:
            sitting = self._gone_on(sitting)
        return self._shown(sitting, lang)

    def practise(self, *, attempt: str, question: str, lang: Lang) -> View:
        """The same question with other values; see `AssessorProtocol.practise`."""
        sitting = self.sitting(attempt)
        asked = self._asked(sitting.attempt, question)
        plan = plans.practising(plans.practisable(sitting.attempt, asked, sitting.plan, self._bank), self._bank)
        running = self._store.open_attempt(self._learner, plan.id) or self._begun(plan, "first")
        going = self._sitting(running)
        return self._shown(going if going.attempt.open_question else self._gone_on(going), lang)

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

    def _plan_before(self, name: str) -> Plan | None:
        last = self._store.last_attempt(self._learner, name)
        return self._blobs.plan(last.plan) if last else None

    def _again(self, plan: Plan, mode: Mode = "improve", reader: Reader | None = None) -> Again:
        """What may follow the learner's attempts in a plan, as it is today; a first attempt asks nothing of them."""
        framework = self._bank.framework
        items = deciding.relevant(self._bank.items, plan, framework)
        nothing = Knowledge({}, ())
        known = nothing if mode == "first" else self._knowledge.of(self._learner, framework, reader=reader)
        return Again(plan, framework, items, known)

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
        over = sitting.attempt.result is not None and sitting.plan.purpose != "practice"
        again = self._again(self.plan(sitting.plan.id)).message(self._clock()) if over else None
        standing = self._standing(sitting.plan, lang) if over else None
        return views.view(sitting, self._bank, self, lang, again=again, standing=standing)

    def _standing(self, plan: Plan, lang: Lang) -> Standing | None:
        """Where the learner stands in the one competence that a plan positions in."""
        if plan.purpose != "positioning":
            return None
        known = self._knowledge.of(self._learner, self._bank.framework)
        return standings(known, self._bank, lang)[plan.competence]

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

    def _begun(self, plan: Plan, mode: Mode) -> AttemptRecord:
        """Open an attempt; the one that another tab opened in the same moment is as good."""
        self._again(plan, mode).check(mode, self._clock())  # reads the finished attempts before anybody has to wait
        try:
            with self._store.transaction() as writer:
                now = self._clock()
                prior = self._again(plan, mode, writer).prior(mode, now)
                body, digest = record.started(
                    plan, self._bank.framework, self._entropy, writer.put_blob, mode=mode, prior=prior
                )
                name = writer.create_attempt(
                    learner=self._learner, plan_id=plan.id, plan=digest, framework=plan.framework, started_at=now
                )
                writer.append(name, "started", body, now, 0)
        except Conflict as error:
            name = error.params["attempt"]
        return self._store.attempt(name)

    def _at_checkpoint(self, sitting: Sitting) -> bool:
        every = sitting.plan.checkpoint_every
        due = every and len(sitting.attempt.closed) % every == 0
        return bool(due) and deciding.still(sitting.attempt, sitting.plan, sitting.framework, sitting.items)[1] > 0

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
            msg = f"the bank has nothing to ask for {sitting.plan.competence or sitting.plan.id}: add challenges to it"
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
