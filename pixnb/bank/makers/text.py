"""Plain text of any ending: notes, settings, logs, Markdown, contact cards."""

from __future__ import annotations

from typing import Final

from pixnb.bank.makers import _schema as schema
from pixnb.bank.makers._base import Block, Maker

ENCODINGS: Final = ("utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16")
NEWLINES: Final = {"lf": "\n", "crlf": "\r\n"}


def encode(block: Block, field: str, content: str, default: str) -> bytes:
    """``content`` in the block's ``encoding``.

    Raises
    ------
    BankError
        When a character does not exist in that encoding; the message shows it.
    """
    encoding = block.one_of("encoding", ENCODINGS, default)
    # Python's own utf-16 takes the byte order of the machine; files must be the same everywhere.
    mark, codec = (b"\xff\xfe", "utf-16-le") if encoding == "utf-16" else (b"", encoding)
    try:
        return mark + content.encode(codec)
    except UnicodeEncodeError as error:
        bad = content[error.start]
        raise block.refuse(field, f"{bad!r} does not exist in {encoding}; change the text or the encoding") from None


def write(block: Block) -> bytes:
    """The bytes of a text file."""
    newline = NEWLINES[block.one_of("newline", NEWLINES, "lf")]
    content = block.text("content").replace("\r\n", "\n").replace("\n", newline)
    return encode(block, "content", content, "utf-8")


MAKER = Maker(
    "text",
    (),
    schema.maker(
        "text",
        {
            "content": schema.text("The whole text."),
            "encoding": schema.one_of(ENCODINGS, "utf-8 by default."),
            "newline": schema.one_of(tuple(NEWLINES), "lf by default."),
        },
        ["content"],
    ),
    write,
)
