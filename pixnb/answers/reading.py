"""Helpers for `read`: take what came over the wire apart without trusting any of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pixnb.answers.problems import refused

TEXT_LIMIT = 200
"""Longest short answer, in characters."""

# Control characters other than tab and line feed, and lone surrogates: no keyboard types them, databases
# refuse the first and UTF-8 cannot write the second.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def field(raw: Any, name: str, kind: type) -> Any:
    """One field of a message.

    Raises
    ------
    InvalidAnswer
        ``malformed`` when the message is no map, or the field is missing or of another type.
    """
    value = raw.get(name) if isinstance(raw, dict) else None
    if not isinstance(value, kind):
        raise refused("malformed")
    return value


def clean(text: Any, limit: int = TEXT_LIMIT, *, lines: bool = False) -> str:
    """Text that was typed, safe to store.

    Parameters
    ----------
    text
        Anything.
    limit
        Longest text, in characters.
    lines
        Whether line feeds are kept; they become spaces otherwise.

    Raises
    ------
    InvalidAnswer
        ``malformed`` when it is no text, ``too_long`` when it is longer than ``limit``.
    """
    if not isinstance(text, str):
        raise refused("malformed")
    if len(text) > limit:
        raise refused("too_long", max=limit)
    written = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return written if lines else written.replace("\n", " ")


def filled(text: str) -> str:
    """The same text when something is in it.

    Raises
    ------
    InvalidAnswer
        ``empty`` otherwise.
    """
    if not text.strip():
        raise refused("empty")
    return text


def known(ids: Sequence[Any], offered: Sequence[str]) -> list[str]:
    """The ids sent, when all are texts on offer and none comes twice.

    Raises
    ------
    InvalidAnswer
        ``malformed`` or ``unknown_option``.
    """
    if not all(isinstance(each, str) for each in ids):
        raise refused("malformed")
    if not set(ids) <= set(offered):
        raise refused("unknown_option")
    if len(set(ids)) < len(ids):
        raise refused("malformed")
    return list(ids)
