"""Frames: one row per competence or answer, with types that hold when nothing is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pixnb.core.profile import Knowledge
from pixnb.frameworks import load
from pixnb.reports import frames

CRCN = load()
DOCS = Path(__file__).parents[2] / "docs" / "profile.md"
EMPTY = Knowledge({}, ())


def test_one_row_per_competence(printed: Any) -> None:
    """Sixteen rows in the framework's order, with the numbers of the profile."""
    profile = printed()
    frame = frames.results(profile, CRCN, "fr")
    assert list(frame["competence"]) == [one.id for one in CRCN.competences]
    assert frame["pix"].sum() == frame.attrs["pix"] == profile["pix"]
    assert frame.attrs["learner"] == "Inès B."


def test_unknown_is_missing_not_zero(printed: Any) -> None:
    """No level unless one may be shown; no pix where nothing was answered."""
    frame = frames.results(printed(), CRCN, "fr")
    assert (frame["level"].notna() == (frame["state"] == "level")).all()
    assert (frame["pix"].isna() == (frame["state"] == "unassessed")).all()
    assert set(frame["state"]) == {"unassessed", "range", "level"}


def test_columns_keep_their_types_when_nothing_is_known(printed: Any) -> None:
    """Frames of two learners can be put one under the other, whatever they did."""
    full, empty = frames.results(printed(), CRCN, "fr"), frames.results(printed(known=EMPTY), CRCN, "fr")
    assert dict(full.dtypes) == dict(empty.dtypes)
    assert dict(pd.concat([full, empty]).dtypes) == dict(full.dtypes)


def test_levels_are_named_in_the_language(printed: Any) -> None:
    """CRCN and DigComp names, in English."""
    frame = frames.results(printed("en"), CRCN, "en").set_index("competence")
    shown = frame[frame["level"] == 3]
    assert set(shown["level_name"]) == {"Independent"}
    assert set(shown["digcomp_level"]) == {"Intermediate"}


def test_one_row_per_answer(known: Knowledge) -> None:
    """Every answer with its skill in words, oldest first."""
    frame = frames.answers(known.answers, CRCN, "fr")
    assert len(frame) == len(known.answers)
    assert frame["at"].is_monotonic_increasing
    assert frame["can"].iloc[0] == CRCN.skill(known.answers[0].skill).can["fr"]


def test_answers_keep_their_types_when_there_are_none(known: Knowledge) -> None:
    """An empty frame has the same columns and types."""
    assert dict(frames.answers((), CRCN, "en").dtypes) == dict(frames.answers(known.answers, CRCN, "en").dtypes)


@pytest.mark.parametrize(("columns", "made"), [(frames.RESULTS, frames.results), (frames.ANSWERS, frames.answers)])
def test_every_column_is_documented(columns: dict[str, Any], made: Any) -> None:
    """In the docstring and in docs/profile.md."""
    page = DOCS.read_text(encoding="utf-8")
    assert [name for name in columns if name not in (made.__doc__ or "") or f"`{name}`" not in page] == []
