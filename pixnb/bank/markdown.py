"""Markdown of authors to HTML that is safe to show: no raw HTML, no links, no images."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt

# The corner above the titles of rows is no title of anything (axe: empty-table-header).
_CORNER = re.compile(r"<th( [^>]*)?></th>")
_INVERSION = re.compile(r"(?<=\w)-t-(?=(?:il|elle|on)s?\b)")


@lru_cache(maxsize=1)
def _renderer() -> MarkdownIt:
    # Nothing is loaded from outside and nobody is led out of a test: links and images are plain text.
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": False})
    return markdown.enable(["table", "strikethrough"]).disable(["link", "image", "autolink", "reference"])


def _unbroken(text: str) -> str:
    """French inversions (“a-t-il”) with hyphens at which a line does not break."""
    return _INVERSION.sub("\u2011t\u2011", text)


def on_one_line(text: str) -> str:
    """``text`` with its line breaks as spaces; no-break spaces stay, for French typography needs them."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def render(text: str) -> str:
    """Blocks of Markdown as HTML."""
    return _CORNER.sub(r"<td\1></td>", str(_renderer().render(_unbroken(text)))).strip()


def inline(text: str) -> str:
    """One line of Markdown as inline HTML."""
    return str(_renderer().renderInline(_unbroken(on_one_line(text)))).strip()
