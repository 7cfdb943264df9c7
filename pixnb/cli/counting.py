"""Numbers of things, as the commands say them."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """So many of them, with an English plural: ``1 attempt``, ``2 attempts``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
