"""The view of an attempt: all a screen needs, the same after a reload, a dead kernel or a restart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pixnb.assessor import messages
from pixnb.assessor.deciding import endless, reachable, still
from pixnb.assessor.outcomes import result_message
from pixnb.bank.bank import Bank
from pixnb.bank.checking import judge
from pixnb.core.app_messages import Standing
from pixnb.core.attempt import Attempt, Question
from pixnb.core.challenge import Item, Json, Key, Prompt
from pixnb.core.events import moment
from pixnb.core.framework import Framework
from pixnb.core.plan import Plan
from pixnb.core.protocol import (
    AgainMessage,
    FeedbackMessage,
    PlanMessage,
    Progress,
    QuestionMessage,
    QuestionSummary,
    Remaining,
    ResultMessage,
    Screen,
    View,
)
from pixnb.core.text import Lang, said


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
    """What a plan is about: in its own words, else in those of its competence, or of the skill that is practised."""
    framework = bank.framework
    one = framework.competence(plan.competence) if plan.competence else None
    title = f"{one.id} {one.name[lang]}" if one else plan.id
    words = framework.skill(plan.skills[0]).can if plan.purpose == "practice" else one.description if one else {}
    known = [item for item in bank.items if item.competence == plan.competence and item.needs in plan.places]
    return {
        "id": plan.id,
        "title": said(plan.title, lang) if plan.title else title,
        "description": said(plan.description or words, lang),
        "competence": plan.competence,
        "area": int(one.area) if one else 0,
        "reachable_level": reachable(plan, framework, known, one.id) if one else 0,
        "feedback": plan.feedback,
        "purpose": plan.purpose,
    }


def start_view(plan: Plan, bank: Bank, lang: Lang, remaining: tuple[int, int]) -> View:
    """The screen before an attempt begins."""
    progress: Progress = {
        "number": 0,
        "answered": 0,
        "step": 0,
        "steps": plan.checkpoint_every,
        "remaining": _range(plan, remaining),
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
        "again": None,
    }


def view(
    sitting: Sitting,
    bank: Bank,
    memory: Memory,
    lang: Lang,
    *,
    checkpoint: bool = False,
    again: AgainMessage | None = None,
    standing: Standing | None = None,
) -> View:
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
    again
        When a finished attempt may be followed by another; None where it is not offered.
    standing
        Where the learner stands in the competence of a finished attempt.
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
        "feedback": feedback(sitting, shown, bank, memory, lang) if shown and screen == "feedback" else None,
        "checkpoint": {"questions": summaries(attempt, memory, lang)[-plan.checkpoint_every :]}
        if screen == "checkpoint"
        else None,
        "result": _result(sitting, bank, memory, lang, standing) if screen == "end" else None,
        "again": again if screen == "end" else None,
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


def _result(sitting: Sitting, bank: Bank, memory: Memory, lang: Lang, standing: Standing | None) -> ResultMessage:
    questions = summaries(sitting.attempt, memory, lang)
    return result_message(
        sitting.attempt, sitting.plan, bank, questions, lang,
        items=sitting.items, frozen_in=sitting.framework, standing=standing,
    )  # fmt: skip


def _range(plan: Plan, remaining: tuple[int, int]) -> Remaining | None:
    return None if endless(plan) else {"low": remaining[0], "high": remaining[1]}


def _progress(sitting: Sitting) -> Progress:
    attempt, steps = sitting.attempt, sitting.plan.checkpoint_every
    answered = len(attempt.closed)
    # After an answer the group of five shows the place just filled, not an empty next group.
    filled = answered if attempt.open_question or not answered else answered - 1
    over = attempt.result is not None
    left = (0, 0) if over else still(attempt, sitting.plan, sitting.framework, sitting.items)
    return {
        "number": len(attempt.questions),
        "answered": answered,
        "step": filled % steps if steps else 0,
        "steps": steps,
        "remaining": _range(sitting.plan, left),
    }


def _question(question: Question, memory: Memory, lang: Lang) -> QuestionMessage:
    prompts, _ = memory.variant(question.variant)
    return messages.question_message(prompts[lang], question.id, question.number)


def feedback(sitting: Sitting, question: Question, bank: Bank, memory: Memory, lang: Lang) -> FeedbackMessage | None:
    """What is said of a closed question; None while it is open, and in a plan that shows no verdicts."""
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
