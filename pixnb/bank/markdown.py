"""Markdown of authors to HTML that is safe to show: no raw HTML, no links, no images."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt


@lru_cache(maxsize=1)
def _renderer() -> MarkdownIt:
    # Nothing is loaded from outside and nobody is led out of a test: links and images are plain text.
    markdown = MarkdownIt("commonmark", {"html": False, "typographer": False})
    return markdown.enable(["table", "strikethrough"]).disable(["link", "image", "autolink", "reference"])


def render(text: str) -> str:
    """Blocks of Markdown as HTML."""
    return str(_renderer().render(text)).strip()


def inline(text: str) -> str:
    """One line of Markdown as inline HTML."""
    return str(_renderer().renderInline(" ".join(text.split()))).strip()
