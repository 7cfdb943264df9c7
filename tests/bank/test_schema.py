"""The published JSON Schema: current, and true of every challenge of the open bank."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from pixnb.bank.schema import published
from pixnb.connect import open_bank

PUBLISHED = Path(__file__).parents[2] / "docs" / "challenge.schema.json"
BANK = open_bank()


def test_the_published_schema_is_current() -> None:
    """docs/challenge.schema.json is what `pixnb bank schema` prints."""
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == json.loads(json.dumps(published()))


def test_the_published_schema_is_a_schema() -> None:
    """It obeys JSON Schema 2020-12 itself."""
    Draft202012Validator.check_schema(published())


@pytest.mark.parametrize("name", sorted(BANK.challenges))
def test_every_challenge_obeys_the_published_schema(name: str) -> None:
    """What an editor would underline, the bank does not contain."""
    errors = list(Draft202012Validator(published()).iter_errors(BANK.challenges[name].document.data))
    assert not errors, errors[0].message
