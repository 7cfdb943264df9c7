"""Widgets for notebooks: thin, because everything that matters is decided by the assessor."""

from __future__ import annotations

from pixnb.widgets.player import Player

__all__ = ["Player"]
