"""Web pages and PDF documents: whole, self-contained, with their text readable."""

from __future__ import annotations

import base64
import io
import re
import zlib
from html.parser import HTMLParser
from typing import Any

import pytest
from PIL import Image

from pixnb.bank.makers import make
from pixnb.core.errors import BankError

FRENCH = "L’œuvre coûte 12,50 € : « été » ; où\u202f? Voilà…"


class Page(HTMLParser):
    """What a browser would find: tags with attributes, and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "img", "br", "hr"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that closes itself."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Check that tags close in order."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.said.append(data)

    def find(self, tag: str) -> list[dict[str, str | None]]:
        """Attributes of every ``tag``."""
        return [attrs for name, attrs in self.tags if name == tag]


def page(lang: Any = "fr", **fields: Any) -> Page:
    """A made page, read again."""
    spec = {"maker": "webpage", "title": "Titre", "content": "texte", **fields}
    return Page(make(spec, "a.html", lang).decode())


def pdf(*pages: dict[str, Any], lang: Any = "fr", **fields: Any) -> bytes:
    """A made PDF."""
    return make({"maker": "pdf", "pages": list(pages), **fields}, "a.pdf", lang)


def pdf_text(content: bytes) -> list[str]:
    """The text of each page, by the PDF's own tables from glyphs to characters (ISO 32000-1, 9.10.3)."""
    objects = {int(n): body for n, body in re.findall(rb"(\d+) 0 obj\n(.*?)endobj", content, re.S)}
    fonts = {
        name: glyphs(stream(objects[reference(b"ToUnicode", objects[int(number)])]))
        for name, number in re.findall(rb"/(F\d+) (\d+) 0 R", content)
    }
    pages = [body for body in objects.values() if b"/Type /Page\n" in body]
    return [shown(stream(objects[reference(b"Contents", body)]), fonts) for body in pages]


def reference(key: bytes, body: bytes) -> int:
    """Number of the object that ``key`` points to."""
    return int(body.partition(b"/" + key + b" ")[2].split()[0])


def stream(body: bytes) -> bytes:
    """The bytes of a stream object."""
    raw = body.partition(b"stream\n")[2].rpartition(b"\nendstream")[0]
    return zlib.decompress(raw) if b"/FlateDecode" in body else raw


def glyphs(table: bytes) -> dict[bytes, str]:
    """Characters by two-byte glyph number."""
    pairs = re.findall(rb"<(\w{4})> <(\w+)>", table)
    return {bytes.fromhex(a.decode()): bytes.fromhex(b.decode()).decode("utf-16-be") for a, b in pairs}


def shown(drawing: bytes, fonts: dict[bytes, dict[bytes, str]]) -> str:
    """The text that a page's drawing orders show, in order."""
    text, font = "", {}
    for name, raw in re.findall(rb"/(F\d+) [\d.]+ Tf|\(((?:[^\\()]|\\.)*)\) Tj", drawing, re.S):
        if name:
            font = fonts[name]
        else:
            plain = re.sub(rb"\\(.)", lambda m: {b"r": b"\r", b"n": b"\n"}.get(m[1], m[1]), raw, flags=re.S)
            text += "".join(font[plain[i : i + 2]] for i in range(0, len(plain), 2))
    return text


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_page_is_a_whole_document(lang: Any) -> None:
    """Language, character set, title, landmarks; every tag closes."""
    found = page(lang, content=f"# {FRENCH}\n\n1. un", site="Le site", menu=["Accueil"], footer="Pied")
    assert found.open == []
    assert found.find("html") == [{"lang": lang}]
    assert {"charset": "utf-8"} in found.find("meta")
    assert FRENCH in found.said
    assert all(len(found.find(tag)) == 1 for tag in ("title", "header", "nav", "main", "footer", "h1", "ol"))


@pytest.mark.parametrize("style", ["plain", "news", "blog", "shop", "institution", "none"])
def test_no_style_fetches_anything(style: str) -> None:
    """A page opens offline: no address outside the page in any tag or rule."""
    found = page(style=style)
    assert not [attrs for _, attrs in found.tags if {"src", "srcset"} & set(attrs) or "stylesheet" in attrs.values()]
    assert not re.search(r"url\(|@import|https?:", "".join(found.said))
    assert (len(found.find("style")) == 1) == (style != "none")


def test_raw_html_is_shown_and_not_run() -> None:
    """Markup in the Markdown, the title or a cell stays text."""
    bad = "<script>alert(1)</script>"
    found = page(
        content=bad, title=bad, site=bad, tables=[{"caption": bad, "rows": [[bad]]}], head={"author": f'"{bad}'}
    )
    assert not found.find("script")
    assert found.said.count(bad) == 5
    assert {"name": "author", "content": f'"{bad}'} in found.find("meta")


def test_a_dangerous_link_is_no_link() -> None:
    """A javascript: address never becomes a link."""
    assert not page(content="[x](javascript:alert(1))").find("a")


def test_an_image_lies_in_the_page() -> None:
    """An image is made by its maker and held as data; its alternative text is kept."""
    image = {"name": "lac.png", "maker": "image", "scene": "photo", "width": 64, "height": 40}
    (found,) = page(content="![Un lac](lac.png)", images=[image]).find("img")
    assert found["alt"] == "Un lac"
    head, _, data = str(found["src"]).partition(",")
    assert head == "data:image/png;base64"
    assert Image.open(io.BytesIO(base64.b64decode(data))).size == (64, 40)


def test_tables_stand_where_their_mark_says() -> None:
    """A marked table replaces its mark, the others follow; numbers take the language's comma."""
    tables = [{"columns": ["A"], "rows": [[1.5]]}, {"rows": [["fin"]]}]
    said = [text.strip() for text in page(content="avant\n\n[[table 1]]\n\naprès", tables=tables).said]
    kept = [text for text in said if text in {"avant", "A", "1,5", "après", "fin"}]
    assert kept == ["avant", "A", "1,5", "après", "fin"]
    assert page(tables=tables).find("th") == [{"scope": "col"}]


def test_own_style_rules_are_taken() -> None:
    """A style with braces is CSS of the author's own."""
    assert "h1 { color: red }" in "".join(page(style="h1 { color: red }").said)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"content": "![x](https://a.example/x.png)"}, "not one of the block's images"),
        ({"style": "fancy"}, "style"),
        ({"style": "@import 'x'; a {}"}, "fetch"),
        ({"style": "a { background: url(https://a.example/x) }"}, "fetch"),
        ({"style": "a {} </style><script>"}, "fetch"),
        ({"language": 'fr" onload="x'}, "language"),
        ({"content": "[[table 2]]", "tables": [{"rows": []}]}, r"\[\[table 2\]\]"),
        ({"images": [{"name": "a.txt", "maker": "text", "content": "x"}]}, "maker: image"),
        ({"title": None}, "title"),
    ],
)
def test_a_wrong_page_is_refused(fields: dict[str, Any], words: str) -> None:
    """What would fetch, inject or miss something is an author's error."""
    with pytest.raises(BankError, match=words):
        page(**fields)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_pdf_holds_real_text(lang: Any) -> None:
    """Accents, ligatures, quotes, the euro and narrow spaces can be read and copied."""
    first, second = pdf_text(
        pdf({"content": f"# {FRENCH}\n\nsuite **grasse** *penchée*"}, {"content": "fin"}, lang=lang)
    )
    assert first.startswith(FRENCH)
    assert first.endswith("suite grasse penchée")
    assert second == "fin"


def test_pdf_lists_tables_and_code_are_laid_out() -> None:
    """Items, cells in the learner's language and code are all there, in order."""
    grid = "| Nom | Lieu |\n|---|---|\n| Zoé | Lac |"
    content = f"- un\n- paire\n\n1. trois\n\n> cité\n\n`code`\n\n{grid}\n\n[[table 1]]\n\nfin"
    table = {"caption": "Tarifs", "columns": ["Âge"], "rows": [[8.5]]}
    (text,) = pdf_text(pdf({"content": content, "tables": [table]}))
    wanted = ["un", "paire", "trois", "cité", "code", "Nom", "Lieu", "Zoé", "Lac", "Tarifs", "Âge", "8,5", "fin"]
    places = [text.find(word) for word in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_a_long_page_goes_on_over_several() -> None:
    """Text that does not fit goes to the next page; pages are numbered when asked."""
    pages = pdf_text(pdf({"content": "Une phrase. " * 900}, numbered=True, footer="Club"))
    assert len(pages) > 1
    assert [page.endswith(f"Club · Page {n}") for n, page in enumerate(pages, 1)] == [True] * len(pages)


def test_pdf_properties_are_the_authors() -> None:
    """Title, author and date are written; without a date it is a fixed one."""
    found = pdf(
        {"content": "x"}, title="Règlement", author="Zoé", date="2025-09-01T08:00", subject="Club", keywords=["a", "b"]
    )
    assert "Règlement".encode("utf-16-be").hex().encode() in found.lower()
    assert b"(D:20250901080000Z)" in found
    assert b"(a, b)" in found
    assert b"(D:20260105090000Z)" in pdf({"content": "x"})
    assert b"(fr-FR)" in found
    assert b"(en-GB)" in pdf({"content": "x"}, lang="en")


@pytest.mark.parametrize(
    ("pages", "words"),
    [
        ([{"content": "😀"}], "the font has no '😀'"),
        ([{"content": "![x](y.png)"}], "image"),
        ([{"text": "x"}], "no such field"),
        ([], "at least one"),
    ],
)
def test_a_wrong_pdf_is_refused(pages: list[dict[str, Any]], words: str) -> None:
    """A character that would print as a box, an image or an unknown field is an author's error."""
    with pytest.raises(BankError, match=words):
        pdf(*pages)
