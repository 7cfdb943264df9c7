"""The view of an attempt: all a screen needs, the same after a reload, a dead kernel or a restart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pixnb.assessor import messages
from pixnb.assessor.deciding import relevant, still
from pixnb.assessor.outcomes import result_message
from pixnb.bank.bank import Bank
from pixnb.bank.checking import judge
from pixnb.core.attempt import Attempt, Question
from pixnb.core.challenge import Item, Json, Key, Prompt
from pixnb.core.events import moment
from pixnb.core.framework import Framework
from pixnb.core.plan import Plan
from pixnb.core.protocol import (
    FeedbackMessage,
    PlanMessage,
    Progress,
    QuestionMessage,
    QuestionSummary,
    Screen,
    View,
)
from pixnb.core.scoring import reachable_level
from pixnb.core.text import Lang


class Memory(Protocol):
    """What a view looks up in the store."""

    def variant(self, digest: str) -> tuple[Mapping[str, Prompt], Mapping[str, Key]]:
        """Both halves of a variant as asked."""
        ...

    def content(self, attempt: str, seq: int) -> Json | None:
        """What a learner handed in with an event; None once erased."""
        ...


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt with everything that was frozen with it.

    Parameters
    ----------
    attempt
        The attempt.
    plan, framework, items
        What it may ask, as it is now for an open attempt.
    """

    attempt: Attempt
    plan: Plan
    framework: Framework
    items: Sequence[Item]


def plan_message(plan: Plan, bank: Bank, lang: Lang) -> PlanMessage:
    """What a plan is about, in words."""
    competence = bank.framework.competence(plan.competence)
    askable = relevant(bank.items, plan, bank.framework)
    return {
        "id": plan.id,
        "title": f"{competence.id} {competence.name[lang]}",
        "description": competence.description[lang],
        "competence": competence.id,
        "area": int(competence.area),
        "reachable_level": reachable_level(askable, competence.id, bank.framework),
        "feedback": plan.feedback,
    }


def start_view(plan: Plan, bank: Bank, lang: Lang, remaining: tuple[int, int]) -> View:
    """The screen before an attempt begins."""
    low, high = remaining
    progress: Progress = {
        "number": 0,
        "answered": 0,
        "step": 0,
        "steps": plan.checkpoint_every,
        "remaining": {"low": low, "high": high},
    }
    return {
        "attempt": "",
        "lang": lang,
        "screen": "start",
        "trust": plan.trust,
        "plan": plan_message(plan, bank, lang),
        "saved_at": None,
        "progress": progress,
        "after": "",
        "question": None,
        "feedback": None,
        "checkpoint": None,
        "result": None,
    }


def view(sitting: Sitting, bank: Bank, memory: Memory, lang: Lang, *, checkpoint: bool = False) -> View:
    """The screen where an attempt stands.

    Parameters
    ----------
    sitting
        The attempt and what was frozen with it.
    bank
        Today's bank, for names and tutorials.
    memory
        The store.
    lang
        Language of the screen.
    checkpoint
        Whether the learner has left the feedback of the last question of a group: a pause is shown.
    """
    attempt, plan = sitting.attempt, sitting.plan
    screen = _screen(attempt, checkpoint=checkpoint)
    last = attempt.questions[-1] if attempt.questions else None
    shown = last if screen in ("question", "feedback") else None
    return {
        "attempt": attempt.id,
        "lang": lang,
        "screen": screen,
        "trust": plan.trust,
        "plan": plan_message(plan, bank, lang),
        "saved_at": moment(attempt.last_at or attempt.started_at),
        "progress": _progress(sitting),
        "after": f"{screen}:{last.id}" if last and screen in ("feedback", "checkpoint") else "",
        "question": _question(shown, memory, lang) if shown and screen == "question" else None,
        "feedback": _feedback(sitting, shown, bank, memory, lang) if shown and screen == "feedback" else None,
        "checkpoint": {"questions": summaries(attempt, memory, lang)[-plan.checkpoint_every :]}
        if screen == "checkpoint"
        else None,
        "result": result_message(attempt, plan, bank, summaries(attempt, memory, lang), lang)
        if screen == "end"
        else None,
    }


def summaries(attempt: Attempt, memory: Memory, lang: Lang) -> list[QuestionSummary]:
    """One line about every closed question."""
    return [
        {"number": one.number, "title": memory.variant(one.variant)[0][lang].title, "outcome": one.outcome}
        for one in attempt.closed
        if one.outcome is not None
    ]


def _screen(attempt: Attempt, *, checkpoint: bool) -> Screen:
    if attempt.result is not None:
        return "end"
    if attempt.open_question is not None:
        return "question"
    if not attempt.questions:
        return "start"
    return "checkpoint" if checkpoint else "feedback"


def _progress(sitting: Sitting) -> Progress:
    attempt, steps = sitting.attempt, sitting.plan.checkpoint_every
    answered = len(attempt.closed)
    # After an answer the group of five shows the place just filled, not an empty next group.
    step = answered % steps if attempt.open_question or not answered else (answered - 1) % steps
    low, high = (0, 0) if attempt.result is not None else still(attempt, sitting.plan, sitting.framework, sitting.items)
    return {
        "number": len(attempt.questions),
        "answered": answered,
        "step": step,
        "steps": steps,
        "remaining": {"low": low, "high": high},
    }


def _question(question: Question, memory: Memory, lang: Lang) -> QuestionMessage:
    prompts, _ = memory.variant(question.variant)
    return messages.question_message(prompts[lang], question.id, question.number)


def _feedback(sitting: Sitting, question: Question, bank: Bank, memory: Memory, lang: Lang) -> FeedbackMessage | None:
    if not sitting.plan.feedback or question.outcome is None:
        return None
    prompts, keys = memory.variant(question.variant)
    content: Any = None if question.outcome == "skipped" else memory.content(sitting.attempt.id, question.closed_seq)
    verdict = judge(keys, lang, content["answer"], sitting.plan.rules) if content else None
    challenge = bank.challenges.get(question.item.challenge)
    card = messages.card_of(bank, challenge.tutorial if challenge else question.item.topic, lang)
    shown = messages.question_message(prompts[lang], question.id, question.number)
    return messages.feedback_message(
        shown, keys[lang], question.outcome, verdict, content["raw"] if content else None, card
    )
