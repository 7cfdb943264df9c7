"""Zip archives whose bytes do not depend on the clock, the machine or the order of a dictionary's hashes."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterable

Member = tuple[str, bytes, datetime.datetime]

OFFICE_DATE = datetime.datetime(1980, 1, 1)
"""The date that office software itself gives to the parts of a document."""


def pack(members: Iterable[Member], comment: str = "", stored: frozenset[str] = frozenset()) -> bytes:
    """A zip archive.

    Parameters
    ----------
    members
        ``(name, content, date)`` in the order of the archive; a name that ends in ``/`` is a folder.
    comment
        Comment of the archive.
    stored
        Names that must not be compressed.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = comment.encode()
        for name, content, date in members:
            archive.writestr(_info(name, date, name in stored), content)
    return out.getvalue()


def _info(name: str, date: datetime.datetime, stored: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date.timetuple()[:6])
    folder = name.endswith("/")
    info.create_system = 3  # else the system that runs: the bytes would differ on Windows
    info.external_attr = (0o40755 << 16 | 0x10) if folder else (0o100644 << 16)
    info.compress_type = zipfile.ZIP_STORED if stored or folder else zipfile.ZIP_DEFLATED
    return info
