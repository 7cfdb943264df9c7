"""An assessor on the open bank with a store of its own, a given clock and given randomness."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pixnb.assessor.assessor import Assessor
from pixnb.bank.bank import Bank
from pixnb.connect import open_bank
from pixnb.store.store import Store
from pixnb.testing import Clock, entropy


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The open bank."""
    return open_bank()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "pixnb.db", clock=Clock()) as opened:
        yield opened


@pytest.fixture
def make(store: Store, bank: Bank) -> Callable[..., Assessor]:
    """Makes assessors on the same store, as several tabs or processes would."""

    def made(bank: Bank = bank, name: str = "test", learner: str | None = None) -> Assessor:
        return Assessor(store, bank, learner=store.learner(learner), clock=Clock(), entropy=entropy(name))

    return made


@pytest.fixture
def assessor(make: Callable[..., Assessor]) -> Assessor:
    """One assessor."""
    return make()
