"""Reads from a notebook's code what a plan asks and which cells it grades; nothing is run.

nbgrader puts the source of locked cells back before it grades, from the teacher's own version: so code is what a
pupil cannot change, and cell metadata is not.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from pixnb.core.errors import PixnbError
from pixnb.core.grading import SUFFIX
from pixnb.core.plan import Plan

_OURS = re.compile(r"^[^#]*\bpixnb\s*\.\s*(plan|start|points)\s*\(", re.MULTILINE)
"""A line that asks or grades something, whether or not its cell can be read."""


class CellError(PixnbError):
    """A cell that cannot be graded as it stands."""

    code = "nbgrader.cell"


@dataclass(frozen=True, slots=True)
class Posed:
    """A plan that a notebook poses.

    Parameters
    ----------
    cell
        Name of the cell (nbgrader's grade id).
    plan
        What is asked.
    file
        Name of the transcript that a pupil hands in.
    """

    cell: str
    plan: Plan
    file: str


@dataclass(frozen=True, slots=True)
class Graded:
    """A cell that stands for the points of one competence.

    Parameters
    ----------
    cell
        Name of the cell.
    competence
        Its code.
    posed
        The plan that shows it.
    """

    cell: str
    competence: str
    posed: Posed


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything of pixnb in a notebook."""

    posed: tuple[Posed, ...]
    graded: tuple[Graded, ...]

    def grading(self, cell: str) -> Graded | None:
        """What a cell grades; None when it is not one of ours."""
        return next((one for one in self.graded if one.cell == cell), None)


def asked(cells: Iterable[tuple[str, str]]) -> Asked:
    """What the code cells of a notebook ask and grade.

    Parameters
    ----------
    cells
        Name and source of each code cell, in order.

    Raises
    ------
    CellError
        When a call of ``pixnb.plan``, ``pixnb.start`` or ``pixnb.points`` cannot be read without running it, or they
        do not fit together.
    """
    calls = [(name, call) for name, source in cells for call in _calls(name, source)]
    posed = tuple(one for name in dict.fromkeys(name for name, _ in calls) for one in _posed(name, calls))
    files = [one.file for one in posed]
    if len(files) != len(set(files)):
        msg = f"two plans hand in the same file: {', '.join(files)}"
        raise CellError(msg)
    graded = tuple(_graded(name, call, posed) for name, call in calls if _name(call) == "points")
    return Asked(posed, graded)


def _calls(cell: str, source: str) -> Iterator[ast.Call]:
    """The calls ``pixnb.<name>(…)`` of a source that names pixnb; magics and shell lines are not Python."""
    if "pixnb" not in source:
        return
    plain = "\n".join("" if line.lstrip()[:1] in ("%", "!") else line for line in source.splitlines())
    try:
        tree = ast.parse(plain)
    except SyntaxError as error:
        if not _OURS.search(plain):
            return
        msg = f"cell “{cell}”: Python cannot read it: line {error.lineno}, {error.msg}"
        raise CellError(msg, cell=cell) from error
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node))


def _name(call: ast.Call) -> str:
    """``plan`` for ``pixnb.plan(…)``."""
    function = call.func
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) and function.value.id == "pixnb":
        return function.attr
    return ""


def _literals(cell: str, call: ast.Call, *, leave: int = 0) -> tuple[list[Any], dict[str, Any]]:
    """The arguments of a call, without running anything."""
    try:
        given = [ast.literal_eval(one) for one in call.args[leave:]]
        named = {str(one.arg): ast.literal_eval(one.value) for one in call.keywords if one.arg}
    except ValueError as error:
        msg = f"cell “{cell}”: write the arguments of pixnb.{_name(call)}(…) as plain values: text, numbers and lists"
        raise CellError(msg, cell=cell) from error
    return given, named


def _posed(cell: str, calls: list[tuple[str, ast.Call]]) -> Iterator[Posed]:
    mine = [call for name, call in calls if name == cell]
    plans = [call for call in mine if _name(call) == "plan"]
    starts = [call for call in mine if _name(call) == "start"]
    if not plans:
        return
    if len(plans) > 1 or len(starts) != 1:
        msg = f"cell “{cell}”: make one plan in a cell and start it there: pixnb.start(pixnb.plan(…), transcript=True)"
        raise CellError(msg, cell=cell)
    plan = _plan(cell, plans[0])
    yield Posed(cell, plan, _file(cell, starts[0], plan))


def _plan(cell: str, call: ast.Call) -> Plan:
    from pixnb.notebook import plan

    given, named = _literals(cell, call)
    try:
        return plan(*given, **named)
    except (PixnbError, TypeError) as error:
        msg = f"cell “{cell}”: {error}"
        raise CellError(msg, cell=cell) from error


def _file(cell: str, call: ast.Call, plan: Plan) -> str:
    _, named = _literals(cell, call, leave=1)
    file = named.get("transcript")
    if file is True:
        return f"{plan.id}{SUFFIX}"
    if not isinstance(file, str) or PurePath(file).name != file or not file.endswith(SUFFIX):
        msg = (
            f"cell “{cell}”: say where the pupil’s attempt is written, beside the notebook, for instance "
            f'pixnb.start(…, transcript="{plan.id}{SUFFIX}")'
        )
        raise CellError(msg, cell=cell)
    return file


def _graded(cell: str, call: ast.Call, posed: tuple[Posed, ...]) -> Graded:
    given, named = _literals(cell, call)
    values = [*given, *named.values()]
    competence, file = str(values[0]) if values else "", str(values[1]) if len(values) > 1 else ""
    found = [one for one in posed if not file or one.file == file]
    if len(found) != 1:
        what = "no plan" if not found else f"{len(found)} plans"
        msg = f"cell “{cell}”: {what} in this notebook for pixnb.points({competence!r}): name the plan’s file second"
        raise CellError(msg, cell=cell)
    return Graded(cell, competence, found[0])
