"""Pix's verdicts, case by case, from the vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pixnb.answers.rules import pix

VECTORS = Path(__file__).parents[1] / "vectors" / "answer_checking.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text("utf-8"))["cases"]
NAMES = {"t1": "case", "t2": "punctuation", "t3": "typos"}


def question(case: dict[str, Any]) -> pix.Question:
    """The question of a case."""
    return pix.Question(
        type=case["type"],
        solution=case["solution"],
        tolerances=frozenset(NAMES[name] for name in case["enabled"]),
        format=case.get("format", ""),
        blocks=case.get("qrocBlocksTypes", {}),
        focused=case.get("isFocusedChallenge", False),
    )


def sitting(case: dict[str, Any]) -> pix.Sitting:
    """How the answer of a case was given."""
    return pix.Sitting(
        timeout=case.get("timeout"),
        focused_out=case.get("isFocusedOut", False),
        certification=case.get("isCertificationEvaluation", False),
    )


def outcome(case: dict[str, Any]) -> tuple[str, Any]:
    """The status and the detail found, or the error that Pix's code throws."""
    try:
        correction = pix.evaluate(question(case), case["answer"], sitting(case))
    except pix.YamlParsingError:
        return "error:YamlParsingError", None
    return correction.status, correction.detail


def test_every_vector_is_there() -> None:
    """The file holds the 510 cases, with every type and every status."""
    assert len(CASES) == 510
    assert {case["type"] for case in CASES} == {"QCU", "QCM", "QROC", "QROCM-ind", "QROCM-dep"}
    assert {"ok", "ko", "aband", "timedout", "focusedOut", "error:YamlParsingError"} == {c["result"] for c in CASES}


@pytest.mark.parametrize("case", CASES, ids=[str(case["id"]) for case in CASES])
def test_status_is_pix_status(case: dict[str, Any]) -> None:
    """Each case has the status Pix gives it."""
    assert outcome(case)[0] == case["result"]


@pytest.mark.parametrize("case", [c for c in CASES if "resultDetails" in c], ids=lambda case: str(case["id"]))
def test_detail_by_field_is_pix_detail(case: dict[str, Any]) -> None:
    """A question in several independent fields says which are right, as Pix does."""
    assert outcome(case)[1] == case["resultDetails"]


@pytest.mark.parametrize("case", [c for c in CASES if "answersEvaluation" in c], ids=lambda case: str(case["id"]))
def test_detail_by_answer_is_pix_detail(case: dict[str, Any]) -> None:
    """A question in several dependent fields says which answers are right, in their order."""
    assert list(outcome(case)[1].values()) == case["answersEvaluation"]
