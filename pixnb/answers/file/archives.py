"""Opening a zip archive, or a document that is one, without being harmed by it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from pixnb.answers.problems import refused

MOST_MEMBERS = 1_000
MOST_BYTES = 20_000_000
"""Largest sum of the sizes of all members, unpacked."""

MOST_RATIO = 300
"""Largest ratio of unpacked to packed size above 1 MB: real spreadsheets stay below 100, bombs exceed 1000."""

_RATIO_FROM = 1_000_000


def opened(content: bytes) -> zipfile.ZipFile:
    """The archive, once its directory has been found harmless.

    Reading a member never gives more than the size its directory says, so limits on the directory bind.

    Raises
    ------
    InvalidAnswer
        ``unreadable_file`` when it is protected by a password or packed unreasonably tight; ``too_large`` when
        it holds too much.
    """
    archive = zipfile.ZipFile(io.BytesIO(content))
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise refused("too_large")
    if any(member.flag_bits & 1 or _too_tight(member) for member in members):
        raise refused("unreadable_file")
    return archive


def listing(content: bytes) -> str:
    """Names of the members, sorted, one on each line, folders with a slash at their end."""
    return "\n".join(sorted(opened(content).namelist()))


def packed(names: Sequence[str]) -> bytes:
    """An archive with empty files of those names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), b"")
    return stream.getvalue()


def _too_tight(info: zipfile.ZipInfo) -> bool:
    return info.file_size > _RATIO_FROM and info.file_size > MOST_RATIO * max(info.compress_size, 1)
