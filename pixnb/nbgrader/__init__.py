"""The gradebook: nbgrader courses whose points come from pixnb plans. Nothing here needs nbgrader before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from traitlets.config import Config

__all__ = ["configure"]


def configure(c: Config) -> None:
    """Make a course's nbgrader grade pixnb plans; called by the block that ``pixnb nbgrader enable`` writes.

    Parameters
    ----------
    c
        The configuration object of ``nbgrader_config.py``.
    """
    from pixnb.nbgrader import config

    config.configure(c)


def __getattr__(name: str) -> Any:
    """Names of nbgrader plug-ins may be given as ``pixnb.nbgrader.LevelsExporter`` too."""
    if name == "LevelsExporter":
        from pixnb.nbgrader.export import LevelsExporter

        return LevelsExporter
    msg = f"module 'pixnb.nbgrader' has no attribute {name!r}"
    raise AttributeError(msg)
