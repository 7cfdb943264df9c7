"""The only place that joins the learner's side and the assessor's: in this process, lazily."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pixnb.core.protocol import AssessorProtocol

if TYPE_CHECKING:
    from pixnb.bank.bank import Bank

log = logging.getLogger("pixnb")


def connect(
    *, store: Path | None = None, banks: Iterable[Path] | None = None, learner: str | None = None
) -> AssessorProtocol:
    """The assessor, in this process: practice on one machine (design.md §6).

    Parameters
    ----------
    store
        File of the store; the user's data folder by default (``PIXNB_HOME`` moves it).
    banks
        Folders of challenges; the open bank by default (``PIXNB_BANK`` names others).
    learner
        Name of the learner on this machine; one unnamed learner by default.

    Returns
    -------
    AssessorProtocol
        Takes the calls of a player.

    Raises
    ------
    StoreError
        When the store cannot be opened.
    BankError
        When no challenge file is in order.
    """
    from pixnb.assessor.assessor import Assessor
    from pixnb.store.store import Store, utc_now

    opened = Store.open(store)
    return Assessor(
        opened, open_bank(banks), learner=opened.learner(learner), clock=utc_now, entropy=secrets.token_bytes
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
