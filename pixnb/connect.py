"""The only place that joins the learner's side and the assessor's: in this process, lazily."""

from __future__ import annotations

import logging
import os
import secrets
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from pixnb.core.protocol import AssessorProtocol

if TYPE_CHECKING:
    from pixnb.assessor.regrade import Regrader
    from pixnb.bank.bank import Bank
    from pixnb.core.framework import Framework
    from pixnb.core.grading import Grading
    from pixnb.core.plan import Plan
    from pixnb.reports.course import ClassReport

log = logging.getLogger("pixnb")


def connect(
    *,
    store: Path | None = None,
    banks: Iterable[Path] | None = None,
    learner: str | None = None,
    plans: Iterable[Plan] = (),
    transcript: Path | None = None,
) -> AssessorProtocol:
    """A desk in this process: practice on one machine (design.md §6).

    Parameters
    ----------
    store
        File of the store; the user's data folder by default (``PIXNB_HOME`` moves it).
    banks
        Folders of challenges; the open bank by default (``PIXNB_BANK`` names others).
    learner
        Name of who sits down, made when nobody has it; whoever has a PIN must still enter it. By default
        ``PIXNB_LEARNER``, else the only learner of this machine, else the screen asks.
    plans
        Plans that can be asked for by their id, besides those of the competences.
    transcript
        A file that holds, after each thing saved in a thematic plan, the attempt as it is then.

    Returns
    -------
    AssessorProtocol
        Takes the calls of a player.

    Raises
    ------
    StoreError
        When the store cannot be opened, or the transcript's folder not be written.
    BankError
        When no challenge file is in order.
    DeskError
        When a new learner's name is too long.
    """
    from pixnb.assessor.desk import Desk
    from pixnb.assessor.handing_in import HandingIn
    from pixnb.assessor.names import expected
    from pixnb.store.store import Store, utc_now

    opened, bank, given = Store.open(store), open_bank(banks), tuple(plans)
    who = learner or os.environ.get("PIXNB_LEARNER")
    return Desk(
        opened,
        bank,
        clock=utc_now,
        entropy=secrets.token_bytes,
        learner=expected(opened, who) if who else "",
        plans=given,
        on_saved=HandingIn(opened, transcript, [plan.id for plan in given]) if transcript else None,
    )


def bank_folders() -> list[Path]:
    """The folders of challenges to use: those of ``PIXNB_BANK``, else the open bank."""
    from pixnb.places import bank_folder

    named = os.environ.get("PIXNB_BANK", "")
    return [Path(one) for one in named.split(os.pathsep) if one] or [bank_folder() / "crcn"]


def open_bank(folders: Iterable[Path] | None = None) -> Bank:
    """The bank in some folders, as far as its files are in order.

    One broken file does not take the others away from a learner: it is left out, and said in the log
    with file, line and remedy. ``pixnb bank check`` lists all problems.

    Parameters
    ----------
    folders
        Folders of challenges; see `bank_folders`.

    Raises
    ------
    BankError
        With every problem, when no challenge is left.
    """
    from pixnb.bank.bank import survey
    from pixnb.core.errors import BankError
    from pixnb.frameworks import load as load_framework

    bank, problems = survey(list(folders) if folders is not None else bank_folders(), load_framework())
    if problems and not bank.challenges:
        raise BankError(problems)
    for problem in problems:
        log.warning("the bank: %s", problem)
    return bank


def regrade(data: Any, plan: Plan | None = None) -> Grading:
    """Re-score a handed-in transcript with the bank of this machine.

    Parameters
    ----------
    data
        The transcript, as JSON reads it.
    plan
        What should have been asked; by default what the transcript says.

    Returns
    -------
    Grading
        Always: a transcript that does not hold is named so.
    """
    return _regrader().regrade(data, plan)


def framework() -> Framework:
    """The framework of the bank."""
    from pixnb.frameworks import load as load_framework

    return load_framework()


def unaskable(plan: Plan) -> list[str]:
    """The skills of a plan that no challenge of the bank asks today, in the plan's order."""
    asked = {item.skill for item in _regrader().items if item.needs in plan.places}
    return [skill for skill in plan.skills if skill not in asked]


def class_report(gradings: Iterable[tuple[str, str, Grading]], *, title: str, lang: str | None = None) -> ClassReport:
    """The levels of a class; see `pixnb.reports.course.class_report`."""
    from pixnb.core.text import language
    from pixnb.reports.course import class_report as made

    return made(gradings, framework(), title, language(lang or os.environ.get("PIXNB_LANG")))


def _regrader() -> Regrader:
    """Made once for a class, and again when a file of the bank has changed."""
    folders = tuple(bank_folders())
    files = (path for folder in folders for path in folder.rglob("*.md"))
    return _made_regrader(folders, hash(tuple(sorted((str(path), path.stat().st_mtime_ns) for path in files))))


@lru_cache(maxsize=1)
def _made_regrader(folders: tuple[Path, ...], _stamp: int) -> Regrader:
    from pixnb.assessor.regrade import Regrader

    return Regrader(open_bank(folders))


class _Callable(ModuleType):
    """``pixnb.connect`` is this module once anything has imported it, and stays the function it was before."""

    def __call__(self, **options: Any) -> AssessorProtocol:
        """See `connect`."""
        return connect(**options)


sys.modules[__name__].__class__ = _Callable
