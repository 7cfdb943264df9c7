"""What was done before a test looks: attempts played without a browser, days ago, by learners of the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from driver.running import Running
from pixnb.assessor.assessor import Assessor
from pixnb.assessor.desk import Desk
from pixnb.connect import open_bank
from pixnb.core.attempt import Mode, Question
from pixnb.store.store import Store, utc_now
from pixnb.testing import Clock, SimulatedLearner, entropy


def everything(_question: Question) -> bool:
    """Somebody who can do all that is asked."""
    return True


def nothing(_question: Question) -> bool:
    """Somebody who can do nothing of it."""
    return False


def played(
    server: Running,
    learner: str,
    plan: str,
    *,
    days: float,
    can: Callable[[Question], bool] = everything,
    limit: int = 200,
    mode: Mode = "first",
) -> str:
    """Let a learner play a plan so many days ago; gives the id of the attempt.

    Parameters
    ----------
    server
        The store and the bank are its own.
    learner
        Name of the learner, made when nobody has it; empty for the one without a name.
    plan
        Competence or plan.
    days
        How long ago it began.
    can
        What the learner can do.
    limit
        Most questions; with fewer than there are, the attempt is left in the middle.
    mode
        How it begins.
    """
    clock, bank = Clock(utc_now() - dt.timedelta(days=days)), open_bank([Path(server.environment["PIXNB_BANK"])])
    with Store.open(server.store, clock=clock) as store:
        who = store.learner(learner or None)
        chance = entropy(f"{learner} {plan} {days} {mode}")
        assessor = Assessor(store, bank, learner=who, clock=clock, entropy=chance)
        return SimulatedLearner(assessor, can, plan).play(limit, mode)["attempt"]


@contextmanager
def at_desk(server: Running, learner: str, days: float = 0) -> Iterator[Desk]:
    """A desk beside the running product, with a learner at it: what the screens should say."""
    bank = open_bank([Path(server.environment["PIXNB_BANK"])])
    now = Clock(utc_now() + dt.timedelta(days=days))
    with Store.open(server.store) as store:
        yield Desk(store, bank, clock=now, entropy=entropy("beside"), learner=store.learner(learner))
