"""``pixnb.points("1.3")``: what an attempt shows so far in one competence, for the pupil who looks."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pixnb.connect import framework, regrade
from pixnb.core.errors import PixnbError
from pixnb.core.grading import SUFFIX, Grading
from pixnb.nbgrader import words


@dataclass(frozen=True, slots=True, repr=False)
class Points:
    """Where an attempt stands in one competence: shown in words, in French then English.

    Parameters
    ----------
    competence
        Its code.
    grading
        What re-scoring the attempt gives; None before it has begun.
    """

    competence: str
    grading: Grading | None

    def __repr__(self) -> str:
        return self._text()

    def _repr_html_(self) -> str:
        return "".join(f"<p>{escape(one)}</p>".replace("\n", "<br>") for one in self._text().split("\n\n"))

    def _text(self) -> str:
        if self.grading is None:
            name = framework().competence(self.competence).name
            return (
                f"{self.competence} {name['fr']}\u00a0: le parcours n’est pas commencé.\n\n"
                f"{self.competence} {name['en']}: the course has not begun."
            )
        return words.cell(self.grading, self.competence, framework()).rstrip()


def points(competence: str, transcript: str | None = None) -> Points:
    """What the attempt beside this notebook shows in a competence; the teacher's nbgrader puts the points here.

    Parameters
    ----------
    competence
        Code of a competence of the plan, for instance ``"1.3"``.
    transcript
        Name of the attempt's file, as in `pixnb.start`; by default the only one beside the notebook.

    Returns
    -------
    Points
        As the last line of a cell it is shown.

    Raises
    ------
    FrameworkError
        When there is no such competence.
    PixnbError
        When it is not clear which attempt is meant; or when nbgrader grades a course that was not set up for pixnb,
        so that nobody gets points from what a pupil's own kernel says.
    """
    framework().competence(competence)
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        msg = "pixnb grades this cell after it was run: set the course up with “pixnb nbgrader enable COURSE”"
        raise PixnbError(msg)
    path = Path(transcript) if transcript else _only()
    if path is None or not path.is_file():
        return Points(competence, None)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        data = None
    return Points(competence, regrade(data))


def _only() -> Path | None:
    found = sorted(Path().glob(f"*{SUFFIX}"))
    if len(found) > 1:
        msg = f"there are several attempts here: name one of {', '.join(path.name for path in found)}"
        raise PixnbError(msg)
    return found[0] if found else None
