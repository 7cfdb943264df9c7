"""``nbgrader export --exporter=pixnb.nbgrader.export.LevelsExporter``: levels and pix of a course, as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExportPlugin

from pixnb.connect import framework
from pixnb.nbgrader import words
from pixnb.nbgrader.levels import Row, rows

if TYPE_CHECKING:
    from nbgrader.api import Gradebook

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""
COLUMNS = (
    "assignment", "student_id", "last_name", "first_name", "trust", "state", "reason", "detail", "same_attempt",
    "answers", "finished_at", "pixnb", "points", "max_points",
)  # fmt: skip
PER_COMPETENCE = (
    "level", "certain", "at_least", "at_most", "pix", "share", "skills_shown", "skills_asked", "questions",
)  # fmt: skip


class LevelsExporter(ExportPlugin):
    """Writes one row for each pupil and assignment, with level and pix of each competence of the CRCN."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the file (``--to``, ``levels.csv`` by default).

        Parameters
        ----------
        gradebook
            The course's.
        """
        coursedir = getattr(self.parent, "coursedir", None) or CourseDirectory(parent=self)
        found = list(rows(gradebook, coursedir, map(str, self.assignment), map(str, self.student)))
        target = Path(self.to or "levels.csv")
        write(found, target)
        self.log.info("pixnb: %d rows in %s", len(found), target)


def write(found: Iterable[Row], target: Path) -> None:
    """Write rows as CSV: UTF-8 with a mark that spreadsheets know, cells that no spreadsheet computes.

    Parameters
    ----------
    found
        See `pixnb.nbgrader.levels.rows`.
    target
        The file.
    """
    kept = list(found)
    asked = {code for row in kept for code in row.grading.competences}
    codes = [one.id for one in framework().competences if one.id in asked]
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, *(f"{code} {name}" for code in codes for name in PER_COMPETENCE)])
        for row in kept:
            writer.writerow([_safe(value) for value in [*_about(row), *_levels(row, codes)]])


def _about(row: Row) -> Iterator[Any]:
    grading = row.grading
    yield from (row.assignment, row.student, row.last_name, row.first_name)
    yield from (grading.trust, grading.state, grading.reason, words.reason(grading, "fr"), " ".join(row.same))
    yield from (grading.answers, grading.at, grading.pixnb, f"{row.points:g}", f"{row.most:g}")


def _levels(row: Row, codes: Iterable[str]) -> Iterator[Any]:
    for code in codes:
        one = row.grading.competences.get(code)
        if one is None or one.level is None:
            yield from ("", "", "", "", "")
        else:
            yield from (one.level, "yes" if one.certain else "no", f"{one.low:g}", f"{one.high:g}", one.pix)
        yield from ("",) * 4 if one is None else (f"{one.share:.3f}", one.shown, one.skills, one.questions)


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would compute is kept as text (OWASP, CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value
