"""A small bank for tests: one challenge and its tutorial."""

from __future__ import annotations

from pathlib import Path

import pytest

from pixnb.bank.bank import Bank, load
from pixnb.bank.challenge import Challenge
from pixnb.frameworks import load as load_framework

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def sample() -> Bank:
    """The sample bank."""
    return load([HERE / "sample"], load_framework())


@pytest.fixture(scope="session")
def average(sample: Bank) -> Challenge:
    """Its challenge: the average of temperatures in a CSV file."""
    return sample.challenge("1.3-march-average")
