"""When a plan may be begun again, and what an improvement keeps: Pix's delays over what a learner's attempts say.

An improvement waits, and keeps what was shown; a reset waits longer, and keeps nothing. Both delays are data of the
framework and count from the last answer about a skill of the plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from pixnb.assessor import deciding
from pixnb.core.attempt import Attempt, Kept, Mode
from pixnb.core.challenge import Item
from pixnb.core.draw import SEED_BYTES
from pixnb.core.errors import AttemptError
from pixnb.core.events import moment
from pixnb.core.framework import Framework
from pixnb.core.plan import Plan
from pixnb.core.profile import Knowledge, kept, last_answer
from pixnb.core.protocol import AgainMessage


@dataclass(frozen=True, slots=True)
class Again:
    """The next attempt of a learner in a plan.

    Parameters
    ----------
    plan, framework
        The plan as it is today.
    items
        What it may ask today.
    knowledge
        What the learner's attempts say.
    """

    plan: Plan
    framework: Framework
    items: Sequence[Item]
    knowledge: Knowledge

    def message(self, at: dt.datetime) -> AgainMessage:
        """From when it may be improved or reset."""
        improve, reset = self.since("improve"), self.since("reset")
        gain = self.something_to_ask(self.prior("improve", max(at, improve or at)))
        return {
            "improve_on": moment(improve or at) if gain else None,
            "reset_on": moment(reset or at) if self.something_to_ask(()) else None,
        }

    def since(self, mode: Mode) -> dt.datetime | None:
        """From when an attempt may begin; None for at any time."""
        last, delays = last_answer(self.knowledge, self.plan.skills), self.framework.delays
        if mode == "first" or last is None:
            return None
        return last + dt.timedelta(days=delays.improve_days if mode == "improve" else delays.reset_days)

    def prior(self, mode: Mode, at: dt.datetime) -> tuple[Kept, ...]:
        """What an attempt that begins then starts from."""
        if mode != "improve":
            return ()
        return kept(self.knowledge, self.plan.skills, at, self.framework.delays.improve_days)

    def something_to_ask(self, prior: tuple[Kept, ...]) -> bool:
        """Whether the strategy finds a question for somebody of whom this is known."""
        blank = Attempt("", "", bytes(SEED_BYTES).hex(), dt.datetime.min, prior=prior)
        return deciding.choose(blank, self.plan, self.framework, self.items).item is not None

    def check(self, mode: Mode, at: dt.datetime) -> None:
        """Refuse an attempt that may not begin now.

        Raises
        ------
        AttemptError
            ``attempt.too_early`` with the ``date`` from when; ``attempt.nothing_left`` when an improvement has
            nothing to ask; ``bank`` when nothing can be asked at all.
        """
        since = self.since(mode)
        if since is not None and since > at:
            msg = f"plan {self.plan.id} was worked on lately: “{mode}” may begin on {moment(since)}"
            raise AttemptError(msg, code="attempt.too_early", date=moment(since))
        if not self.something_to_ask(()):
            about = self.plan.competence or self.plan.id
            msg = f"the bank has nothing to ask for {about}: add challenges to it"
            raise AttemptError(msg, code="bank")
        if not self.something_to_ask(self.prior(mode, at)):
            msg = f"plan {self.plan.id} has nothing left to ask: all that the bank can ask of it was shown"
            raise AttemptError(msg, code="attempt.nothing_left")
