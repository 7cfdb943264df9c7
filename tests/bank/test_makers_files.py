"""Archives and mails, read back by Python's own readers."""

from __future__ import annotations

import datetime
import email
import email.policy
import io
import zipfile
from email.message import EmailMessage
from typing import Any

import pytest
from openpyxl import load_workbook

from pixnb.bank.makers import make
from pixnb.bank.makers._message import zoned
from pixnb.core.errors import BankError

MAIL = {
    "maker": "mail",
    "from": "Zoé <zoe@club-photo.example>",
    "to": "a@b.example",
    "subject": "Été : sortie",
    "text": "é",
}


def archive(*entries: dict[str, Any], **fields: Any) -> zipfile.ZipFile:
    """The archive of some entries, opened."""
    return zipfile.ZipFile(io.BytesIO(make({"maker": "zip", "entries": list(entries), **fields}, "a.zip", "fr")))


def note(name: str, **fields: Any) -> dict[str, Any]:
    """An entry that holds a short text."""
    return {"name": name, "maker": "text", "content": "x", **fields}


def message(lang: Any = "fr", **fields: Any) -> EmailMessage:
    """A made mail, read again."""
    content = make({**MAIL, **fields}, "a.eml", lang)
    return email.message_from_bytes(content, policy=email.policy.default)


def said(part: Any) -> str:
    """The text of a part with plain line ends."""
    return str(part.get_content()).replace("\r\n", "\n")


def test_an_archive_holds_its_files_in_their_folders() -> None:
    """Names with folders and accents, empty folders, dates and the comment come back."""
    with archive(
        {"name": "vide/", "modified": "2026-02-03"},
        note("photos/été/n.txt", modified=datetime.datetime(2026, 2, 3, 10, 20, 30)),
        {"name": "a.csv", "maker": "csv", "rows": [[1.5]]},
        comment="Sauvegarde",
    ) as found:
        assert found.testzip() is None
        assert found.namelist() == ["vide/", "photos/été/n.txt", "a.csv"]
        assert found.getinfo("vide/").is_dir()
        assert found.getinfo("photos/été/n.txt").date_time == (2026, 2, 3, 10, 20, 30)
        assert (found.comment, found.read("a.csv")) == (b"Sauvegarde", b"\xef\xbb\xbf1,5\r\n")


def test_an_archive_in_an_archive_opens() -> None:
    """Makers nest: the inner archive is a real one."""
    with archive({"name": "b.zip", "maker": "zip", "entries": [note("n.txt")]}) as outer:
        content = outer.read("b.zip")
    with zipfile.ZipFile(io.BytesIO(content)) as inner:
        assert inner.read("n.txt") == b"x"


@pytest.mark.parametrize(
    "name",
    [
        "../n.txt",
        "a/../../n.txt",
        "/n.txt",
        "a//n.txt",
        "C:n.txt",
        "a\\n.txt",
        "./n.txt",
        "a/ b.txt",
        "a\nb.txt",
        "n?.txt",
        "..",
    ],
)
def test_a_name_that_leaves_the_archive_is_refused(name: str) -> None:
    """Paths that climb, start at the root or that a system refuses never get in."""
    with pytest.raises(BankError, match=r"entries\[0\].name"):
        archive(note(name))


@pytest.mark.parametrize(("first", "second"), [("a.txt", "A.TXT"), ("a", "a/")])
def test_two_entries_of_the_same_name_are_refused(first: str, second: str) -> None:
    """Names that only case or a slash tells apart would overwrite each other on some systems."""
    other = note(second) if not second.endswith("/") else {"name": second}
    with pytest.raises(BankError, match="already in the archive"):
        archive(note(first), other)


def test_a_bad_entry_is_named_by_its_place() -> None:
    """The error of an inner maker says which entry it was."""
    with pytest.raises(BankError, match=r"entries\[1\]\.content: missing"):
        archive(note("a.txt"), {"name": "b.txt", "maker": "text"})


@pytest.mark.parametrize("fields", [{"entries": []}, {"comment": "é" * 2000}])
def test_an_empty_or_overlong_archive_is_refused(fields: dict[str, Any]) -> None:
    """An archive has at least one entry and a comment that fits."""
    with pytest.raises(BankError):
        make({"maker": "zip", "entries": [note("a")], **fields}, "a.zip", "fr")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_mail_says_what_the_author_wrote(lang: Any) -> None:
    """Sender, receivers, subject and text come back with their accents."""
    found = message(lang, to=["Léa <lea@c.example>", "b@c.example"], cc="d@c.example", text="Où ? Là…\n\nœ €")
    assert found["From"] == "Zoé <zoe@club-photo.example>"
    assert [str(address) for address in found["To"].addresses] == ["Léa <lea@c.example>", "b@c.example"]
    assert (found["Cc"], found["Subject"]) == ("d@c.example", "Été : sortie")
    assert said(found) == "Où ? Là…\n\nœ €\n"
    assert found.defects == []


def test_lines_end_as_mail_demands() -> None:
    """Every line ends with CRLF and is not too long, and headers are ASCII (RFC 5322, 2.1; RFC 2047)."""
    content = make({**MAIL, "html": "**é**", "text": "é" * 600, "attachments": [note("été.txt")]}, "a.eml", "fr")
    assert content.count(b"\n") == content.count(b"\r\n") > 5
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert content.partition(b"\r\n\r\n")[0].isascii()


@pytest.mark.parametrize("html", ["", "**Où** ? Là…"])
@pytest.mark.parametrize("attachments", [[], [{**MAIL, "name": "avant.eml"}, note("été.txt")]])
def test_a_text_viewer_shows_a_mail_as_it_was_written(html: str, attachments: list[dict[str, Any]]) -> None:
    """The words of a mail lie in the file as they are, and a mail program reads the very same ones."""
    text = "Où ? Là… = 3 €\n\nFrom Zoé,\n.\nœ « 100 % »\u202f!"
    fields = {"text": text, "html": html, "attachments": attachments}
    content = make({**MAIL, **fields}, "a.eml", "fr").decode()
    found = message(**fields)
    shown = content.replace("\r\n", "\n")
    assert f"\n\n{text}\n" in shown
    assert said(found.get_body(("plain",))) == f"{text}\n"
    if html:
        assert said(found.get_body(("html",))) in shown
    assert [part.defects for part in found.walk() if part.defects] == []


@pytest.mark.parametrize(("text", "coding"), [("é", "8bit"), ("e", "7bit"), ("é" * 500, "quoted-printable")])
def test_a_mail_says_how_its_text_travels(text: str, coding: str) -> None:
    """As it is when it may; in ASCII when a line is longer than a message's lines may be."""
    found = message(text=text)
    assert (found["Content-Transfer-Encoding"], said(found)) == (coding, f"{text}\n")


def test_what_holds_text_of_eight_bits_says_so() -> None:
    """A multipart, and a mail in a mail, are declared 8bit when a part of theirs is (RFC 2045, 6.4)."""
    inner = {**MAIL, "name": "avant.eml"}
    found = message(text="e", attachments=[inner])
    assert [(part.get_content_type(), part["Content-Transfer-Encoding"]) for part in found.walk()] == [
        ("multipart/mixed", "8bit"),
        ("text/plain", "7bit"),
        ("message/rfc822", "8bit"),
        ("text/plain", "8bit"),
    ]


def test_the_path_of_a_mail_stands_on_top() -> None:
    """Received headers keep their order and come first; other headers follow the subject."""
    hops = [
        "from a.example by b.example; Wed, 4 Mar 2026 10:21:00 +0100",
        "from c.example by a.example; Wed, 4 Mar 2026 10:20:00 +0100",
    ]
    headers = {
        "X-Mailer": "Courriel 3",
        "Received": hops,
        "Return-Path": "<x@faux.example>",
        "Reply-To": "x@faux.example",
    }
    found = message(headers=headers)
    assert found.get_all("Received") == hops
    assert [name for name, _ in found.items() if name in {"Received", "Return-Path", "From", "X-Mailer"}] == [
        *("Received", "Received", "Return-Path", "From", "X-Mailer"),
    ]
    assert (found["Reply-To"], found["Return-Path"]) == ("x@faux.example", "<x@faux.example>")


def test_a_link_may_say_another_address_than_it_opens() -> None:
    """The formatted version keeps the true target of a link, and raw HTML is shown, not run."""
    found = message(html="[https://banque.example](https://faux.example/x) <b>non</b>")
    body = said(found.get_body(("html",)))
    assert '<a href="https://faux.example/x">https://banque.example</a>' in body
    assert "&lt;b&gt;" in body
    assert found.get_content_type() == "multipart/alternative"


def test_the_text_version_is_the_markdown_when_none_is_given() -> None:
    """A mail with only `html` still reads well in plain text."""
    found = message(text=None, html="Bonjour **toi**")
    assert said(found.get_body(("plain",))) == "Bonjour **toi**\n"


def test_attachments_are_real_files() -> None:
    """A spreadsheet, an accented name and another mail come back whole, with their types."""
    sheet = {"name": "budget été.xlsx", "maker": "spreadsheet", "sheets": [{"name": "A", "rows": [[42]]}]}
    inner = {**MAIL, "name": "avant.eml", "subject": "Avant"}
    parts = list(message(attachments=[sheet, inner, note("n.txt")]).iter_attachments())
    assert [part.get_filename() for part in parts] == ["budget été.xlsx", "avant.eml", "n.txt"]
    assert load_workbook(io.BytesIO(parts[0].get_content()))["A"]["A1"].value == 42
    assert parts[1].get_content()["Subject"] == "Avant"
    assert [part.get_content_type() for part in parts[1:]] == ["message/rfc822", "text/plain"]


@pytest.mark.parametrize(
    ("local", "hours"),
    [
        (datetime.datetime(2026, 1, 15, 12), 1),
        (datetime.datetime(2026, 3, 29, 1, 59), 1),
        (datetime.datetime(2026, 3, 29, 3), 2),
        (datetime.datetime(2026, 7, 14, 12), 2),
        (datetime.datetime(2026, 10, 25, 1, 59), 2),
        (datetime.datetime(2026, 10, 25, 3), 1),
    ],
)
def test_a_date_without_zone_is_french_time(local: datetime.datetime, hours: int) -> None:
    """Winter is UTC+1 and summer UTC+2, changed on the last Sundays of March and October."""
    assert zoned(local).utcoffset() == datetime.timedelta(hours=hours)


def test_a_date_keeps_its_own_zone() -> None:
    """A zone that the author wrote is left as it is."""
    assert message(date="2026-03-04T10:21-05:00")["Date"] == "Wed, 04 Mar 2026 10:21:00 -0500"
    assert message(date="2026-03-04T10:21")["Date"] == "Wed, 04 Mar 2026 10:21:00 +0100"


def test_the_identity_of_a_mail_is_given_or_computed_from_it() -> None:
    """Without `id` it depends on the content alone and lies in the sender's domain."""
    assert message(id="abc@d.example")["Message-ID"] == "<abc@d.example>"
    assert message()["Message-ID"] == message()["Message-ID"]
    assert message()["Message-ID"] != message(text="autre")["Message-ID"]
    assert message()["Message-ID"].endswith("@club-photo.example>")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"subject": "a\nBcc: x@y.example"}, "subject"),
        ({"headers": {"X-A": "a\r\nBcc: x@y.example"}}, "headers"),
        ({"headers": {"Subject": "x"}}, "field of its own"),
        ({"headers": {"Content-Type": "x"}}, "computed"),
        ({"headers": {"X Y": "x"}}, "no space"),
        ({"date": "hier"}, "2026-03-04T10:30"),
        ({"html": "![x](https://a.example/x.png)"}, "image"),
        ({"attachments": [note("../n.txt")]}, "no folder"),
        ({"to": []}, "receiver"),
    ],
)
def test_a_wrong_mail_is_refused(fields: dict[str, Any], words: str) -> None:
    """Line breaks in headers, headers of our own and images from elsewhere are author's errors."""
    with pytest.raises(BankError, match=words):
        message(**fields)
