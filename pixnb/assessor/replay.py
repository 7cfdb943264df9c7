"""Replays an attempt from its log alone and says whether everything equals what was shown.

Every choice, verdict and result is computed again from the events, the answers and the frozen data
they name; the bank, the framework and the parameters of today are not looked at. Where the store is at hand,
what an improvement started from is compared with what the learner's earlier attempts say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pixnb.assessor import deciding
from pixnb.assessor.knowledge import KnowledgeReader
from pixnb.assessor.memory import Blobs
from pixnb.assessor.record import RULES_VERSION, chance
from pixnb.bank.checking import judge
from pixnb.bank.variant import variant
from pixnb.core.attempt import Attempt, fold, steps
from pixnb.core.canonical import canonical, digest
from pixnb.core.challenge import Json
from pixnb.core.codec import variant_json
from pixnb.core.errors import PixnbError
from pixnb.core.events import Event, broken
from pixnb.core.framework import Framework
from pixnb.core.plan import Plan
from pixnb.core.profile import kept
from pixnb.measurement.strategy import strategy
from pixnb.store.store import Store
from pixnb.version import __version__


@dataclass(frozen=True, slots=True)
class Replay:
    """What replaying one attempt gave.

    Parameters
    ----------
    attempt
        Its id.
    events
        Number of events.
    differences
        What does not equal what was shown, in words; empty when all does.
    erased
        Answers that were erased, whose verdicts could therefore not be computed again.
    result
        The result computed again; None while the attempt is open.
    """

    attempt: str
    events: int
    differences: tuple[str, ...]
    erased: int = 0
    result: Mapping[str, Json] | None = field(default=None, repr=False)

    @property
    def equal(self) -> bool:
        """Whether everything that could be computed again equals what was shown."""
        return not self.differences


def replay(events: Sequence[Event], contents: Mapping[int, Any], blob: Callable[[str], bytes]) -> Replay:
    """Compute an attempt again.

    Parameters
    ----------
    events
        All its events, in order.
    contents
        What the learner handed in, by number of the event.
    blob
        Gives the frozen data of a digest.

    Returns
    -------
    Replay
        With every difference found.
    """
    name = events[0].attempt if events else ""
    chain = broken(events)
    if chain or not events:
        return Replay(name, len(events), tuple(chain) or ("the attempt has no events",))
    found: list[str] = []
    erased, result = 0, None
    try:
        blobs = Blobs(blob)
        setting = _Setting(blobs, blobs.plan(events[0].body["plan"]), blobs.framework(events[0].body["framework"]))
        found += _started(setting, events[0])
        for before, event in steps(events):
            found += [f"event {event.seq} ({event.kind}): {one}" for one in _event(setting, before, event, contents)]
            erased += event.kind == "answered" and event.seq not in contents
            result = _result(setting, before, event) if event.kind == "finished" else result
    except (PixnbError, KeyError, ValueError, TypeError) as error:
        found.append(f"the log cannot be read to its end: {type(error).__name__}: {error}")
    return Replay(name, len(events), tuple(found), erased, result)


def replay_stored(store: Store, attempt: str, reader: KnowledgeReader | None = None) -> Replay:
    """Compute an attempt again in the store it lies in, and what it started from out of the learner's other attempts.

    Parameters
    ----------
    store
        Where the log is.
    attempt
        Id of the attempt.
    reader
        Reads what attempts say together; give the same one when many are replayed.

    Raises
    ------
    AttemptError
        When the store has no such attempt.
    """
    row, events = store.attempt(attempt), store.events(attempt)
    outcome = replay(events, store.contents(attempt), store.blob)
    if not outcome.equal or events[0].body.get("mode") != "improve":
        return outcome
    try:
        found = _prior(fold(events), events[0], row.learner, reader or KnowledgeReader(store, Blobs(store.blob)))
    except (PixnbError, KeyError, ValueError, TypeError) as error:
        found = f"the learner’s earlier attempts cannot be read: {type(error).__name__}: {error}"
    return replace(outcome, differences=(f"event 1 (started): {found}",)) if found else outcome


def _prior(attempt: Attempt, started: Event, learner: str, reader: KnowledgeReader) -> str:
    """What is wrong with what an improvement started from; empty when nothing is."""
    plan, framework = reader.blobs.plan(attempt.plan), reader.blobs.framework(started.body["framework"])
    known = reader.of(learner, framework, before=attempt)
    expected = set(kept(known, plan.skills, attempt.started_at, framework.delays.improve_days))
    other = sorted(skill for skill, _, _ in expected ^ set(attempt.prior))
    return f"the earlier attempts say otherwise about {', '.join(dict.fromkeys(other))}" if other else ""


@dataclass(frozen=True, slots=True)
class _Setting:
    blobs: Blobs
    plan: Plan
    framework: Framework


def _started(setting: _Setting, event: Event) -> Iterator[str]:
    """Only an improvement starts from something, and from skills of its plan alone."""
    mode, prior = event.body.get("mode", "first"), event.body.get("prior", [])
    if mode != "improve" and prior:
        yield f"event 1 (started): mode “{mode}” starts from nothing, and this attempt from {len(prior)} skills"
    foreign = [skill for skill, *_ in prior if skill not in setting.plan.skills]
    if foreign:
        yield f"event 1 (started): it starts from skills that are not in its plan: {', '.join(foreign)}"


def _event(setting: _Setting, before: Attempt, event: Event, contents: Mapping[int, Any]) -> Iterator[str]:
    if event.kind == "presented":
        yield from _presented(setting, before, event)
    elif event.kind == "answered":
        yield from _answered(setting, before, event, contents)
    elif event.kind == "finished" and _result(setting, before, event) != event.body["result"]:
        yield "the result computed again is another one"


def _presented(setting: _Setting, before: Attempt, event: Event) -> Iterator[str]:
    body = event.body
    rule = strategy(setting.plan.strategy)
    if body["strategy"] != {"name": rule.name, "version": rule.version}:
        yield f"chosen by {body['strategy']}, and this pixnb has version {rule.version}"
    else:
        choice = deciding.choose(before, setting.plan, setting.framework, setting.blobs.items(body["bank"]))
        chosen = choice.item.challenge if choice.item else "nothing"
        if chosen != body["item"]["challenge"]:
            yield f"{body['item']['challenge']} was asked, and {chosen} is chosen again"
    if "chance" in body and body["chance"] != chance(setting.blobs.variant(body["variant"])[0]):
        yield "the chance of a right guess is another one"
    # Seeds give the same variant within a release (design.md §7); the variant as asked is kept anyway.
    if body["pixnb"] == __version__:
        again = variant(setting.blobs.challenge(body["source"]), bytes.fromhex(body["seed"]))
        if digest(canonical(variant_json(again))) != body["variant"]:
            yield "the seed gives another variant than the one that was asked"


def _answered(setting: _Setting, before: Attempt, event: Event, contents: Mapping[int, Any]) -> Iterator[str]:
    body, question = event.body, before.question(str(event.body["question"]))
    if question is None or before.open_question != question:
        yield f"it answers question {body['question']}, which was not open"
        return
    if event.seq not in contents:
        return
    if body["rules"] != {"name": setting.plan.rules, "version": RULES_VERSION}:
        yield f"judged by {body['rules']}, and this pixnb has version {RULES_VERSION}"
        return
    _, keys = setting.blobs.variant(question.variant)
    verdict = judge(keys, body["lang"], contents[event.seq]["answer"], setting.plan.rules)
    if verdict.outcome != body["outcome"]:
        yield f"“{body['outcome']}” was shown, and the answer is judged “{verdict.outcome}” again"
    elif digest(verdict.feedback.encode()) != body["feedback"]:
        yield "another feedback was shown than the one computed again"


def _result(setting: _Setting, before: Attempt, event: Event) -> Mapping[str, Json]:
    items = setting.blobs.items(event.body["bank"])
    return deciding.result(replace(before, result=None), setting.plan, setting.framework, items)
