"""Sets a course folder up: one marked block in its ``nbgrader_config.py``, and the thematic notebook when asked."""

from __future__ import annotations

import importlib.util
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from pixnb.core.errors import PlaceError
from pixnb.places import notebooks_folder

CONFIG = "nbgrader_config.py"
BEGIN = "# --- pixnb: written by “pixnb nbgrader enable”, everything up to its end may be replaced ---"
END = "# --- pixnb: end ---"
BLOCK = f"""{BEGIN}
from pixnb.nbgrader import configure

configure(c)
{END}
"""
NEW = """c = get_config()

c.CourseDirectory.course_id = {course!r}

"""
NOTEBOOK = Path("thematic") / "donnees-3e.ipynb"
_MARKED = re.compile(re.escape(BEGIN) + r"\n.*?" + re.escape(END) + r"\n?", re.DOTALL)
_CONFIG_OBJECT = re.compile(r"^c\s*=\s*get_config\(\)", re.MULTILINE)
_NAME = re.compile(r"[^+/\\\s]+")


@dataclass(frozen=True, slots=True)
class Enabled:
    """What setting up a course did.

    Parameters
    ----------
    config
        The configuration file.
    change
        ``made``, ``added``, ``replaced`` or ``none``.
    notebook
        The thematic notebook that was copied; None when none was asked for.
    """

    config: Path
    change: str
    notebook: Path | None = None


def enable(course: Path, assignment: str = "") -> Enabled:
    """Make a course's nbgrader grade pixnb plans.

    Parameters
    ----------
    course
        The course's folder, which holds ``source`` and the like.
    assignment
        Copies the thematic notebook to ``source/<assignment>/``, unless it is there.

    Returns
    -------
    Enabled
        Doing it again changes nothing.

    Raises
    ------
    PlaceError
        When there is no such folder, nbgrader is not installed, a file cannot be read or written, or a name cannot
        be an assignment.
    """
    if not course.is_dir():
        msg = f"there is no folder {course}: make it first (mkdir {course}), or name the folder of your course"
        raise PlaceError(msg)
    if importlib.util.find_spec("nbgrader") is None:
        msg = "nbgrader is not installed here: pip install 'pixnb[nbgrader]'"
        raise PlaceError(msg)
    if assignment and not _NAME.fullmatch(assignment):
        msg = f"an assignment cannot be called “{assignment}”: use letters, figures and hyphens, without spaces"
        raise PlaceError(msg)
    path = course / CONFIG
    try:
        change = _configured(path, course.resolve().name)
        notebook = _copied(course, assignment) if assignment else None
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path} and the folders beside it must be readable and writable text for this user: {error}"
        raise PlaceError(msg) from error
    return Enabled(path, change, notebook)


def _configured(path: Path, name: str) -> str:
    if not path.exists():
        path.write_text(NEW.format(course=name) + BLOCK, encoding="utf-8")
        return "made"
    before = path.read_text(encoding="utf-8")
    after, change = _with_block(before)
    if after != before:
        path.write_text(after, encoding="utf-8")
    return change if after != before else "none"


def _with_block(text: str) -> tuple[str, str]:
    """A configuration with the block, everything else untouched.

    It comes last, where all that the course sets for itself is known.
    """
    if _MARKED.search(text):
        return _MARKED.sub(lambda _: BLOCK, text, count=1), "replaced"
    known = "" if _CONFIG_OBJECT.search(text) else "c = get_config()\n"
    gap = "" if not text or text.endswith("\n") else "\n"
    return f"{text}{gap}\n{known}{BLOCK}", "added"


def _copied(course: Path, assignment: str) -> Path:
    target = course / "source" / assignment / NOTEBOOK.name
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(notebooks_folder() / NOTEBOOK, target)
    return target
