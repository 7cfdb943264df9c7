"""Web pages: one complete HTML document that fetches nothing."""

from __future__ import annotations

import base64
import html
import re
from pathlib import Path
from typing import Final

from pixnb.bank.makers import _schema as schema
from pixnb.bank.makers._base import Block, Maker, nested
from pixnb.bank.makers._markdown import TABLES, render, with_tables

STYLES: Final = ("plain", "news", "blog", "shop", "institution", "none")
_FOLDER = Path(__file__).with_name("styles")
_FETCHES = re.compile(r"@import|url\s*\(\s*['\"]?(?!data:)|</|\\", re.I)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def write(block: Block) -> bytes:
    """The bytes of an HTML document."""
    language = block.line("language", block.lang)
    if not _LANGUAGE.fullmatch(language):
        raise block.refuse("language", f"{language!r} is no language tag; write for instance fr or en-GB")
    images = _images(block)
    content = with_tables(block, render(block, "content", images))
    head = "\n".join(_head(block))
    parts = (_top(block), f"<main>\n{content}</main>", _bottom(block))
    body = "\n".join(part for part in parts if part)
    page = f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    return page.encode()


def _head(block: Block) -> list[str]:
    lines = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{html.escape(block.line('title'))}</title>",
    ]
    meta = block.mapping("head")
    inner = Block(block.maker, block.name, block.lang, meta, f"{block.path}head.", block.depth)
    for name in meta:
        lines.append(f'<meta name="{html.escape(name)}" content="{html.escape(inner.line(name))}">')
    css = _css(block)
    return [*lines, f"<style>\n{css}</style>"] if css else lines


def _css(block: Block) -> str:
    """The named style, or the author's own rules when the field holds some."""
    style = block.text("style", "plain")
    if "{" in style:
        if _FETCHES.search(style):
            raise block.refuse("style", "rules may not fetch anything (@import, url) nor hold </ or a backslash")
        return style.rstrip() + "\n"
    name = block.one_of("style", STYLES, "plain")
    if name == "none":
        return ""
    names = ("plain",) if name == "plain" else ("plain", name)
    return "".join((_FOLDER / f"{each}.css").read_text("utf-8") for each in names)


def _images(block: Block) -> dict[str, str]:
    """Data addresses of the page's images, by name."""
    found = {}
    for inner in block.blocks("images", most=20):
        if inner.fields.get("maker") != "image":
            raise inner.refuse("maker", "a page shows images only; write maker: image")
        kind = "png" if inner.line("name").lower().endswith(".png") else "jpeg"
        found[inner.line("name")] = f"data:image/{kind};base64,{base64.b64encode(nested(inner)).decode()}"
    return found


def _top(block: Block) -> str:
    site = html.escape(block.line("site", ""))
    menu = "".join(f'<li><a href="#">{html.escape(text)}</a></li>' for text in block.texts("menu", ()))
    lines = [f'<p class="site">{site}</p>' if site else "", f"<nav><ul>{menu}</ul></nav>" if menu else ""]
    inner = "\n".join(line for line in lines if line)
    return f"<header>\n{inner}\n</header>" if inner else ""


def _bottom(block: Block) -> str:
    return f"<footer>\n{render(block, 'footer')}</footer>" if block.text("footer", "") else ""


MAKER = Maker(
    "webpage",
    (".html", ".htm"),
    schema.maker(
        "webpage",
        {
            "title": schema.text("Title of the window."),
            "language": schema.text("Language tag of the page; the learner's by default."),
            "style": schema.text(f"One of {', '.join(STYLES)}, or CSS rules of one's own."),
            "content": schema.text("Markdown."),
            "head": schema.map_of(schema.text(), "Meta tags by name: author, description, date…"),
            "tables": TABLES,
            "images": schema.nested("Images (maker: image), shown with ![text](name) and held in the page."),
            "site": schema.text("Name of the site, at the top."),
            "menu": schema.list_of(schema.text(), "Entries of a menu at the top."),
            "footer": schema.text("Markdown at the foot."),
        },
        ["title", "content"],
    ),
    write,
)
