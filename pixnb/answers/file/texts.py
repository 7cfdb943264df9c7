"""Reading a text file, whatever program wrote it."""

from __future__ import annotations

import codecs
import re

from pixnb.answers.problems import refused

MOST_CHARACTERS = 200_000

_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"{\\rtf")
"""How files begin that are no text: zip and office files, PDF, images, old office files, RTF."""


def decoded(content: bytes) -> str:
    """The text in a file: UTF-8 or UTF-16, with a mark at its beginning or without, else Windows-1252.

    Raises
    ------
    InvalidAnswer
        ``wrong_format`` when it is no text, ``too_large`` when it is longer than `MOST_CHARACTERS`.
    """
    if content.startswith(_MAGIC):
        raise refused("wrong_format")
    text = _decoded(content)
    if _BINARY.search(text):
        raise refused("wrong_format")
    if len(text) > MOST_CHARACTERS:
        raise refused("too_large")
    return text


def _decoded(content: bytes) -> str:
    try:
        return content.decode(_encoding(content))
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Without a mark, UTF-16 shows by the zero byte in every other place of plain letters.
    head = content[:200]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 4:
        return "utf-16-be"
    return "utf-8-sig"
