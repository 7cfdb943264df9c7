"""Content kept once under its SHA-256: plans, prompts, keys and files as they were asked.

A blob is checked against its name each time it is read, so what is replayed is what was asked.
"""

from __future__ import annotations

import zlib

from sqlalchemy import Connection, insert, select

from pixnb.core.canonical import digest
from pixnb.core.errors import StoreError
from pixnb.store.tables import blobs

_RAW, _ZLIB = "raw", "zlib"


def put(connection: Connection, content: bytes) -> str:
    """Keep ``content`` and return its digest; the same content twice is kept once."""
    name = digest(content)
    if connection.scalar(select(blobs.c.digest).where(blobs.c.digest == name)) is None:
        coding, packed = _pack(content)
        connection.execute(insert(blobs).values(digest=name, coding=coding, content=packed))
    return name


def get(connection: Connection, name: str) -> bytes:
    """The content whose SHA-256 is ``name``.

    Raises
    ------
    StoreError
        When there is none, or what is there is no longer what was put (``store.corrupt``).
    """
    row = connection.execute(select(blobs.c.coding, blobs.c.content).where(blobs.c.digest == name)).first()
    if row is None:
        msg = f"the store has no content with digest {name}: look for it in a backup"
        raise StoreError(msg, digest=name)
    content = _unpack(row.coding, row.content)
    if content is None or digest(content) != name:
        msg = f"the content with digest {name} was altered: take it from a backup made before"
        raise StoreError(msg, code="store.corrupt", digest=name)
    return content


def _pack(content: bytes) -> tuple[str, bytes]:
    packed = zlib.compress(content)
    return (_ZLIB, packed) if len(packed) < len(content) else (_RAW, content)


def _unpack(coding: str, packed: bytes) -> bytes | None:
    try:
        return zlib.decompress(packed) if coding == _ZLIB else packed
    except zlib.error:
        return None
