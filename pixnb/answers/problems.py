"""Why an answer can be handed back: every code there is, in one place.

Each has a sentence in both languages in the player (``invalid.<code>``).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from pixnb.core.errors import InvalidAnswer

PROBLEMS = MappingProxyType(
    {
        "empty": "nothing was filled in, ticked or handed in, or the file holds nothing",
        "not_a_number": "a number is asked and what was typed cannot be read as one; `blanks` names the blanks meant",
        "missing_blanks": "some blanks are empty; `blanks` names them by their labels",
        "missing_pairs": "some elements on the left have no match; `pairs` names them by their ids",
        "missing_order": "some elements are not in the list that was sent; `items` names them by their ids",
        "unknown_option": "an id or a text was sent that is not on offer",
        "too_many_options": "several options were ticked where only one may be",
        "too_long": "the text is longer than `max` characters",
        "too_large": "the file is bigger than `max_bytes`, or holds more than can be checked",
        "wrong_format": "the file is not of one of `formats`, by its name or by its content",
        "unreadable_file": "the file has the right format but cannot be opened: damaged, protected or unsafe",
        "malformed": "the message does not have the shape of this kind of answer; a player never sends that",
    }
)


def refused(problem: str, **params: Any) -> InvalidAnswer:
    """The error that hands an answer back.

    Parameters
    ----------
    problem
        One of `PROBLEMS`.
    params
        Values for the sentence on screen.

    Returns
    -------
    InvalidAnswer
        To be raised by the caller.
    """
    return InvalidAnswer(problem, f"the answer cannot be read: {PROBLEMS[problem]}", **params)
