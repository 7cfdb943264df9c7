"""nbgrader's autograde: points come from the re-scored transcript, not from what the pupil's kernel printed.

These preprocessors run in nbgrader's own process, after the notebook was executed: code of a pupil may have replaced
any function in the kernel, and nothing it left in a graded cell is kept.
"""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING, Any

from nbformat.v4 import new_code_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

from pixnb.connect import framework
from pixnb.core.grading import Grading, grading_from
from pixnb.nbgrader import words
from pixnb.nbgrader.cells import Asked, CellError, Graded, Posed, asked
from pixnb.nbgrader.submissions import graded

if TYPE_CHECKING:
    from nbformat import NotebookNode

KEPT = "pixnb"
"""Where a graded cell's output keeps the whole grading, in its metadata."""


class Regrade(NbGraderPreprocessor):
    """Puts words and points into the cells that pixnb grades."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Grade a notebook; one without pixnb is left as it is."""
        where = resources["nbgrader"]
        with Gradebook(where["db_url"]) as gradebook:
            notebook = gradebook.find_notebook(where["notebook"], where["assignment"])
            sources = {one.name: one for one in notebook.source_cells}
            most = {one.name: float(one.max_score) for one in notebook.grade_cells}
            try:
                wanted = asked((one.name, one.source) for one in sources.values() if one.cell_type == "code")
            except CellError:
                self.log.exception("this notebook was released without the checks of “pixnb nbgrader enable”")
                return nb, resources
            self._grade(nb, resources, wanted, most, sources)
        return nb, resources

    def _grade(self, nb: NotebookNode, resources: Any, wanted: Asked, most: dict[str, float], sources: Any) -> None:
        found = {one.file: self._graded(one, resources) for one in wanted.posed}
        cells = {_name(cell): cell for cell in nb.cells}
        resources[KEPT] = {}
        for one in wanted.graded:
            grading = found[one.posed.file]
            if one.cell not in cells:  # the pupil took it out; its points are still asked for
                cells[one.cell] = _restored(sources[one.cell], most[one.cell])
                if (nb.nbformat, nb.nbformat_minor) < (4, 5):
                    del cells[one.cell]["id"]
                nb.cells.append(cells[one.cell])
            cells[one.cell].outputs = outputs(grading, one, most[one.cell])
            resources[KEPT][one.cell] = grading
        for posed in wanted.posed:
            if posed.cell in cells:
                cells[posed.cell].outputs = [_still(posed, found[posed.file])]

    def _graded(self, posed: Posed, resources: Any) -> Grading:
        where = resources["nbgrader"]
        found = graded(_coursedir(self), where["assignment"], where["student"], posed.file, posed.plan)
        said = f"{found.state} ({found.reason})" if found.reason not in ("", found.state) else found.state
        self.log.info("pixnb: %s, %s: %s", where["student"], posed.file, said)
        return found


class Flag(NbGraderPreprocessor):
    """Asks the teacher to look wherever the points do not speak for themselves; comes after the points are saved."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Mark the doubtful grades of a submission as to be graded by hand."""
        where = resources["nbgrader"]
        doubtful = [cell for cell, grading in resources.get(KEPT, {}).items() if grading.doubtful]
        with Gradebook(where["db_url"]) as gradebook:
            for cell in doubtful:
                grade = gradebook.find_grade(cell, where["notebook"], where["assignment"], where["student"])
                grade.needs_manual_grade = True
            gradebook.db.commit()
        return nb, resources


def outputs(grading: Grading, cell: Graded, most: float) -> list[NotebookNode]:
    """What a graded cell shows: words for people, and the number that nbgrader takes as its points."""
    text = words.cell(grading, cell.competence, framework())
    points = grading.points(cell.competence, most)
    kept = {KEPT: {"competence": cell.competence, "file": cell.posed.file, "grading": grading.json()}}
    return [
        new_output("stream", name="stdout", text=text),
        new_output("execute_result", {"text/plain": f"{points:g}"}, metadata=kept, execution_count=None),
    ]


def kept(cell: NotebookNode) -> tuple[str, Grading] | None:
    """Competence and grading that `outputs` left in a graded cell; None when there is none."""
    for output in cell.get("outputs", []):
        found = output.get("metadata", {}).get(KEPT)
        if found:
            return str(found["competence"]), grading_from(json.loads(json.dumps(found["grading"])))
    return None


def _still(posed: Posed, grading: Grading) -> NotebookNode:
    """What the player's cell shows where no browser draws it: the state of the attempt that was handed in."""
    lines = words.summary(grading, framework(), "fr")
    title = (posed.plan.title or {}).get("fr") or posed.plan.id
    html = f"<h3>{escape(title)}</h3>" + "".join(f"<p>{escape(line)}</p>" for line in lines)
    return new_output("display_data", {"text/plain": "\n".join([title, *lines]), "text/html": html})


def _name(cell: NotebookNode) -> str:
    """What nbgrader calls a cell; only code can be graded here."""
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", "")) if cell.cell_type == "code" else ""


def _restored(source: Any, most: float) -> NotebookNode:
    """A graded cell as the teacher released it."""
    about = {
        "grade": True, "solution": False, "task": False, "locked": True, "points": most, "grade_id": source.name,
        "schema_version": 3, "cell_type": "code", "checksum": source.checksum,
    }  # fmt: skip
    cell = new_code_cell(source.source, metadata={"nbgrader": about, "deletable": False, "editable": False})
    assert is_grade(cell)
    return cell


def _coursedir(preprocessor: NbGraderPreprocessor) -> CourseDirectory:
    """The course that a preprocessor works for: nbgrader hands it to the converter, two parents up."""
    converter = getattr(preprocessor.parent, "parent", None)
    found = getattr(converter, "coursedir", None)
    return found if found is not None else CourseDirectory(parent=preprocessor)
