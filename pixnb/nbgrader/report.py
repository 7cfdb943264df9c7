"""``pixnb.report(course)``: the levels of a class, as a table and as a figure."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from pixnb.connect import class_report
from pixnb.core.errors import PlaceError

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory

    from pixnb.reports.course import ClassReport

SQLITE = "sqlite:///"


def report(course: str | Path = ".", assignment: str | None = None, lang: str | None = None) -> ClassReport:
    """The levels of a class in the CRCN, read from an nbgrader course.

    Parameters
    ----------
    course
        The course's folder.
    assignment
        Name of one assignment; by default the latest that a pupil has handed in counts in each competence.
    lang
        ``"fr"`` or ``"en"``; by default ``PIXNB_LANG``, else French.

    Returns
    -------
    ClassReport
        With ``.table`` (pandas) and ``.figure()`` (matplotlib); as the last line of a cell it is shown.

    Raises
    ------
    PlaceError
        When the folder holds no course.

    Examples
    --------
    >>> import pixnb
    >>> pixnb.report("course").table  # doctest: +SKIP
    """
    from nbgrader.api import Gradebook

    from pixnb.nbgrader.levels import rows

    coursedir = _coursedir(Path(course))
    with Gradebook(coursedir.db_url, coursedir.course_id) as gradebook:
        found = list(rows(gradebook, coursedir, [assignment] if assignment else []))
    gradings = [(row.student, row.name, row.grading) for row in found]
    return class_report(gradings, title=coursedir.course_id or Path(course).resolve().name, lang=lang)


def _coursedir(course: Path) -> CourseDirectory:
    """The course as its ``nbgrader_config.py`` describes it."""
    from nbgrader.apps.baseapp import NbGrader

    root = course.resolve()
    app = NbGrader(log_level=logging.ERROR)  # it warns where it looked in vain before it looks into the course
    app.load_cwd_config = False
    if not (root / "nbgrader_config.py").is_file():
        msg = f"{root} is no nbgrader course: it has no nbgrader_config.py; name the folder that has"
        raise PlaceError(msg)
    app.initialize([], root=str(root))
    found: CourseDirectory = app.coursedir
    path = Path(found.db_url.removeprefix(SQLITE))
    if found.db_url.startswith(SQLITE) and not path.is_file():  # opening it would make an empty one
        msg = f"{root} has no gradebook yet ({path.name}): generate an assignment first"
        raise PlaceError(msg)
    return found
