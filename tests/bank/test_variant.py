"""Variants: what a seed decides, and what it must not."""

from __future__ import annotations

import csv
import io
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pixnb.answers import kind
from pixnb.bank.challenge import Challenge
from pixnb.bank.checking import judge
from pixnb.bank.proof import canonical_variant
from pixnb.bank.variant import file_content, variant

SEED = bytes(range(16))


def test_a_seed_gives_the_same_variant_in_another_process(average: Challenge) -> None:
    """Another process with another hash seed makes the same prompt, key and file content."""
    code = (
        "import hashlib, sys\n"
        "from pathlib import Path\n"
        "from pixnb.bank.bank import load; from pixnb.frameworks import load as fw\n"
        "from pixnb.bank.variant import variant, file_content; from pixnb.bank.proof import canonical_variant\n"
        "one = load([Path(sys.argv[1])], fw()).challenge('1.3-march-average'); seed = bytes(range(16))\n"
        "made = variant(one, seed); name = made.prompts['fr'].files[0].name\n"
        "print(hashlib.sha256(canonical_variant(made) + file_content(one, seed, 'fr', name)).hexdigest())\n"
    )
    folder = __file__.rsplit("/", 1)[0] + "/sample"
    said = {
        subprocess.run(
            [sys.executable, "-c", code, folder], env={"PYTHONHASHSEED": number}, capture_output=True, check=True
        ).stdout
        for number in ("1", "2")
    }
    assert len(said) == 1


@settings(max_examples=30, deadline=None)
@given(st.binary(min_size=16, max_size=16))
def test_the_answer_can_be_computed_from_the_file(average: Challenge, seed: bytes) -> None:
    """For any seed, what the file says and what the key expects agree, in both languages."""
    made = variant(average, seed)
    for lang, separator in (("fr", ";"), ("en", ",")):
        card = made.prompts[lang].files[0]
        content = file_content(average, seed, lang, card.name)
        assert len(content) == card.size
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))[1:]
        values = [float(row[1].replace(",", ".")) for row in rows]
        answer = kind("number").read(made.prompts[lang].ask, {"text": str(round(sum(values) / len(values), 3))})
        assert judge(made.keys, lang, answer).outcome == "correct"


def test_two_seeds_give_two_variants(average: Challenge) -> None:
    """Learners side by side do not share values."""
    assert canonical_variant(variant(average, SEED)) != canonical_variant(variant(average, bytes(16)))


def test_both_languages_hold_the_same_values(average: Challenge) -> None:
    """A switch of language changes words, never the key."""
    made = variant(average, SEED)
    assert made.keys["fr"].expected["value"] == made.keys["en"].expected["value"]
    assert made.prompts["fr"].title != made.prompts["en"].title


def test_a_file_that_the_variant_does_not_have_is_refused(average: Challenge) -> None:
    """Asking for another name is an error, not a file."""
    with pytest.raises(KeyError):
        file_content(average, SEED, "fr", "../../etc/passwd")
