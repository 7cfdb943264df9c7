"""A real nbgrader course from the teacher's first command to the exported levels, with a real exchange folder."""

from __future__ import annotations

import csv
import re
from typing import Any

import nbformat
import pytest

import pixnb
from pixnb.nbgrader.cells import asked

pytestmark = pytest.mark.slow
ASSIGNMENT, NOTEBOOK = "donnees", "donnees-3e"
FILE = "thematic-donnees-3e.pixnb.json"


def text(cell: nbformat.NotebookNode) -> str:
    """What a graded cell says."""
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


def test_pupils_get_neither_teachers_cells_nor_somebodys_attempt(course: Any) -> None:
    """The release holds the lesson, the plan and the graded cells, without outputs or transcripts."""
    release = course.root / "release" / ASSIGNMENT
    assert [path.name for path in release.iterdir()] == [f"{NOTEBOOK}.ipynb"]
    notebook = nbformat.read(release / f"{NOTEBOOK}.ipynb", as_version=4)
    source = nbformat.read(course.root / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb", as_version=4)
    assert len(notebook.cells) == len(source.cells) - 1
    assert not [cell for cell in notebook.cells if "pixnb-teacher" in cell.metadata.get("tags", [])]
    assert not [cell for cell in notebook.cells if cell.get("outputs")]


def test_a_teacher_can_change_the_plan_and_a_pupil_cannot(course: Any) -> None:
    """In the source the plan's code is open; in the release it is folded and read-only, like the graded cells."""
    places = {name: course.root / name / ASSIGNMENT / f"{NOTEBOOK}.ipynb" for name in ("source", "release")}
    cells = {name: nbformat.read(path, as_version=4).cells for name, path in places.items()}
    ours = {name: [cell.metadata for cell in found if "nbgrader" in cell.metadata] for name, found in cells.items()}
    assert [one.get("editable", True) for one in ours["source"]] == [True] * 4
    assert [one.get("editable", True) for one in ours["release"]] == [False] * 4
    plans = {name: next(one for one in found if one["nbgrader"]["grade_id"] == "plan") for name, found in ours.items()}
    assert {name: one.get("jupyter", {}).get("source_hidden", False) for name, one in plans.items()} == {
        "source": False, "release": True,
    }  # fmt: skip


def test_the_honest_pupil_gets_what_was_shown(course: Any) -> None:
    """Points are the part of the plan's pix that was shown; level and pix are those of the frozen result."""
    result = course.ends["amel"]["result"]
    assert result
    cells, scores = course.graded("amel"), course.scores("amel")
    for one in result["competences"]:
        name = f"points-{one['competence'].replace('.', '-')}"
        said = text(cells[name])
        assert f"niveau {one['level']}" in said
        assert f"level {one['level']}" in said
        assert f"{one['pix']} pix" in said
        assert "les corrigés étaient à portée de main" in said
        assert "the answers were within reach" in said
        points, look = scores[name]
        percent = re.search(r"([\d.]+)% of the pix at stake", said)
        assert percent
        assert points == pytest.approx(4 * float(percent[1]) / 100, abs=0.01)  # what stands there explains the points
        assert 0 < points <= 4
        assert not look


def test_the_tampered_transcript_is_named_and_earns_nothing(course: Any) -> None:
    """Neither the file nor the pupil's own code gives points; a graded cell that was taken out comes back."""
    cells, scores = course.graded("bastien"), course.scores("bastien")
    assert set(scores) == {"points-1-2", "points-1-3", "points-4-2"}
    for name, (points, look) in scores.items():
        assert points == 0
        assert look
        assert "modifié après coup" in text(cells[name])
        assert "digests no longer match" in text(cells[name])


def test_the_missing_transcript_is_named(course: Any) -> None:
    """No guess: nothing handed in, no points, and the teacher is asked to look."""
    cells, scores = course.graded("chloe"), course.scores("chloe")
    assert {points for points, _ in scores.values()} == {0}
    assert all(look for _, look in scores.values())
    assert f"Le fichier {FILE} n’a pas été rendu" in text(cells["points-1-3"])


def test_the_players_cell_shows_the_attempt_that_was_handed_in(course: Any) -> None:
    """Without a browser there is still something to read; no widget, no attempt of the teacher's."""
    shown = course.graded("amel")["plan"].outputs
    assert [output.output_type for output in shown] == ["display_data"]
    assert "Les données" in shown[0].data["text/html"]
    assert "application/vnd.jupyter.widget-view+json" not in shown[0].data
    assert not (course.root.parent / "teacher").exists()


def exported(course: Any) -> dict[str, dict[str, str]]:
    """The exported rows, by pupil."""
    target = course.root / "levels.csv"
    course.nbgrader("export", "--exporter=pixnb.nbgrader.export.LevelsExporter", f"--to={target}")
    with target.open(encoding="utf-8-sig", newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_the_export_has_levels_and_states(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One row for each pupil: what ``pixnb.results()`` says for the honest one, a state and a reason for the others."""
    rows = exported(course)
    assert {pupil: (row["state"], row["reason"], row["trust"]) for pupil, row in rows.items()} == {
        "amel": ("ok", "", "practice"),
        "bastien": ("tampered", "chain", "practice"),
        "chloe": ("missing", "missing", "practice"),
    }
    monkeypatch.setenv("PIXNB_HOME", str(course.pupils / "amel"))
    results = pixnb.results().set_index("competence")
    result = course.ends["amel"]["result"]
    assert result
    row = rows["amel"]
    for one in result["competences"]:
        code = one["competence"]
        assert (row[f"{code} level"], row[f"{code} pix"]) == (str(one["level"]), str(one["pix"]))
        assert int(row[f"{code} pix"]) == results.loc[code, "pix"]
        assert float(row[f"{code} at_least"]) == results.loc[code, "low"]
        assert float(row[f"{code} at_most"]) == results.loc[code, "high"]
        assert (row[f"{code} certain"] == "yes") == (results.loc[code, "state"] == "level")
    assert (rows["chloe"]["1.3 level"], rows["bastien"]["1.3 level"]) == ("", "")
    assert rows["chloe"]["first_name"] == "Chloé"


def test_the_class_table_has_everybody(course: Any) -> None:
    """A frame for counting and a figure for looking, from the course's folder alone."""
    report = pixnb.report(course.root)
    assert list(report.table.columns) == ["1.2", "1.3", "4.2"]
    assert list(report.table.index) == ["Amel B.", "Bastien C.", "Chloé D."]
    result = course.ends["amel"]["result"]
    assert result
    assert list(report.table.loc["Amel B."]) == [one["level"] for one in result["competences"]]
    assert report.table.loc["Chloé D."].isna().all()
    assert report._repr_html_().count("<tr") == 4
    assert len(report.figure().axes) >= 1


def test_a_late_copy_is_named_in_the_export(course: Any) -> None:
    """Two pupils with the same attempt are both named, whoever was graded first."""
    from nbgrader.coursedir import CourseDirectory

    from pixnb.nbgrader.submissions import graded, same_attempt

    coursedir = CourseDirectory(root=str(course.root))
    plan = (
        asked((name, cell.source) for name, cell in course.graded("amel").items() if cell.cell_type == "code")
        .posed[0]
        .plan
    )
    copy = course.root / "submitted" / "diego" / ASSIGNMENT
    copy.mkdir(parents=True)
    (copy / FILE).write_bytes((course.root / "submitted" / "amel" / ASSIGNMENT / FILE).read_bytes())
    try:
        assert same_attempt(coursedir, ASSIGNMENT, "amel", FILE) == ["diego"]
        for pupil in ("amel", "diego"):
            grading = graded(coursedir, ASSIGNMENT, pupil, FILE, plan)
            assert (grading.state, grading.points("1.3", 4)) == ("copied", 0)
        assert graded(coursedir, ASSIGNMENT, "chloe", FILE, plan).state == "missing"
        assert exported(course)["amel"]["state"] == "copied"
    finally:
        (copy / FILE).unlink()


def test_a_plan_that_cannot_be_asked_is_said_by_cell(course: Any) -> None:
    """A teacher who names a skill without challenges, or a competence that is not asked, reads where."""
    source = course.root / "source" / "broken"
    source.mkdir(parents=True)
    notebook = nbformat.read(course.root / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb", as_version=4)
    for cell in notebook.cells:
        cell.source = cell.source.replace('"1.3.charts.read"', '"1.3.formulas.model"').replace(
            'points("4.2")', 'points("2.1")'
        )
    nbformat.write(notebook, source / "broken.ipynb")
    said = course.nbgrader("generate_assignment", "broken", fails=True)
    assert "cell “plan”: no challenge of today’s bank asks skill 1.3.formulas.model" in said
    assert "cell “points-4-2”: the plan of cell “plan” asks nothing about '2.1'" in said
    assert "cell “plan”: 4.2 is asked and no cell gives points for it" in said
    assert "the assignment “donnees” asks a plan of this name already" in said


def test_a_plan_with_a_name_of_its_own_can_be_asked_in_another_assignment(course: Any) -> None:
    """Attempts are found again by the name of their plan, so a second notebook needs a second name."""
    source = course.root / "source" / "second"
    source.mkdir(parents=True)
    notebook = nbformat.read(course.root / "source" / ASSIGNMENT / f"{NOTEBOOK}.ipynb", as_version=4)
    nbformat.write(notebook, source / "second.ipynb")
    assert "asks a plan of this name already" in course.nbgrader("generate_assignment", "second", fails=True)
    for cell in notebook.cells:
        cell.source = cell.source.replace('"donnees-3e"', '"donnees-3e-suite"')
    nbformat.write(notebook, source / "second.ipynb")
    course.nbgrader("generate_assignment", "second")
    assert (course.root / "release" / "second" / "second.ipynb").is_file()
    course.nbgrader("db", "assignment", "remove", "second", "--force")
