"""Draws from a seed that give the same values on every machine and every Python.

A seed opens named streams; each stream is SHA-256 in counter mode. Two variables of one challenge
draw from two streams, so adding a variable to a challenge leaves the values of the others alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import MutableSequence, Sequence
from typing import TypeVar

T = TypeVar("T")

SEED_BYTES = 16


class Draw:
    """A deterministic stream of random values.

    Parameters
    ----------
    seed
        The secret of the variant, 16 bytes (128 bits).
    stream
        Name of the stream, for instance the name of the variable being drawn.
    """

    __slots__ = ("_buffer", "_counter", "_root")

    def __init__(self, seed: bytes, stream: str = "") -> None:
        self._root = hashlib.sha256(len(seed).to_bytes(2, "big") + seed + stream.encode()).digest()
        self._counter = 0
        self._buffer = b""

    def _bytes(self, count: int) -> bytes:
        while len(self._buffer) < count:
            block = hashlib.sha256(self._root + self._counter.to_bytes(8, "big")).digest()
            self._buffer += block
            self._counter += 1
        taken, self._buffer = self._buffer[:count], self._buffer[count:]
        return taken

    def below(self, limit: int) -> int:
        """A whole number from 0 to ``limit - 1``, all equally likely.

        Parameters
        ----------
        limit
            Number of possible values, at least 1.

        Raises
        ------
        ValueError
            When ``limit`` is less than 1.
        """
        if limit < 1:
            msg = f"cannot draw among {limit} values"
            raise ValueError(msg)
        size = (limit.bit_length() + 7) // 8 or 1
        # Rejection keeps every value equally likely; at most half of the draws are thrown away
        # because the top bits that limit cannot use are masked first.
        mask = (1 << (limit - 1).bit_length()) - 1 if limit > 1 else 0
        while True:
            value = int.from_bytes(self._bytes(size), "big") & mask
            if value < limit:
                return value

    def integer(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def pick(self, values: Sequence[T]) -> T:
        """One of ``values``."""
        return values[self.below(len(values))]

    def shuffle(self, values: MutableSequence[T]) -> None:
        """Put ``values`` in random order, in place (Fisher–Yates)."""
        for last in range(len(values) - 1, 0, -1):
            other = self.below(last + 1)
            values[last], values[other] = values[other], values[last]

    def some(self, values: Sequence[T], count: int) -> list[T]:
        """``count`` different elements of ``values``, in random order.

        Raises
        ------
        ValueError
            When there are fewer than ``count`` values.
        """
        if count > len(values):
            msg = f"cannot draw {count} different values among {len(values)}"
            raise ValueError(msg)
        pool = list(values)
        self.shuffle(pool)
        return pool[:count]
