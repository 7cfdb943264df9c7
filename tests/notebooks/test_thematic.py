"""The thematic notebook: what it asks can be asked, and by everybody with a browser."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from pixnb.connect import open_bank, unaskable
from pixnb.nbgrader.cells import Asked, asked

PATH = Path(__file__).parents[2] / "notebooks" / "thematic" / "donnees-3e.ipynb"


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    """As it is shipped."""
    return nbformat.read(PATH, as_version=4)


@pytest.fixture(scope="module")
def found(notebook: nbformat.NotebookNode) -> Asked:
    """Its plan and its graded cells."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return asked((cell.metadata.get("nbgrader", {}).get("grade_id", ""), cell.source) for cell in cells)


def test_each_competence_of_the_plan_has_its_graded_cell(found: Asked) -> None:
    """Three competences of three areas of life with data, the same points for each."""
    (posed,) = found.posed
    assert [one.competence for one in found.graded] == ["1.2", "1.3", "4.2"]
    assert unaskable(posed.plan) == []
    assert posed.file == f"{posed.plan.id}.pixnb.json"


def test_no_question_needs_an_office_suite(found: Asked) -> None:
    """Every challenge that the plan may ask is answered in the page itself."""
    (posed,) = found.posed
    needs = {item.challenge: item.needs for item in open_bank().items if item.skill in posed.plan.skills}
    assert len(needs) >= len(posed.plan.skills)
    assert {name for name, need in needs.items() if need != "none"} == set()


def test_plan_and_points_are_locked_and_the_teachers_cell_is_tagged(notebook: nbformat.NotebookNode) -> None:
    """A pupil cannot change what decides the points and does not get what is for the teacher, who can change both."""
    cells = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
    assert [cell.metadata["nbgrader"]["grade_id"] for cell in cells] == [
        "plan", "points-1-2", "points-1-3", "points-4-2",
    ]  # fmt: skip
    assert all(cell.metadata["nbgrader"]["locked"] for cell in cells)
    assert not [cell for cell in cells if "editable" in cell.metadata]  # nbgrader shuts them in the pupils' version
    assert sum("pixnb-teacher" in cell.metadata.get("tags", []) for cell in notebook.cells) == 1


def test_its_french_is_typeset(notebook: nbformat.NotebookNode) -> None:
    """Typographic apostrophes, and no-break spaces before high punctuation."""
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert "'" not in text
    assert [mark for mark in (" ;", " ?", " !", " :", "« ", " »", " %") if mark in text] == []
