"""An eye on the store from outside the product: what is asked, what would be right, what was written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pixnb.answers import kind as answer_kind
from pixnb.assessor.memory import Blobs
from pixnb.core.attempt import Attempt, Question, fold
from pixnb.core.challenge import Key, Prompt
from pixnb.core.events import Event
from pixnb.store.store import Store


@dataclass(frozen=True)
class Asked:
    """A question with both halves of its variant, in one language.

    Parameters
    ----------
    question
        The question as the log has it.
    prompt, key
        Its public and its secret half.
    """

    question: Question
    prompt: Prompt
    key: Key

    @property
    def challenge(self) -> str:
        """Name of its challenge, without the code of the competence."""
        return self.question.item.challenge.partition("-")[2]

    @property
    def right(self) -> Mapping[str, Any]:
        """The right answer as it travels."""
        return self.raw(self.key.expected)

    def raw(self, expected: Any) -> Mapping[str, Any]:
        """An answer that is what is expected, as it travels."""
        return answer_kind(self.prompt.kind).reference(self.prompt.ask, expected)[0]

    @property
    def name(self) -> str:
        """What never changes about a question: which one it is, and of which variant."""
        return f"{self.question.id} {self.question.variant} {self.question.seed}"


class Record:
    """Reads the store of a running product; each look opens the file anew, as another program would.

    Parameters
    ----------
    file
        The file of the store.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def events(self, kind: str = "") -> list[Event]:
        """The events of the latest attempt, of one kind or all."""
        if not self.file.exists():
            return []
        with Store.open(self.file) as store:
            records = sorted(store.attempts(), key=lambda one: one.started_at)
            found = store.events(records[-1].id) if records else []
        return [event for event in found if kind in ("", event.kind)]

    def attempt(self) -> Attempt:
        """The latest attempt."""
        return fold(self.events())

    def asked(self, lang: str = "fr") -> Asked:
        """The question that is open."""
        question = self.attempt().open_question
        assert question is not None, "no question is open"
        with Store.open(self.file) as store:
            prompts, keys = Blobs(store.blob).variant(question.variant)
        return Asked(question, prompts[lang], keys[lang])

    def closed(self) -> list[str]:
        """The outcomes so far."""
        return [str(question.outcome) for question in self.attempt().closed]

    def written(self, seq: int) -> Any:
        """What the learner gave at an event."""
        with Store.open(self.file) as store:
            return store.content(self.attempt().id, seq)
