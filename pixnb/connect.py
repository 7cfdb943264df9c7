"""The only place that joins the learner's side and the assessor's: in this process, lazily."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pixnb.core.protocol import AssessorProtocol

if TYPE_CHECKING:
    from pixnb.bank.bank import Bank


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
        When a challenge file is not in order.
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
    """The bank in some folders, every file in order.

    Raises
    ------
    BankError
        With every problem of every file.
    """
    from pixnb.bank.bank import load
    from pixnb.frameworks import load as load_framework

    return load(list(folders) if folders is not None else bank_folders(), load_framework())
