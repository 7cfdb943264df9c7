"""What a learner's attempts say together, read from the store: the ground of every profile and of each improvement.

Practice says nothing. What an attempt said up to an event never changes, so it is worked out once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from pixnb.assessor import deciding
from pixnb.assessor.memory import Blobs
from pixnb.assessor.record import chance
from pixnb.core.attempt import Attempt, Question, fold
from pixnb.core.errors import PixnbError
from pixnb.core.framework import Framework
from pixnb.core.profile import Account, Evidence, Knowledge, Shown, gathered
from pixnb.measurement.pix import learn
from pixnb.measurement.strategy import Answered, Pool
from pixnb.store.attempts import AttemptRecord
from pixnb.store.store import Store
from pixnb.store.transaction import Reader

KEPT = 4096
"""Accounts of attempts that are remembered: some hundred learners of a year."""
LEARNERS = 32
"""Learners of whom the whole is remembered."""
POOLS = 256

K = TypeVar("K")
V = TypeVar("V")


class KnowledgeReader:
    """Reads what learners' attempts say.

    Parameters
    ----------
    store
        Where the log is.
    blobs
        Reads the frozen plans and frameworks of the attempts.
    """

    def __init__(self, store: Store, blobs: Blobs) -> None:
        self._store = store
        self.blobs = blobs
        self._accounts: OrderedDict[str, tuple[int, Account | None]] = OrderedDict()
        self._together: OrderedDict[str, tuple[list[Account], Framework, Knowledge]] = OrderedDict()
        self._pools: OrderedDict[tuple[str, str], Pool] = OrderedDict()

    def of(
        self, learner: str, framework: Framework, *, reader: Reader | None = None, before: Attempt | None = None
    ) -> Knowledge:
        """Everything that a learner's attempts say about the skills of a framework.

        Parameters
        ----------
        learner
            Id of the learner.
        framework
            What it does not know, or no longer, is left out.
        reader
            Reads one state of the store; by default the present one.
        before
            Leave out this attempt, and what came after it began.
        """
        if reader is None:
            with self._store.reading() as opened:
                return self.of(learner, framework, reader=opened, before=before)
        rows = [row for row in reader.attempts(learner) if row.framework == framework.id]
        accounts = (self._account(row, reader) for row in rows if before is None or row.id != before.id)
        said = [account for account in accounts if account is not None]
        if before is None:
            return self._gathered(learner, said, framework)
        skills = {skill.id for skill in framework.skills}
        return _gathered_until(said, before.started_at, skills)

    def ends(self, learner: str, framework: Framework) -> Callable[[str, datetime], Knowledge]:
        """Gives, of a competence and a time, what the learner's attempts had said of that competence then.

        The attempts are read once, however often it is asked.
        """
        with self._store.reading() as reader:
            rows = [row for row in reader.attempts(learner) if row.framework == framework.id]
            said = [account for row in rows if (account := self._account(row, reader)) is not None]
        return partial(_at_end, framework, _by_competence(said, framework))

    def _gathered(self, learner: str, said: list[Account], framework: Framework) -> Knowledge:
        """What accounts say together, worked out anew only when one of them is another."""
        last = self._together.get(learner)
        if last is None or last[1] is not framework or not _same(last[0], said):
            skills = {skill.id for skill in framework.skills}
            last = said, framework, gathered(_known(account, skills) for account in said)
        _remember(self._together, learner, last, LEARNERS)
        return last[2]

    def _account(self, row: AttemptRecord, reader: Reader) -> Account | None:
        """What an attempt says; None for practice, and before its first event."""
        last_seq, account = self._accounts.get(row.id, (-1, None))
        if last_seq != row.last_seq:
            practice = self.blobs.plan(row.plan).purpose == "practice"
            events = [] if practice else reader.events(row.id)
            account = self._told(fold(events), self._pool(row.plan, events[0].body["framework"])) if events else None
        _remember(self._accounts, row.id, (row.last_seq, account), KEPT)
        return account

    def _pool(self, plan: str, framework: str) -> Pool:
        """The skills of a plan in their topics, for what one answer says about the others."""
        pool = self._pools.get((plan, framework))
        if pool is None:
            pool = deciding.pool(self.blobs.plan(plan), self.blobs.framework(framework), ())
        _remember(self._pools, (plan, framework), pool, POOLS)
        return pool

    def _told(self, attempt: Attempt, pool: Pool) -> Account:
        return Account(
            attempt=attempt.id,
            started_at=attempt.started_at,
            finished_at=attempt.finished_at,
            resets=tuple(pool.skills) if attempt.mode == "reset" else (),
            answers=tuple(self._shown(attempt, question) for question in attempt.closed),
            elements=tuple(evidence(attempt, pool)),
        )

    def _shown(self, attempt: Attempt, question: Question) -> Shown:
        assert question.outcome is not None
        assert question.closed_at is not None
        item = question.item
        return Shown(
            skill=item.skill,
            competence=item.competence,
            level=item.level,
            outcome=question.outcome,
            chance=self._chance(question),
            at=question.closed_at,
            attempt=attempt.id,
            question=question.id,
            challenge=item.challenge,
        )

    def _chance(self, question: Question) -> float:
        """As it was written down; version 0.1 did not, so there the question itself is read."""
        if question.chance is not None:
            return question.chance
        try:
            return chance(self.blobs.variant(question.variant)[0])
        except PixnbError:  # the question is gone from the store
            return 0.0


def evidence(attempt: Attempt, pool: Pool) -> Iterator[Evidence]:
    """What each answer settled, with its time."""
    known = {skill for skill, _, _ in attempt.prior}
    for question in attempt.closed:
        assert question.outcome is not None
        assert question.closed_at is not None
        for one in learn(pool, known, Answered(question.item, question.outcome), {}):
            known.add(one.skill)
            yield Evidence(one.skill, one.competence, one.source, one.status, question.closed_at, attempt.id)


def _by_competence(said: Iterable[Account], framework: Framework) -> dict[str, list[Account]]:
    """The attempts that ask each competence of a framework."""
    home = {skill.id: skill.competence for skill in framework.skills}
    found: dict[str, list[Account]] = {}
    for account in said:
        for competence in {home[one.skill] for one in account.answers if one.skill in home}:
            found.setdefault(competence, []).append(account)
    return found


def _at_end(framework: Framework, asking: Mapping[str, list[Account]], competence: str, at: datetime) -> Knowledge:
    skills = {skill.id for skill in framework.skills_of(competence)}
    told = [one for one in asking.get(competence, ()) if one.started_at <= at]
    # What came before the last reset says nothing any more, and need not be read again.
    since = max((one.started_at for one in told if skills <= set(one.resets)), default=None)
    recent = told if since is None else [one for one in told if one.answers[-1].at >= since]
    return _gathered_until(recent, at, skills)


def _gathered_until(said: Iterable[Account], at: datetime, skills: Set[str]) -> Knowledge:
    """What accounts had said together at a time."""
    return gathered(_known(_until(one, at), skills) for one in said if one.started_at <= at)


def _until(account: Account, at: datetime) -> Account:
    """What an attempt had said at a time."""
    return replace(
        account,
        answers=tuple(one for one in account.answers if one.at <= at),
        elements=tuple(one for one in account.elements if one.at <= at),
    )


def _known(account: Account, skills: Set[str]) -> Account:
    """An account without the skills that a framework does not know."""
    if {one.skill for one in account.answers} <= skills and {one.skill for one in account.elements} <= skills:
        return account
    return replace(
        account,
        answers=tuple(one for one in account.answers if one.skill in skills),
        elements=tuple(one for one in account.elements if one.skill in skills),
    )


def _same(some: list[Account], others: list[Account]) -> bool:
    """Whether two lists hold the very same accounts."""
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def _remember(known: OrderedDict[K, V], name: K, value: V, most: int) -> None:
    """Keep a value, and forget what was not looked at for longest."""
    known[name] = value
    known.move_to_end(name)
    if len(known) > most:
        known.popitem(last=False)
