"""What a course's ``nbgrader_config.py`` needs so that nbgrader grades pixnb plans."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from traitlets.config.loader import LazyConfigValue

from pixnb.core.grading import SUFFIX

if TYPE_CHECKING:
    from traitlets.config import Config


def configure(c: Config) -> None:
    """Put pixnb's steps among nbgrader's own; what a course has set already is kept.

    Parameters
    ----------
    c
        The configuration object of ``nbgrader_config.py``.
    """
    from nbgrader.converters import Autograde, GenerateAssignment
    from nbgrader.plugins.zipcollect import FileNameCollectorPlugin
    from nbgrader.preprocessors import Execute, IncludeHeaderFooter, SaveAutoGrades

    from pixnb.nbgrader.autograde import Flag, Regrade
    from pixnb.nbgrader.generate import ForPupils

    steps = _steps(c.GenerateAssignment, "preprocessors", GenerateAssignment.preprocessors.default_args[0])
    _put(steps, ForPupils, after=IncludeHeaderFooter)
    c.GenerateAssignment.preprocessors = steps
    steps = _steps(c.Autograde, "autograde_preprocessors", Autograde.autograde_preprocessors.default_args[0])
    _put(steps, Regrade, after=Execute)
    _put(steps, Flag, after=SaveAutoGrades)
    c.Autograde.autograde_preprocessors = steps
    taken = _steps(c.FileNameCollectorPlugin, "valid_ext", FileNameCollectorPlugin.valid_ext.default_args[0])
    c.FileNameCollectorPlugin.valid_ext = list(dict.fromkeys([*taken, Path(SUFFIX).suffix]))  # transcripts in a zip


def _steps(section: Any, name: str, default: list[Any]) -> list[Any]:
    """The steps of a converter, or another list, as the course has them so far."""
    known = getattr(section, name) if name in section else None
    if isinstance(known, LazyConfigValue):
        known = known.get_value(list(default))
    return list(default if known is None else known)


def _put(steps: list[Any], step: type, *, after: type) -> None:
    """Put a step right after another, or first when that one is not there; once."""
    if step not in steps:
        steps.insert(steps.index(after) + 1 if after in steps else 0, step)
