"""Names of learners: what one may look like, and that nobody else on the machine has it."""

from __future__ import annotations

import unicodedata

from pixnb.core.errors import DeskError
from pixnb.store.people import folded, tidy
from pixnb.store.store import Store
from pixnb.store.transaction import Writer

LONGEST = 40
"""Characters."""
_UNSEEN = ("Cc", "Cf", "Cs", "Co")  # Unicode categories: controls, invisible formatting, halves, private use
_JOINERS = "\u200c\u200d"  # invisible, yet part of spelling in Persian or Hindi


def expected(store: Store, name: str) -> str:
    """Id of the learner with a name, whatever its case and accents; made when nobody has it.

    Raises
    ------
    DeskError
        ``desk.name`` when a new name is too long or holds something that cannot be seen.
    """
    with store.transaction() as writer:
        known = writer.find_learner(name) or next(
            (one.id for one in writer.people() if folded(one.name) == folded(name)), None
        )
        return known or writer.learner(checked(name))


def checked(name: str) -> str:
    """A new name, tidy.

    Raises
    ------
    DeskError
        ``desk.name`` when it is empty, too long or holds something that cannot be seen.
    """
    wanted = tidy(name)
    odd = any(unicodedata.category(letter) in _UNSEEN and letter not in _JOINERS for letter in wanted)
    if odd or not 1 <= len(wanted) <= LONGEST:
        msg = f"a name has 1 to {LONGEST} characters that can be seen"
        raise DeskError(msg, code="desk.name", max=LONGEST)
    return wanted


def added(writer: Writer, name: str) -> str:
    """A new learner with this name; the first one of a machine takes over what was done there without a name.

    Raises
    ------
    DeskError
        ``desk.name_taken`` when somebody has it, whatever its case and accents.
    """
    people = writer.people()
    taken = next((one for one in people if folded(one.name) == folded(name)), None)
    if taken is not None:
        msg = f"there is already a learner called {taken.name} on this machine"
        raise DeskError(msg, code="desk.name_taken", name=taken.name)
    return (None if people else writer.claim(name)) or writer.learner(name)
