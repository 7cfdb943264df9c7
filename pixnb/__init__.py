"""pixnb: open adaptive assessment of digital skills in Jupyter.

The public names below load on first use, so that ``import pixnb`` stays immediate.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pixnb.version import __version__

if TYPE_CHECKING:
    from pixnb.connect import connect
    from pixnb.core.errors import PixnbError
    from pixnb.nbgrader.points import points
    from pixnb.nbgrader.report import report
    from pixnb.notebook import answered, figure, plan, profile, results, start, tutorial

__all__ = [
    "PixnbError",
    "__version__",
    "answered",
    "connect",
    "figure",
    "plan",
    "points",
    "profile",
    "report",
    "results",
    "start",
    "tutorial",
]

_HOMES = {
    "PixnbError": "pixnb.core.errors",
    "connect": "pixnb.connect",
    "points": "pixnb.nbgrader.points",
    "report": "pixnb.nbgrader.report",
    **dict.fromkeys(("answered", "figure", "plan", "profile", "results", "start", "tutorial"), "pixnb.notebook"),
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module where it lives (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'pixnb' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return list(__all__)
