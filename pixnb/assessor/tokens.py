"""Tokens that bring a learner back after a reload of the page: signed, for half a day, nothing secret inside.

HMAC-SHA256 (RFC 2104) over the learner and the end of the token's life, with a key that stays in the store.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from pixnb.store.store import Store

LIFE = timedelta(hours=12)
_KEY_NAME, _KEY_BYTES = "desk_key", 32


class Tokens:
    """Makes tokens and reads them back.

    Parameters
    ----------
    store
        Where the key is kept, made at the first use.
    clock
        Gives the time, aware.
    entropy
        Gives secret random bytes.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime], entropy: Callable[[int], bytes]) -> None:
        self._store = store
        self._clock = clock
        self._entropy = entropy

    def make(self, learner: str) -> str:
        """A token for a learner, good for `LIFE` or until their PIN changes."""
        ends = int((self._clock() + LIFE).timestamp())
        return f"{learner}.{ends}.{self._sign(learner, ends)}"

    def learner(self, token: str) -> str | None:
        """Whom a token brings back; None when it was not made here, was changed, or is over."""
        name, _, rest = token.partition(".")
        ends, _, signature = rest.partition(".")
        if not (ends.isascii() and ends.isdigit() and len(ends) <= 12 and signature.isascii()):
            return None
        if not hmac.compare_digest(signature, self._sign(name, int(ends))):
            return None
        return name if datetime.fromtimestamp(int(ends), UTC) > self._clock() else None

    def _sign(self, learner: str, ends: int) -> str:
        with self._store.reading() as reader:
            pin, key = reader.pin(learner), reader.setting(_KEY_NAME)
        said = f"{learner}.{ends}.{pin.salt.hex() if pin else ''}"
        return hmac.new(bytes.fromhex(key or self._made_key()), said.encode(), hashlib.sha256).hexdigest()

    def _made_key(self) -> str:
        with self._store.transaction() as writer:
            return str(writer.setting_once(_KEY_NAME, lambda: self._entropy(_KEY_BYTES).hex()))
