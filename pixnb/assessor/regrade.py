"""Re-scores a handed-in attempt from its slim transcript and this machine's own bank.

Nothing the transcript claims is taken over: variants are made again from their seeds, answers are read and judged
again, and the strategy is asked again what it would have asked. What cannot be computed again, because it was made
with another bank, plan or version, is said to be so: only a contradiction is called tampering.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, get_args

from pixnb.answers import kind as answer_kind
from pixnb.assessor import deciding, record
from pixnb.assessor.knowledge import evidence
from pixnb.assessor.standing import Position, Scale, interval, positions, state
from pixnb.assessor.transcript import FORMAT, SUBMISSION, events_from
from pixnb.bank.bank import Bank
from pixnb.bank.checking import judge
from pixnb.bank.variant import variant
from pixnb.core.attempt import Attempt, Mode, Question, fold, steps
from pixnb.core.canonical import canonical, digest
from pixnb.core.challenge import Item, Json, Variant
from pixnb.core.draw import SEED_BYTES
from pixnb.core.errors import FrameworkError, InvalidAnswer
from pixnb.core.events import Event, broken, moment
from pixnb.core.excerpt import excerpt
from pixnb.core.framework import Framework
from pixnb.core.grading import CompetenceGrade, Grading, State
from pixnb.core.plan import Plan, plan_from
from pixnb.core.profile import Account, Shown, gathered
from pixnb.core.scoring import ZERO, score, skill_values
from pixnb.measurement.strategy import strategy

log = logging.getLogger("pixnb")

MAX_EVENTS = 5_000
"""More than any attempt has; what is longer was not made by a player."""


class _Refused(Exception):
    """A transcript that does not count, with the reason."""

    def __init__(self, state: State, reason: str, **params: str | int) -> None:
        super().__init__(reason)
        self.state: State = state
        self.reason = reason
        self.params = params


@dataclass(frozen=True, slots=True)
class _Handed:
    """A transcript as it was read."""

    events: Sequence[Event]
    contents: Mapping[int, Mapping[str, Any]]
    plan: Plan
    sealed: str
    """Digest of the plan as it stands there."""


class Regrader:
    """Re-scores transcripts with one bank.

    Parameters
    ----------
    bank
        The teacher's own.
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._scale = Scale.of(bank)

    @property
    def items(self) -> tuple[Item, ...]:
        """What the bank can ask."""
        return self._bank.items

    def regrade(self, data: Any, plan: Plan | None = None) -> Grading:
        """Re-score one transcript.

        Parameters
        ----------
        data
            What `pixnb.assessor.transcript.submission` wrote, however it looks now.
        plan
            What should have been asked; by default what the transcript says.

        Returns
        -------
        Grading
            Always: whatever is wrong is its state and reason.
        """
        known = Grading("unverifiable", "unreadable")
        try:
            handed = _read(data)
            known = replace(known, **_identity(handed.events))
            attempt = self._verified(handed, plan)
        except _Refused as refused:
            return replace(known, state=refused.state, reason=refused.reason, params=refused.params)
        except FrameworkError:
            return replace(known, reason="bank")
        except Exception:  # a file that other hands have been in may hold anything; one must not stop a class
            log.info("a transcript cannot be read", exc_info=True)
            return known
        return self._graded(known, attempt, plan or handed.plan)

    def _verified(self, handed: _Handed, plan: Plan | None) -> Attempt:
        """The attempt, when every step of it follows."""
        _check_chain(handed)
        wanted = plan or handed.plan
        if _asked(wanted) != _asked(handed.plan):
            raise _Refused("unverifiable", "plan", plan=wanted.id)
        checking = _Checking.of(self._bank, wanted, handed)
        checking.setting(handed.events[0])
        for before, event in steps(handed.events):
            checking.step(before, event)
        return fold(handed.events)

    def _graded(self, known: Grading, attempt: Attempt, plan: Plan) -> Grading:
        own = replace(attempt, prior=())  # what was known before was not handed in, so it cannot be verified
        return replace(
            known,
            state="ok" if attempt.result is not None else "unfinished",
            reason="improved" if attempt.prior else "",
            competences=dict(self._competences(own, plan)),
            answers=len(attempt.closed),
        )

    def _competences(self, attempt: Attempt, plan: Plan) -> Iterator[tuple[str, CompetenceGrade]]:
        """What was shown in each competence of the plan, in the order of the framework."""
        framework = self._bank.framework
        items = deciding.relevant(self._bank.items, plan, framework)
        elements = deciding.elements(attempt, plan, framework, items)
        scores, stands = score(elements, framework).competences, self._positions(attempt, plan)
        values, askable = skill_values(items, framework), deciding.askable(plan, items)
        validated = {one.skill for one in elements if one.validated}
        for code in _codes(plan, framework):
            mine = {skill.id for skill in framework.skills_of(code)} & askable
            worth = sum((values[skill] for skill in mine), start=ZERO)
            earned = sum((values[skill] for skill in mine & validated), start=ZERO)
            low, high = self._interval(code, stands.get(code))
            one = scores.get(code)
            yield (
                code,
                CompetenceGrade(
                    competence=code,
                    level=one.level if one else None,
                    pix=one.pix if one else 0,
                    certain=state(stands.get(code), framework) == "level",
                    low=low,
                    high=high,
                    share=float(earned / worth) if worth else 0.0,
                    shown=len(mine & validated),
                    skills=len(mine),
                    questions=sum(question.item.competence == code for question in attempt.closed),
                ),
            )

    def _interval(self, code: str, stands: Position | None) -> tuple[float, float]:
        """The margin in levels; without an answer, all that the bank can show."""
        if stands is not None:
            return interval(stands, self._bank.framework)
        return 0.0, self._scale.reachable[code].pix / self._bank.framework.pix_per_level

    def _positions(self, attempt: Attempt, plan: Plan) -> dict[str, Position]:
        """Where this attempt alone puts somebody, with the margins."""
        pool = deciding.pool(plan, self._bank.framework, ())
        answers = tuple(self._shown(question, attempt.id) for question in attempt.closed)
        account = Account(attempt.id, attempt.started_at, answers=answers, elements=tuple(evidence(attempt, pool)))
        return positions(gathered([account]), self._scale)

    def _shown(self, question: Question, attempt: str) -> Shown:
        assert question.outcome is not None
        assert question.closed_at is not None
        item, made = question.item, _variant(self._bank, question.item, question.seed)
        return Shown(
            item.skill, item.competence, item.level, question.outcome, record.chance(made.prompts),
            question.closed_at, attempt, question.id, item.challenge,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Checking:
    """Computes each event of a transcript again."""

    bank: Bank
    plan: Plan
    handed: _Handed
    items: tuple[Item, ...]
    snapshot: str
    """Digest of the items, as events name it."""

    @classmethod
    def of(cls, bank: Bank, plan: Plan, handed: _Handed) -> _Checking:
        """With the items that the plan chooses from here."""
        items = deciding.relevant(bank.items, plan, bank.framework)
        return cls(bank, plan, handed, items, digest(canonical(deciding.snapshot(items, plan, bank.framework))))

    def setting(self, started: Event) -> None:
        """The first event: plan and framework are the ones there are here."""
        body, framework = started.body, self.bank.framework
        if body["plan"] != self.handed.sealed:
            raise _Refused("tampered", "plan_changed")
        mode, prior = body.get("mode", "first"), body.get("prior", [])
        if mode not in get_args(Mode) or not isinstance(prior, list) or (prior and mode != "improve"):
            raise _Refused("tampered", "order", event=1)
        competences = dict.fromkeys(framework.skill(name).competence for name in self.plan.skills)
        skills = [skill.id for name in competences for skill in framework.skills_of(name)]
        if body["framework"] != digest(canonical(excerpt(framework, skills))):
            raise _Refused("unverifiable", "bank")

    def step(self, before: Attempt, event: Event) -> None:
        """One event after the first."""
        if before.result is not None or event.kind == "started":
            raise _Refused("tampered", "order", event=event.seq)
        if event.kind == "presented":
            self._presented(before, event)
        elif event.kind in ("answered", "skipped"):
            self._closed(before, event)
        elif event.kind == "finished":
            self._finished(before, event)

    def _same_bank(self, event: Event) -> None:
        if event.body["bank"] != self.snapshot:
            raise _Refused("unverifiable", "bank")

    def _presented(self, before: Attempt, event: Event) -> None:
        body, rule = event.body, strategy(self.plan.strategy)
        self._same_bank(event)
        if body["strategy"] != {"name": rule.name, "version": rule.version}:
            raise _Refused("unverifiable", "version")
        if before.open_question is not None or len(bytes.fromhex(body["seed"])) != SEED_BYTES:
            raise _Refused("tampered", "order", event=event.seq)
        choice = deciding.choose(before, self.plan, self.bank.framework, self.items)
        if choice.item is None or body["item"] != asdict(choice.item):
            raise _Refused("tampered", "choice", question=len(before.questions) + 1)
        if body["source"] != digest(self.bank.challenge(choice.item.challenge).document.source.encode()):
            raise _Refused("unverifiable", "bank")

    def _closed(self, before: Attempt, event: Event) -> None:
        question = before.open_question
        if question is None or question.seq != event.body["question"]:
            raise _Refused("tampered", "order", event=event.seq)
        if event.kind == "answered" and self._outcome(question, event) != event.body["outcome"]:
            raise _Refused("tampered", "verdict", question=question.number)

    def _outcome(self, question: Question, event: Event) -> str:
        """The verdict on an answer, judged again with a key made again."""
        if event.body["rules"] != {"name": self.plan.rules, "version": record.RULES_VERSION}:
            raise _Refused("unverifiable", "version")
        if event.seq not in self.handed.contents:
            raise _Refused("unverifiable", "erased", question=question.number)
        made, lang = _variant(self.bank, question.item, question.seed), event.body["lang"]
        content, prompt = self.handed.contents[event.seq]["content"], made.prompts[lang]
        read = content["answer"]
        if prompt.kind != "file":  # a handed-in file stays on the pupil's machine; what was read in it travels
            try:
                read = answer_kind(prompt.kind).read(prompt.ask, content["raw"], None)
            except InvalidAnswer:  # the player hands such an answer back, it is never an event
                raise _Refused("tampered", "contents", question=question.number) from None
        return judge(made.keys, lang, read, self.plan.rules).outcome

    def _finished(self, before: Attempt, event: Event) -> None:
        self._same_bank(event)
        framework, items = self.bank.framework, self.items
        if before.open_question is not None or deciding.choose(before, self.plan, framework, items).item is not None:
            raise _Refused("tampered", "end")
        if deciding.result(before, self.plan, framework, items) != event.body["result"]:
            raise _Refused("tampered", "result")


def _read(data: Any) -> _Handed:
    if data["kind"] != SUBMISSION or data["format"] != FORMAT:
        raise _Refused("unverifiable", "version")
    if len(data["events"]) > MAX_EVENTS:
        raise _Refused("unverifiable", "unreadable")
    contents = {int(seq): dict(one) for seq, one in data["contents"].items()}
    sealed = digest(canonical(data["plan"]))
    return _Handed(events_from(data["events"]), contents, plan_from(data["plan"]), sealed)


def _identity(events: Sequence[Event]) -> dict[str, Any]:
    """What can be said of an attempt before anything of it is verified."""
    first = events[0]
    presented = [str(event.body["seed"]) for event in events if event.kind == "presented"]
    return {
        "attempt": str(first.attempt),
        "at": moment(events[-1].at),
        "pixnb": str(first.body["pixnb"]),
        "marks": frozenset([str(first.attempt), str(first.body["seed"]), *presented]),
    }


def _check_chain(handed: _Handed) -> None:
    if broken(handed.events):
        raise _Refused("tampered", "chain")
    vouched = {event.seq: event.body for event in handed.events}
    for seq, one in handed.contents.items():
        sealed = digest(bytes.fromhex(one["salt"]) + canonical(one["content"]))
        if sealed not in (vouched.get(seq, {}).get("answer"), vouched.get(seq, {}).get("text")):
            raise _Refused("tampered", "contents", event=seq)


def _asked(plan: Plan) -> dict[str, Json]:
    """What of a plan decides questions and scores; its words and its pauses do not."""
    return replace(plan, title=None, description=None, checkpoint_every=0).json()


def _codes(plan: Plan, framework: Framework) -> Iterator[str]:
    """The competences of a plan, in the order of the framework."""
    asked = {framework.skill(name).competence for name in plan.skills}
    return (one.id for one in framework.competences if one.id in asked)


def _variant(bank: Bank, item: Item, seed: str) -> Variant:
    return variant(bank.challenge(item.challenge), bytes.fromhex(seed), sizes=False)
