"""The strategy ``practice``: one challenge again and again, each time with other values, until the learner leaves."""

from __future__ import annotations

from collections.abc import Sequence

from pixnb.core.draw import Draw
from pixnb.measurement.strategy import Answered, Choice, Pool


class PracticeStrategy:
    """Asks what its plan asks, whatever was answered; fresh values come with each variant."""

    name = "practice"
    version = 1
    endless = True

    def choose(self, pool: Pool, answers: Sequence[Answered], draw: Draw) -> Choice:
        """One of the plan's items, none only when the bank no longer has any."""
        items = sorted((item for some in pool.items.values() for item in some), key=lambda item: item.challenge)
        return Choice(draw.pick(items) if items else None, {"items": len(items)})


STRATEGY = PracticeStrategy()
