"""Markdown to HTML for pages, mails and PDF: raw HTML shown as text, nothing fetched from anywhere."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pixnb.bank.makers import _schema as schema
from pixnb.bank.makers._base import Block
from pixnb.bank.makers._values import said

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TABLE_FIELDS: Final = ("caption", "columns", "rows")
TABLES: Final = schema.list_of(
    schema.block(
        {
            "caption": schema.text("Title above the table."),
            "columns": schema.list_of(schema.text(), "Titles of the columns."),
            "rows": schema.table(),
        },
        ["rows"],
    ),
    "Tables made of values; the line [[table 1]] of the content says where the first stands, the end by default.",
)
_MARK = re.compile(r"<p>\[\[table (\d+)\]\]</p>")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def render(block: Block, field: str, images: Mapping[str, str] | None = None) -> str:
    """HTML of the Markdown in ``field``.

    Parameters
    ----------
    block, field
        Where the Markdown is.
    images
        Data addresses of the images that may be shown, by name.

    Raises
    ------
    BankError
        When an image is not among ``images``: a made file fetches nothing.
    """
    tokens = _parser().parse(block.text(field))
    for token in tokens:
        for child in token.children or ():
            if child.type == "image":
                child.attrSet("src", _source(block, field, str(child.attrGet("src")), images or {}))
    return str(_parser().renderer.render(tokens, _parser().options, {}))


def _source(block: Block, field: str, name: str, images: Mapping[str, str]) -> str:
    if name not in images:
        known = f"known: {', '.join(images)}" if images else "this maker or block has none"
        raise block.refuse(field, f"image {name!r} is not one of the block's images; {known}")
    return images[name]


def with_tables(block: Block, content: str) -> str:
    """``content`` with the block's ``tables`` where its marks say, or at its end."""
    tables = [_table(inner) for inner in block.blocks("tables", TABLE_FIELDS)]
    asked = {int(number) for number in _MARK.findall(content)}
    wrong = asked - set(range(1, len(tables) + 1))
    if wrong:
        raise block.refuse("content", f"[[table {min(wrong)}]] asks for a table that is not there")
    placed = _MARK.sub(lambda match: tables[int(match[1]) - 1], content)
    return placed + "".join(table for i, table in enumerate(tables, 1) if i not in asked)


def _table(block: Block) -> str:
    caption = html.escape(block.line("caption", ""))
    head = _row("th", block.texts("columns", ()), block)
    body = "".join(_row("td", row, block) for row in block.rows())
    parts = (
        f"<caption>{caption}</caption>\n" if caption else "",
        f"<thead>\n{head}</thead>\n" if head else "",
        f"<tbody>\n{body}</tbody>\n",
    )
    return f"<table>\n{''.join(parts)}</table>\n"


def _row(tag: str, cells: Sequence[Any], block: Block) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    shown = "".join(f"<{tag}{scope}>{html.escape(_said(block, cell))}</{tag}>" for cell in cells)
    return f"<tr>{shown}</tr>\n" if cells else ""


def _said(block: Block, cell: Any) -> str:
    if isinstance(cell, Mapping | list | tuple):
        raise block.refuse("rows", f"a cell of a table is a text, a number or a date, not {cell!r:.40}")
    return block.clean("rows", said(cell, block.lang))
