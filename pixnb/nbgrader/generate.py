"""nbgrader's generate_assignment: takes out what a pupil must not have, and checks that the plan can be asked."""

from __future__ import annotations

import contextlib
import fnmatch
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from pixnb.connect import framework, unaskable
from pixnb.core.errors import PixnbError
from pixnb.core.grading import SUFFIX
from pixnb.nbgrader.cells import Asked, CellError, asked

if TYPE_CHECKING:
    from nbformat import NotebookNode

TEACHER = "pixnb-teacher"
"""Tag of cells for teachers' eyes."""
FOLDED = "hide-input"
"""Tag of cells whose code is folded for pupils; the teacher sees it, to change it."""
PRIVATE = (f"*{SUFFIX}", ".*.part", "pixnb.db", "pixnb.db-*")
"""Files that belong to whoever tried the notebook out: transcripts and stores."""
NOTEBOOK_STATE = ("widgets", "pixnb")


class CourseError(PixnbError):
    """An assignment that pupils could not do as it stands."""

    code = "nbgrader.course"


class ForPupils(NbGraderPreprocessor):
    """Strips a notebook for pupils; every problem of its plan cells is said at once, by cell."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Make the pupils' version of a notebook.

        Raises
        ------
        CourseError
            When a plan cell cannot be asked or graded.
        """
        where = resources["nbgrader"]
        problems = [*_problems(nb), *_reused(nb, where)]
        if problems:
            listed = "\n".join(f"  - {one}" for one in problems)
            msg = f"{where['assignment']}/{where['notebook']}.ipynb cannot be given to pupils:\n{listed}"
            raise CourseError(msg)
        nb.cells = [_stripped(cell) for cell in nb.cells if TEACHER not in cell.metadata.get("tags", [])]
        for name in NOTEBOOK_STATE:
            nb.metadata.pop(name, None)
        self._clear_folder(resources)
        return nb, resources

    def _clear_folder(self, resources: Any) -> None:
        """Take files of somebody's attempt out of the release: nbgrader copies all that lies beside the notebook."""
        converter = getattr(self.parent, "parent", None)
        if converter is None:
            return
        where = resources["nbgrader"]
        folder = Path(converter._format_dest(where["assignment"], where["student"]))
        for path in sorted(folder.rglob("*")):
            if path.is_file() and any(fnmatch.fnmatch(path.name, pattern) for pattern in PRIVATE):
                self.log.warning("pixnb: %s is somebody’s attempt, and is not given to pupils", path.name)
                path.unlink()


def _stripped(cell: NotebookNode) -> NotebookNode:
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None
        cell.metadata.pop("execution", None)
        if FOLDED in cell.metadata.get("tags", []):
            cell.metadata["jupyter"] = {**cell.metadata.get("jupyter", {}), "source_hidden": True}
    return cell


def _problems(nb: NotebookNode) -> Iterator[str]:
    """What would go wrong for a class, in sentences that name the cell."""
    given = _given(nb)
    try:
        found = asked((name, cell.source) for name, cell in given)
    except CellError as error:
        yield str(error)
        return
    about = {name: cell.metadata.get("nbgrader", {}) for name, cell in given}
    yield from _plan_problems(found, about)
    yield from _grade_problems(found, about)


def _given(nb: NotebookNode) -> list[tuple[str, NotebookNode]]:
    """The code cells that pupils get, with their names."""
    cells = [(_name(cell, place), cell) for place, cell in enumerate(nb.cells, 1) if cell.cell_type == "code"]
    return [(name, cell) for name, cell in cells if TEACHER not in cell.metadata.get("tags", [])]


def _reused(nb: NotebookNode, where: Any) -> Iterator[str]:
    """Plans whose name another assignment has: an attempt is found again by the name of its plan."""
    try:
        posed = asked((name, cell.source) for name, cell in _given(nb)).posed
    except CellError:  # said already
        return
    with Gradebook(where["db_url"]) as gradebook:
        others = [one for one in gradebook.assignments if posed and one.name != where["assignment"]]
        known = {plan: str(one.name) for one in others for plan in _plans(one)}
    for one in posed:
        if one.plan.id in known:
            yield (
                f"cell “{one.cell}”: the assignment “{known[one.plan.id]}” asks a plan of this name already, and "
                "who did that one would see its result here: give pixnb.plan another name, its first argument"
            )


def _plans(assignment: Any) -> Iterator[str]:
    """The plans that an assignment asks, as it was last generated."""
    for notebook in assignment.notebooks:
        with contextlib.suppress(CellError):
            cells = ((one.name, one.source) for one in notebook.source_cells if one.cell_type == "code")
            yield from [one.plan.id for one in asked(cells).posed]


def _plan_problems(found: Asked, about: dict[str, Any]) -> Iterator[str]:
    for one in found.posed:
        if not about[one.cell].get("locked"):
            yield (
                f"cell “{one.cell}”: make it read-only in nbgrader, so that a plan changed by a pupil is put back "
                "before grading"
            )
        for skill in unaskable(one.plan):
            yield f"cell “{one.cell}”: no challenge of today’s bank asks skill {skill}: leave it out of the plan"


def _grade_problems(found: Asked, about: dict[str, Any]) -> Iterator[str]:
    known = framework()
    graded = {(one.posed.cell, one.competence) for one in found.graded}
    for one in found.graded:
        nbgrader = about[one.cell]
        if not nbgrader.get("grade") or nbgrader.get("solution"):
            yield f"cell “{one.cell}”: make it an “autograder tests” cell in nbgrader, with points"
        if one.competence not in {known.skill(skill).competence for skill in one.posed.plan.skills}:
            yield f"cell “{one.cell}”: the plan of cell “{one.posed.cell}” asks nothing about {one.competence!r}"
    for posed in found.posed:
        for competence in dict.fromkeys(known.skill(skill).competence for skill in posed.plan.skills):
            if found.graded and (posed.cell, competence) not in graded:
                yield f"cell “{posed.cell}”: {competence} is asked and no cell gives points for it"


def _name(cell: NotebookNode, place: int) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id") or f"number {place}")
