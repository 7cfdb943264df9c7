"""One way to write data down as bytes, so that digests agree everywhere."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no spaces and UTF-8.

    The same as RFC 8785 for the values the log uses: text, whole numbers, booleans, null, lists and
    objects. Floats keep Python's shortest form, which IEEE 754 makes the same on every machine.
    """
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def digest(content: bytes) -> str:
    """SHA-256 of ``content`` in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
