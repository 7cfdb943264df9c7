"""An assessor on the open bank with a store of its own, a given clock and given randomness."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.desk import Desk
from pixnb.bank.bank import Bank
from pixnb.connect import open_bank
from pixnb.core.plan import Plan
from pixnb.store.store import Store
from pixnb.testing import Clock, entropy


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The open bank."""
    return open_bank()


@pytest.fixture
def clock() -> Clock:
    """The time, the same for all assessors of a test."""
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "pixnb.db", clock=Clock()) as opened:
        yield opened


@pytest.fixture
def make(store: Store, bank: Bank, clock: Clock) -> Callable[..., Assessor]:
    """Makes assessors on the same store, as several tabs or processes would."""

    def made(bank: Bank = bank, name: str = "test", learner: str | None = None, plans: Sequence[Plan] = ()) -> Assessor:
        return Assessor(
            store,
            bank,
            learner=store.learner(learner),
            clock=clock,
            entropy=entropy(name),
            plans={one.id: one for one in plans},
        )

    return made


@pytest.fixture
def assessor(make: Callable[..., Assessor]) -> Assessor:
    """One assessor."""
    return make()


@pytest.fixture
def screen(store: Store, bank: Bank, clock: Clock) -> Callable[..., Desk]:
    """Makes desks on the same store, as several widgets or kernels would."""
    count = itertools.count()

    def made(**options: Any) -> Desk:
        return Desk(store, options.pop("bank", bank), clock=clock, entropy=entropy(f"desk {next(count)}"), **options)

    return made


@pytest.fixture
def desk(screen: Callable[..., Desk]) -> Desk:
    """A desk at which Inès sits."""
    made = screen()
    made.register(name="Inès")
    return made
