"""The transcripts that a course's pupils handed in: read, re-scored, and compared with one another."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from glob import escape, glob
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pixnb.connect import regrade
from pixnb.core.grading import Grading
from pixnb.core.plan import Plan

if TYPE_CHECKING:
    from nbgrader.coursedir import CourseDirectory

MAX_BYTES = 5_000_000
"""Largest transcript that is read; a long attempt has some hundred kilobytes."""


def graded(coursedir: CourseDirectory, assignment: str, student: str, file: str, plan: Plan) -> Grading:
    """What a pupil handed in is worth.

    Parameters
    ----------
    coursedir
        The course.
    assignment, student
        Whose submission.
    file
        Name of the transcript.
    plan
        What the notebook asks.

    Returns
    -------
    Grading
        ``missing`` when there is no file; ``copied`` when somebody else handed in the same attempt.
    """
    path = _folder(coursedir, assignment, student) / file
    if not path.is_file():
        return Grading("missing", "missing", {"file": file})
    found = regrade(_json(path), plan)
    others = len(same_attempt(coursedir, assignment, student, file))
    if found.counts and others:
        return replace(found, state="copied", reason="copied", params={"count": others}, competences={})
    return found


def same_attempt(coursedir: CourseDirectory, assignment: str, student: str, file: str) -> list[str]:
    """Who else handed in the attempt that a pupil handed in.

    An attempt is known by its seeds: they are random, and all its questions come from them.
    """
    mine = _marks(_folder(coursedir, assignment, student) / file)
    students = (one for one in _students(coursedir, assignment) if one != student)
    return [one for one in students if mine & _marks(_folder(coursedir, assignment, one) / file)]


def _json(path: Path) -> Any:
    """What a file holds; None when that is no JSON."""
    try:
        if path.is_symlink() or path.stat().st_size > MAX_BYTES:
            return None
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, RecursionError, ValueError):
        return None


def _marks(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    status = path.stat()
    return _read_marks(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=4096)
def _read_marks(path: Path, _mtime: int, _size: int) -> frozenset[str]:
    """The seeds that a file names, whether or not it holds; each file is read once for a class."""
    try:
        events = [event for event in _json(path)["events"] if event["kind"] in ("started", "presented")]
        return frozenset(str(event["body"]["seed"]) for event in events)
    except (LookupError, TypeError):
        return frozenset()


def _folder(coursedir: CourseDirectory, assignment: str, student: str) -> Path:
    return Path(coursedir.format_path(coursedir.submitted_directory, student, assignment))


def _students(coursedir: CourseDirectory, assignment: str) -> Iterator[str]:
    """Who handed in an assignment, by the folders there are."""
    marker = "pixnb-any-student"
    before, _, after = str(_folder(coursedir, assignment, marker)).partition(marker)
    for path in sorted(glob(f"{escape(before)}*{escape(after)}")):  # noqa: PTH207 - the course may lie anywhere
        yield path[len(before) : len(path) - len(after)]
