"""The referentials as data: one folder each, read and validated once. The CRCN ships; others are data too."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from pixnb.core.errors import FrameworkError
from pixnb.core.framework import Framework
from pixnb.frameworks.reader import MAIN, read

__all__ = ["available", "load", "read"]

_HERE = Path(__file__).parent


def available() -> tuple[str, ...]:
    """Ids of the frameworks that ship with pixnb."""
    return tuple(sorted(file.parent.name for file in _HERE.glob(f"*/{MAIN}")))


@cache
def load(id: str = "crcn") -> Framework:
    """A framework that ships with pixnb; the same object every time.

    Parameters
    ----------
    id
        Its name, for instance ``"crcn"``. A framework of your own: `read` its folder.

    Raises
    ------
    FrameworkError
        When there is none of this name, or its files have mistakes.
    """
    known = available()
    if id not in known:
        near = get_close_matches(id, known, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
        msg = f"no framework {id!r}; {hint}"
        raise FrameworkError(msg, id=id, near=near)
    return read(_HERE / id)
