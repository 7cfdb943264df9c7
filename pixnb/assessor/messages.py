"""Messages to a learner, built from the Prompt alone, field by field (design.md §4).

Nothing here takes a Key, so changing only the Key of a variant cannot change a byte of what is sent
before the verdict; a test holds every challenge to that.
"""

from __future__ import annotations

from typing import Any

from pixnb.bank.bank import Bank
from pixnb.bank.challenge import Tutorial
from pixnb.bank.markdown import render
from pixnb.core.challenge import FileCard, Key, Outcome, Prompt, Verdict
from pixnb.core.framework import Framework, Skill
from pixnb.core.protocol import (
    FeedbackMessage,
    FileMessage,
    QuestionMessage,
    SkillMessage,
    TutorialCard,
    TutorialMessage,
)


def file_message(card: FileCard) -> FileMessage:
    """The card of a file."""
    return {
        "name": card.name,
        "media_type": card.media_type,
        "size": card.size,
        "shown": card.shown,
        "alt": card.alt,
    }


def question_message(prompt: Prompt, name: str, number: int) -> QuestionMessage:
    """A question as shown.

    Parameters
    ----------
    prompt
        The public half of the variant, in the learner's language.
    name
        Identity of the question in its attempt.
    number
        1 for the first question of the attempt.
    """
    return {
        "id": name,
        "number": number,
        "title": prompt.title,
        "body": prompt.body,
        "kind": prompt.kind,
        "ask": dict(prompt.ask),
        "files": [file_message(card) for card in prompt.files],
    }


def feedback_message(
    question: QuestionMessage,
    key: Key,
    outcome: Outcome,
    verdict: Verdict | None,
    given: dict[str, Any] | None,
    tutorial: TutorialCard | None,
) -> FeedbackMessage:
    """What is said once a question is closed and its plan shows feedback."""
    right = outcome == "correct"
    return {
        "question": question,
        "given": given,
        "outcome": outcome,
        "message": verdict.feedback if verdict else "",
        "hint": "" if right else key.hint,
        "solution": key.solution,
        "detail": dict(verdict.detail) if verdict and verdict.detail else None,
        "tutorial": None if right else tutorial,
    }


def tutorial_card(tutorial: Tutorial, framework: Framework, lang: str) -> TutorialCard:
    """A tutorial on offer."""
    return {
        "id": tutorial.id,
        "title": tutorial.title(lang),
        "minutes": tutorial.minutes,
        "topic": framework.topic(tutorial.topic).name[lang],
    }


def tutorial_message(tutorial: Tutorial, framework: Framework, lang: str) -> TutorialMessage:
    """A tutorial, whole, as for somebody who has not marked it."""
    body = render(tutorial.body(lang))
    return {**tutorial_card(tutorial, framework, lang), "body": body, "saved": False, "done_at": None}


def skill_message(skill: Skill, framework: Framework, lang: str) -> SkillMessage:
    """A skill in words."""
    return {
        "id": skill.id,
        "can": skill.can[lang],
        "level": skill.level,
        "topic": framework.topic(skill.topic).name[lang],
    }


def card_of(bank: Bank, name: str, lang: str) -> TutorialCard | None:
    """The card of a tutorial by its id, None when the bank no longer has it."""
    tutorial = bank.tutorial(name)
    return tutorial_card(tutorial, bank.framework, lang) if tutorial else None
