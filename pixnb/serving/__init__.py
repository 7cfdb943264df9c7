"""Serving on this machine: the learner's page (a Voilà application of our own) and JupyterLab."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pixnb.serving.laboratory import lab
    from pixnb.serving.running import DEFAULT_PORT, serve

__all__ = ["DEFAULT_PORT", "lab", "serve"]

_HOMES = {"DEFAULT_PORT": "running", "lab": "laboratory", "serve": "running"}


def __getattr__(name: str) -> Any:
    """Load a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'pixnb.serving' has no attribute {name!r}")
    return getattr(import_module(f"pixnb.serving.{_HOMES[name]}"), name)
