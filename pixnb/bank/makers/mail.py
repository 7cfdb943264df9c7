"""Mail messages as a mail program saves them (RFC 5322, MIME), attachments included."""

from __future__ import annotations

from pixnb.bank.makers import _schema as schema
from pixnb.bank.makers._base import Block, Maker


def write(block: Block) -> bytes:
    """The bytes of an .eml file."""
    from pixnb.bank.makers._message import write_message

    return write_message(block)


MAKER = Maker(
    "mail",
    (".eml",),
    schema.maker(
        "mail",
        {
            "from": schema.text("Sender, for instance Zoé Petit <zoe@club-photo.example>."),
            "to": schema.list_of(schema.text(), "Receiver, or a list of them."),
            "cc": schema.list_of(schema.text(), "Receivers of a copy."),
            "date": schema.date("Date and time; without time zone, French time."),
            "subject": schema.text(),
            "text": schema.text("The plain text; the Markdown of `html` by default."),
            "html": schema.text("Markdown of the formatted version; none when absent."),
            "id": schema.text("Message-ID; computed from the content by default."),
            "headers": schema.map_of(schema.anything(), "Other headers: Reply-To, Return-Path, a list for Received…"),
            "attachments": schema.nested("Files by other makers."),
        },
        ["from", "to", "subject"],
    ),
    write,
)
