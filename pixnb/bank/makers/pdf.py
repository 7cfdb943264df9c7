"""PDF documents: pages of headings, paragraphs, lists and tables, with real text in an embedded font."""

from __future__ import annotations

import datetime
import html
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pixnb.bank.makers import _schema as schema
from pixnb.bank.makers._base import Block, Maker
from pixnb.bank.makers._fonts import FACES, font_path
from pixnb.bank.makers._markdown import TABLES, render, with_tables

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY: Final = "Hyperlegible"
MAX_PAGES: Final = 100
_INK: Final = "#10233f"
_LINK: Final = "#1f5599"
_CAPTION = re.compile(r"<table>\n<caption>(.*?)</caption>", re.S)
_MARGIN: Final = 20.0  # mm


def write(block: Block) -> bytes:
    """The bytes of a PDF document."""
    from fpdf.fonts import TTFFont

    pages = block.blocks("pages", ("content", "tables"), most=MAX_PAGES, some=True)
    contents = [_page_html(page) for page in pages]
    footer = block.line("footer", "")
    _refuse_missing(block, "title", block.line("title", ""))
    _refuse_missing(block, "footer", footer)
    slanted = any("<em>" in content or "<blockquote>" in content for content in contents)
    document = _document(block, footer, block.flag("numbered", False), tuple(FACES) if slanted else ("", "B"))
    styles = _styles()
    for page, content in zip(pages, contents, strict=True):
        _refuse_missing(page, "content", _text_of(content))
        document.add_page()
        document.write_html(
            content,
            font_family=FAMILY,
            tag_styles=styles,
            li_prefix_color=_INK,
            ul_bullet_char="•",
            table_line_separators=True,
        )
    made = bytes(document.output())
    for font in document.fonts.values():
        if isinstance(font, TTFFont):
            font.close()  # fpdf2 leaves its font files open
    return made


def _page_html(page: Block) -> str:
    """A page's Markdown as the HTML that fpdf2 can lay out."""
    content = with_tables(page, render(page, "content"))
    content = _CAPTION.sub(r"<p><b>\1</b></p>\n<table>", content)
    # fpdf2 centres the titles of columns and leaves no air in cells; borders need the attribute.
    return content.replace("<table>", '<table border="1" cellpadding="2">')


def _document(block: Block, footer: str, numbered: bool, faces: tuple[str, ...]) -> FPDF:
    from fpdf import FPDF

    class Pages(FPDF):
        def footer(self) -> None:
            said = " · ".join(part for part in (footer, f"Page {self.page_no()}" if numbered else "") if part)
            if said:
                self.set_y(-14)
                self.set_font(FAMILY, "", 9)
                self.cell(0, 6, said, align="C")

    document = Pages(format="A4")
    for style in faces:
        document.add_font(FAMILY, style, font_path(style))
    document.set_margin(_MARGIN)
    document.set_auto_page_break(True, _MARGIN)
    document.set_font(FAMILY, "", 11.5)
    document.set_text_color(_INK)
    _describe(block, document)
    return document


def _describe(block: Block, document: FPDF) -> None:
    """Properties of the document; dates and producer are fixed, else they would be the machine's."""
    date = block.moment("date")
    document.set_creation_date(date if date.tzinfo else date.replace(tzinfo=datetime.UTC))
    document.set_producer("pixnb")
    document.set_lang("en-GB" if block.lang == "en" else "fr-FR")
    document.set_title(block.line("title", ""))
    document.set_author(block.line("author", ""))
    document.set_subject(block.line("subject", ""))
    document.set_keywords(", ".join(block.texts("keywords", ())))


def _styles() -> dict[str, Any]:
    """How each HTML tag looks; millimetres and points."""
    from fpdf import FontFace, TextStyle

    def heading(size: float, above: float) -> TextStyle:
        return TextStyle(font_style="B", color=_INK, b_margin=1.5, font_size_pt=size, t_margin=above)

    return {
        "h1": heading(22, 2),
        "h2": heading(16, 4),
        "h3": heading(13, 3),
        **dict.fromkeys(("h4", "h5", "h6"), heading(11.5, 3)),
        "p": TextStyle(b_margin=2.5),
        "li": TextStyle(l_margin=6, t_margin=1),
        "ul": TextStyle(b_margin=2.5),
        "ol": TextStyle(b_margin=2.5),
        "blockquote": TextStyle(l_margin=8, color=_INK, font_style="I", t_margin=1, b_margin=2),
        "pre": TextStyle(font_family=FAMILY, l_margin=4, t_margin=1, b_margin=2),
        "code": FontFace(family=FAMILY, emphasis="BOLD"),
        "a": FontFace(color=_LINK, emphasis="UNDERLINE"),
    }


@cache
def known_characters() -> frozenset[str]:
    """Characters that every face of the font can write."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    known: list[set[int]] = []
    for style in FACES:
        with TTFont(font_path(style), lazy=True) as face:
            known.append(set(face.getBestCmap()))
    return frozenset(map(chr, set.intersection(*known)))


def _text_of(content: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", content))


def _refuse_missing(block: Block, field: str, text: str) -> None:
    missing = sorted(set(text) - known_characters() - set("\n\t\r"))
    if missing:
        raise block.refuse(field, f"the font has no {missing[0]!r}; write the text without it")


MAKER = Maker(
    "pdf",
    (".pdf",),
    schema.maker(
        "pdf",
        {
            "title": schema.text("Title in the document's properties."),
            "author": schema.text("Author in the document's properties."),
            "subject": schema.text("Subject in the document's properties."),
            "keywords": schema.list_of(schema.text(), "Keywords in the document's properties."),
            "date": schema.date("Date in the document's properties."),
            "pages": schema.list_of(
                schema.block({"content": schema.text("Markdown."), "tables": TABLES}, ["content"]),
                "Each begins on a new page; a long one goes on over several.",
            ),
            "numbered": schema.flag("Whether the page number is shown."),
            "footer": schema.text("A line at the foot of every page."),
        },
        ["pages"],
    ),
    write,
)
