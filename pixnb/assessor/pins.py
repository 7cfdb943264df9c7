"""PINs: what is kept of one, and how a try is judged so that guessing takes long.

A PIN keeps a profile from classmates at the same computer. It does not keep it from who owns the
computer account: the store is their file.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from pixnb.core.errors import DeskError
from pixnb.store.people import PinRecord
from pixnb.store.store import Store

SHORTEST, LONGEST = 4, 8
"""Digits of a PIN."""
TRIES = 5
"""Wrong tries in a row before a wait."""
WAIT = timedelta(minutes=1)

# 16 MiB and some 0.2 s per try: OWASP Password Storage Cheat Sheet, scrypt N=2^14, r=8, p=5 (RFC 7914).
_COST, _BLOCK, _PARALLEL = 2**14, 8, 5
_SALT_BYTES = 16


def kept(pin: str, entropy: Callable[[int], bytes]) -> PinRecord | None:
    """What is kept of a new PIN.

    Parameters
    ----------
    pin
        4 to 8 digits; empty for no PIN.
    entropy
        Gives secret random bytes.

    Raises
    ------
    DeskError
        ``desk.pin_form`` when it is something else.
    """
    if not pin:
        return None
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        msg = f"a PIN has {SHORTEST} to {LONGEST} digits and nothing else"
        raise DeskError(msg, code="desk.pin_form", min=SHORTEST, max=LONGEST)
    salt = entropy(_SALT_BYTES)
    return PinRecord(salt, _digest(pin, salt))


def check(store: Store, learner: str, pin: str, clock: Callable[[], datetime]) -> None:
    """Let a learner pass whose PIN this is; who has none passes.

    A try is counted on disk before it is judged, so that neither many screens at once nor a program
    ended in the middle gives tries for free.

    Raises
    ------
    DeskError
        ``desk.pin`` with the tries ``left``; ``desk.locked`` with the ``seconds`` to wait.
    """
    known = _counted(store, learner, clock)
    if known is None:
        return
    if hmac.compare_digest(_digest(pin, known.salt), known.digest):
        with store.transaction() as writer:
            writer.put_tries(learner, 0, None)
        return
    if known.locked_until is not None:
        raise _locked(WAIT)
    msg = f"this is not the PIN of learner {learner}"
    raise DeskError(msg, code="desk.pin", left=TRIES - known.tries)


def _counted(store: Store, learner: str, clock: Callable[[], datetime]) -> PinRecord | None:
    """Count one more try and say what it is judged by; None for a learner without PIN."""
    with store.transaction() as writer:
        known, now = writer.pin(learner), clock()  # in the transaction: times rise as tries do
        if known is None:
            return None
        wait = known.locked_until - now if known.locked_until else timedelta()
        if timedelta() < wait <= WAIT:  # longer: the machine's clock was set back
            raise _locked(wait)
        tries = (0 if known.locked_until else known.tries) + 1
        counted = replace(known, tries=tries, locked_until=now + WAIT if tries >= TRIES else None)
        writer.put_tries(learner, counted.tries, counted.locked_until)
    return counted


def _locked(wait: timedelta) -> DeskError:
    seconds = max(1, round(wait.total_seconds()))
    return DeskError(f"too many wrong PINs: wait {seconds} s", code="desk.locked", seconds=seconds)


def _digest(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=2**26)
