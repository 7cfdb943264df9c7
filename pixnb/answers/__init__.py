"""The kinds of answer: one folder each, found by name and imported only when a challenge needs it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import cast

from pixnb.answers.base import Kind, Workbench
from pixnb.core.challenge import Json

__all__ = ["KINDS", "Kind", "Workbench", "forewarned", "kind"]

KINDS = ("choice", "text", "number", "blanks", "order", "match", "file")


def kind(name: str) -> Kind:
    """The answer kind called ``name``.

    Parameters
    ----------
    name
        One of `KINDS`, as an author writes it after ``kind:``.

    Raises
    ------
    KeyError
        When there is no such kind; the message names those there are.
    """
    if name not in KINDS:
        msg = f"there is no answer kind {name!r}: use one of {', '.join(KINDS)}"
        raise KeyError(msg)
    return cast("Kind", import_module(f"{__name__}.{name}").KIND)


def forewarned(name: str, expected: Json, mistakes: Sequence[Json]) -> Json:
    """``expected`` that also knows which wrong answers a typing error must not be forgiven for.

    Parameters
    ----------
    name
        Name of the kind.
    expected
        As given by ``build``.
    mistakes
        The ``expected`` of each mistake, as given by ``build_mistake``.

    Returns
    -------
    Json
        ``expected`` with ``not_these`` added where text is typed; the same object for other kinds.
    """
    adder = getattr(kind(name), "forewarned", None)
    return adder(expected, mistakes) if adder and mistakes else expected
