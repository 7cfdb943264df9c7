"""For tests and simulations: a clock and randomness that are given, and a learner who plays attempts.

The only fakes pixnb knows are those of time and chance; everything else is the real thing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from pixnb.answers import kind as answer_kind
from pixnb.assessor.assessor import Assessor
from pixnb.core.attempt import Mode, Question
from pixnb.core.draw import Draw
from pixnb.core.protocol import Receipt, View


class Clock:
    """A clock that moves on by a fixed step each time it is read.

    Parameters
    ----------
    start
        First time it shows; aware.
    step
        Seconds between two readings.
    """

    def __init__(self, start: dt.datetime = dt.datetime(2026, 11, 21, 9, 0, tzinfo=dt.UTC), step: float = 1.0) -> None:
        self.now = start
        self._step = dt.timedelta(seconds=step)

    def __call__(self) -> dt.datetime:
        """The time, which then moves on."""
        now, self.now = self.now, self.now + self._step
        return now

    def forward(self, **time: float) -> None:
        """Let time pass: ``clock.forward(days=4)``, with the words of `datetime.timedelta`."""
        self.now += dt.timedelta(**time)


def entropy(name: str = "test") -> Callable[[int], bytes]:
    """Reproducible bytes in place of secret ones, from a stream with this name."""
    draw = Draw(b"pixnb.testing", name)
    return lambda count: bytes(draw.below(256) for _ in range(count))


class SimulatedLearner:
    """Plays a plan through the assessor as somebody who can do what a rule says.

    Parameters
    ----------
    assessor
        In this process: the learner looks answers up in the store.
    can
        Says whether a question is answered rightly.
    plan, lang
        What is played, in which language.
    """

    def __init__(
        self, assessor: Assessor, can: Callable[[Question], bool], plan: str = "1.3", lang: Any = "fr"
    ) -> None:
        self.assessor = assessor
        self.can = can
        self.plan = plan
        self.lang = lang
        self.receipts: list[Receipt] = []

    def play(self, limit: int = 200, mode: Mode = "first") -> View:
        """Play until the end screen, or until ``limit`` questions were answered; returns the last view."""
        view = self.assessor.start(plan=self.plan, lang=self.lang, mode=mode)
        for _ in range(limit):
            if view["screen"] == "end":
                break
            view = self.answer(view)["view"]
            while view["screen"] in ("feedback", "checkpoint"):
                view = self.assessor.next(attempt=view["attempt"], after=view["after"], lang=self.lang)
        return view

    def answer(self, view: View) -> Receipt:
        """Answer the open question rightly, or with a typical mistake, or pass when there is none."""
        shown = view["question"]
        assert shown is not None
        asked = self.assessor.sitting(view["attempt"]).attempt.question(shown["id"])
        assert asked is not None
        prompts, keys = self.assessor.variant(asked.variant)
        prompt, key = prompts[self.lang], keys[self.lang]
        name = f"{view['attempt']}-{shown['id']}"
        common: dict[str, Any] = {
            "attempt": view["attempt"],
            "question": shown["id"],
            "key": name,
            "lang": self.lang,
        }
        if not self.can(asked) and not key.mistakes:
            receipt = self.assessor.skip(**common)
        else:
            expected = key.expected if self.can(asked) else key.mistakes[0].expected
            raw, upload = answer_kind(prompt.kind).reference(prompt.ask, expected)
            receipt = self.assessor.answer(answer=dict(raw), upload=upload, **common)
        self.receipts.append(receipt)
        return receipt
