"""Widgets for notebooks: thin, because everything that matters is decided by the assessor."""

from __future__ import annotations

from pixnb.widgets.player import Player, start

__all__ = ["Player", "start"]
