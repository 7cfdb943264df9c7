"""Archives with folders, made of files that other makers make."""

from __future__ import annotations

import re
from typing import Final

from pixnb.bank.makers import _schema as schema
from pixnb.bank.makers._base import MAX_BYTES, Block, Maker, nested
from pixnb.bank.makers._pack import Member, pack

MAX_ENTRIES: Final = 500
MAX_COMMENT: Final = 2_000
_FORBIDDEN = re.compile(r'[\\:*?"<>|\x00-\x1f]')
"""What Windows refuses in a file name; a learner's machine may run it."""


def write(block: Block) -> bytes:
    """The bytes of an archive."""
    comment = block.text("comment", "")
    if len(comment.encode()) > MAX_COMMENT:
        raise block.refuse("comment", f"at most {MAX_COMMENT} bytes")
    members: list[Member] = []
    for entry in block.blocks("entries", most=MAX_ENTRIES, some=True):
        members.append(_member(entry))
        _refuse_twice(entry, members)
        if sum(len(content) for _, content, _ in members) > MAX_BYTES:
            raise block.refuse("entries", f"more than {MAX_BYTES:,} bytes before compression")
    return pack(members, comment)


def _member(entry: Block) -> Member:
    name = safe_name(entry)
    date = entry.moment("modified").replace(microsecond=0, tzinfo=None)
    if not 1980 <= date.year <= 2107:
        raise entry.refuse("modified", "an archive holds dates from 1980 to 2107")
    if name.endswith("/"):
        entry.known(("name", "modified"))
        return name, b"", date
    return name, nested(entry, "modified"), date


def safe_name(entry: Block) -> str:
    """The entry's name: relative, with ``/`` between folders, never outside the archive.

    Raises
    ------
    BankError
        For ``..``, an absolute path, a drive, a backslash or characters that systems refuse.
    """
    name = entry.line("name")
    parts = name.removesuffix("/").split("/")
    if _FORBIDDEN.search(name) or any(part in {"", ".", ".."} or part != part.strip() for part in parts):
        raise entry.refuse("name", f"{name!r} is not a safe path; write folder/file.txt, without .. or \\ or :")
    return name


def _refuse_twice(entry: Block, members: list[Member]) -> None:
    names = [name.rstrip("/").casefold() for name, _, _ in members]
    if names.count(names[-1]) > 1:
        raise entry.refuse("name", f"{members[-1][0]!r} is already in the archive")


MAKER = Maker(
    "zip",
    (".zip",),
    schema.maker(
        "zip",
        {
            "entries": schema.nested(
                "Files by other makers, with `modified` if need be. Names may hold folders or be one, ending in /."
            ),
            "comment": schema.text("Comment of the archive."),
        },
        ["entries"],
    ),
    write,
)
