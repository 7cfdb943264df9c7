"""What a whole course shows, read from the gradebook and the graded notebooks: a row for each pupil and assignment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.utils import is_grade

from pixnb.core.grading import CompetenceGrade, Grading
from pixnb.nbgrader.autograde import kept
from pixnb.nbgrader.cells import CellError, asked
from pixnb.nbgrader.submissions import same_attempt

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory


@dataclass(frozen=True, slots=True)
class Row:
    """One pupil's work in one assignment.

    Parameters
    ----------
    assignment
        Its name.
    student, last_name, first_name
        Who; names are empty where the gradebook has none.
    grading
        What was handed in is worth; ``missing`` where nothing was.
    same
        Who else handed in the same attempt.
    points, most
        In nbgrader, with what the teacher changed by hand; of pixnb's cells only.
    """

    assignment: str
    student: str
    last_name: str
    first_name: str
    grading: Grading
    same: tuple[str, ...] = ()
    points: float = 0.0
    most: float = 0.0

    @property
    def name(self) -> str:
        """What to call the pupil in a table."""
        return f"{self.first_name} {self.last_name}".strip() or self.student


def rows(
    gradebook: Gradebook, coursedir: CourseDirectory, assignments: Iterable[str] = (), students: Iterable[str] = ()
) -> Iterator[Row]:
    """The rows of a course, by assignment and pupil's name; assignments without pixnb are left out.

    Parameters
    ----------
    gradebook, coursedir
        The course.
    assignments, students
        Names and ids to keep; all when empty.
    """
    wanted, who = set(assignments), set(students)
    for assignment in sorted(gradebook.assignments, key=lambda one: str(one.name)):
        files = _files(assignment)
        if not files or (wanted and assignment.name not in wanted):
            continue
        known = [one for one in gradebook.students if not who or one.id in who]
        for student in sorted(known, key=lambda one: (one.last_name or "", one.first_name or "", one.id)):
            yield _row(gradebook, coursedir, assignment, student, files)


def _files(assignment: Any) -> dict[str, dict[str, str]]:
    """By notebook, the graded cells of pixnb with the transcript of each."""
    found = {}
    for notebook in assignment.notebooks:
        sources = ((one.name, one.source) for one in notebook.source_cells if one.cell_type == "code")
        try:
            graded = {one.cell: one.posed.file for one in asked(sources).graded}
        except CellError:
            continue
        if graded:
            found[str(notebook.name)] = graded
    return found


def _row(gradebook: Gradebook, coursedir: CourseDirectory, assignment: Any, student: Any, files: Any) -> Row:
    gradings = [one for name in files for one in _gradings(coursedir, assignment.name, student.id, name, files[name])]
    handed_in = {file for cells in files.values() for file in cells.values()}
    same = {one for file in handed_in for one in same_attempt(coursedir, assignment.name, student.id, file)}
    grading = _together(gradings, next(iter(handed_in)))
    if same and grading.counts:  # the other copy came in after this one was graded
        grading = replace(grading, state="copied", reason="copied", params={"count": len(same)}, competences={})
    points, most = _points(gradebook, assignment, student.id, files)
    names = (student.last_name or "", student.first_name or "")
    return Row(assignment.name, student.id, *names, grading, tuple(sorted(same)), points, most)


def _gradings(
    coursedir: CourseDirectory, assignment: str, student: str, notebook: str, cells: dict[str, str]
) -> Iterator[Grading]:
    """What autograde left in the graded cells of a pupil's notebook."""
    folder = Path(coursedir.format_path(coursedir.autograded_directory, student, assignment))
    path = folder / f"{notebook}.ipynb"
    if not path.is_file():
        return
    for cell in nbformat.read(path, as_version=4).cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in cells and is_grade(cell) and (found := kept(cell)):
            yield found[1]


def _together(gradings: list[Grading], file: str) -> Grading:
    """The gradings of several plans as one: the first that does not count, else all competences together."""
    if not gradings:
        return Grading("missing", "missing", {"file": file})
    worst = next((one for one in gradings if not one.counts), None) or next(
        (one for one in gradings if one.state != "ok"), gradings[0]
    )
    competences: dict[str, CompetenceGrade] = {}
    for one in gradings if worst.counts else ():
        competences.update(one.competences)
    attempts = {one.attempt: one.answers for one in gradings}
    return replace(worst, competences=competences, answers=sum(attempts.values()))


def _points(gradebook: Gradebook, assignment: Any, student: str, files: Any) -> tuple[float, float]:
    """Points earned in pixnb's cells, and the most there are."""
    most = sum(
        float(cell.max_score) for one in assignment.notebooks for cell in one.grade_cells
        if cell.name in files.get(one.name, {})
    )  # fmt: skip
    earned = 0.0
    for notebook, cells in files.items():
        try:
            submission = gradebook.find_submission_notebook(notebook, assignment.name, student)
        except MissingEntry:
            continue
        earned += sum(float(grade.score or 0) for grade in submission.grades if grade.name in cells)
    return earned, most
