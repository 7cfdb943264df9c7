"""A mail message built from an author's block: headers, both versions of the text, attachments."""

from __future__ import annotations

import calendar
import datetime
import email
import email.policy
import email.utils
import hashlib
import html
import re
from email.message import EmailMessage
from typing import Final

from pixnb.bank.makers import media_type
from pixnb.bank.makers._base import FIXED_DATE, MAX_BYTES, Block, nested
from pixnb.bank.makers._markdown import render

_OWN: Final = {"from", "to", "cc", "date", "subject", "message-id", "mime-version"}
_TRACE: Final = {"return-path", "delivered-to", "received", "received-spf", "authentication-results", "dkim-signature"}
"""Headers that servers put on top as a message passes (RFC 5322, 3.6.7)."""
_TOKEN = re.compile(r"[!-9;-~]+")
_LONGEST_LINE: Final = 998
"""Bytes that a line of a message may have without its end (RFC 5322, 2.1.1)."""


def write_message(block: Block) -> bytes:
    """The bytes of an .eml file."""
    message = EmailMessage(policy=email.policy.SMTP)
    headers = _headers(block)
    _add(block, message, [pair for pair in headers if pair[0].lower() in _TRACE])
    _add(block, message, _own_headers(block))
    _add(block, message, [pair for pair in headers if pair[0].lower() not in _TRACE])
    _fill(block, message)
    _attach(block, message)
    _fix_boundaries(message, block)
    _declare_eight_bits(message)
    return message.as_bytes()


def _own_headers(block: Block) -> list[tuple[str, str]]:
    if not block.texts("to"):
        raise block.refuse("to", "a mail has at least one receiver")
    pairs = [("From", block.line("from")), ("To", ", ".join(block.texts("to")))]
    if block.texts("cc", ()):
        pairs.append(("Cc", ", ".join(block.texts("cc"))))
    pairs.append(("Date", email.utils.format_datetime(zoned(block.moment("date", FIXED_DATE)))))
    pairs += [("Subject", block.line("subject", "")), ("Message-ID", _message_id(block))]
    return pairs


def zoned(moment: datetime.datetime) -> datetime.datetime:
    """``moment`` with a time zone: its own, else the one of France.

    Summer time runs from 01:00 UTC on the last Sunday of March to that of October (Directive 2000/84/EC).
    Written out because the time zone data base is missing on some machines.
    """
    if moment.tzinfo is not None:
        return moment

    def change(month: int, hour: int) -> datetime.datetime:
        last = calendar.monthrange(moment.year, month)[1]
        weekday = datetime.date(moment.year, month, last).isoweekday() % 7
        return datetime.datetime(moment.year, month, last - weekday, hour)

    summer = change(3, 2) <= moment < change(10, 3)
    return moment.replace(tzinfo=datetime.timezone(datetime.timedelta(hours=2 if summer else 1)))


def _message_id(block: Block) -> str:
    """The author's, else one that depends on the message alone."""
    given = block.line("id", "")
    if given:
        return given if given.startswith("<") else f"<{given}>"
    domain = re.search(r"@([A-Za-z0-9.-]+)", block.line("from"))
    return f"<{_digest(block)}@{domain[1] if domain else 'mail.example'}>"


def _digest(block: Block) -> str:
    said = "\x1f".join(block.text(field, "") for field in ("from", "subject", "text", "html"))
    return hashlib.sha256(f"{said}\x1f{block.texts('to')}\x1f{block.moment('date')}".encode()).hexdigest()[:24]


def _headers(block: Block) -> list[tuple[str, str]]:
    fields = block.mapping("headers")
    inner = Block(block.maker, block.name, block.lang, fields, f"{block.path}headers.", block.depth)
    pairs = []
    for name in fields:
        if not _TOKEN.fullmatch(name):
            raise inner.refuse(name, "a header's name has no space, colon or accent")
        if name.lower() in _OWN or name.lower().startswith("content-"):
            raise inner.refuse(
                name, "this header has a field of its own (from, to, cc, date, subject, id) or is computed"
            )
        pairs += [(name, value) for value in inner.texts(name)]
    return pairs


def _add(block: Block, message: EmailMessage, pairs: list[tuple[str, str]]) -> None:
    for name, value in pairs:
        try:
            message[name] = value
        except (ValueError, IndexError, AttributeError, TypeError) as error:
            raise block.refuse(f"headers.{name}", f"{value!r:.60} is refused by the mail format ({error})") from None


def _fill(block: Block, message: EmailMessage) -> None:
    rich = block.text("html", "")
    text = block.text("text", rich if rich else "").rstrip("\n") + "\n"
    message.set_content(text, cte=_coding(text))
    if rich:
        document = _document(block)
        message.add_alternative(document, subtype="html", cte=_coding(document))


def _coding(text: str) -> str:
    """How a text travels (RFC 2045, 6.2): as it is, so that any text viewer shows it, unless a line is too long."""
    if any(len(line) > _LONGEST_LINE for line in text.encode().splitlines()):
        return "quoted-printable"
    return "7bit" if text.isascii() else "8bit"


def _document(block: Block) -> str:
    title = html.escape(block.line("subject", ""))
    head = f'<meta charset="utf-8">\n<title>{title}</title>'
    body = render(block, "html")
    return f'<!DOCTYPE html>\n<html lang="{block.lang}">\n<head>\n{head}\n</head>\n<body>\n{body}</body>\n</html>\n'


def _attach(block: Block, message: EmailMessage) -> None:
    total = 0
    for inner in block.blocks("attachments", most=50):
        name, content = inner.line("name"), nested(inner)
        if "/" in name or "\\" in name:
            raise inner.refuse("name", "an attachment's name holds no folder")
        total += len(content)
        if total > MAX_BYTES:
            raise block.refuse("attachments", f"more than {MAX_BYTES:,} bytes")
        kind, subtype = media_type(name).split("/")
        if kind == "message":
            whole = email.message_from_bytes(content, policy=email.policy.SMTP)
            message.add_attachment(whole, filename=name)
        else:
            message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)


def _fix_boundaries(message: EmailMessage, block: Block) -> None:
    """Name the boundaries between parts, which Python would draw at random."""
    parts = [part for part in message.walk() if part.is_multipart() and part.get_content_maintype() == "multipart"]
    for number, part in enumerate(parts):
        if part.get_boundary() is None:
            part.set_boundary(f"=_{_digest(block)}_{block.depth}_{number}")


def _declare_eight_bits(message: EmailMessage) -> None:
    """Say of every part that holds others with 8-bit text that it does so too (RFC 2045, 6.4)."""
    for part in message.walk():
        if part.is_multipart() and any(inner["Content-Transfer-Encoding"] == "8bit" for inner in part.walk()):
            del part["Content-Transfer-Encoding"]
            part["Content-Transfer-Encoding"] = "8bit"
