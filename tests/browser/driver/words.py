"""The player's words, read from the very files it is built from, and the words of a piece of HTML."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

MESSAGES = Path(__file__).resolve().parents[3] / "extensions" / "player" / "src" / "messages"


@cache
def messages(lang: str) -> dict[str, Any]:
    """All sentences of a language."""
    found: dict[str, Any] = json.loads((MESSAGES / f"{lang}.json").read_text(encoding="utf-8"))
    return found


def word(lang: str, name: str, /, **values: object) -> str:
    """A sentence, its places filled in; where it has a form for one, ``count`` chooses."""
    found = messages(lang)[name]
    if isinstance(found, dict):
        one = values["count"] in (0, 1) if lang == "fr" else values["count"] == 1
        found = found["one" if one else "other"]
    return re.sub(r"\{(\w+)\}", lambda place: str(values[place[1]]), found)


def beginning(lang: str, name: str) -> str:
    """A sentence up to its first place."""
    return str(messages(lang)[name]).partition("{")[0].strip()


class _Text(HTMLParser):
    """Keeps the text of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        """Keep a piece."""
        self.parts.append(data)


def plain(html: str) -> str:
    """The words of a piece of HTML, with single spaces."""
    reader = _Text()
    reader.feed(html)
    return one_line("".join(reader.parts))


def one_line(text: str) -> str:
    """Text with single spaces (no-break ones stay what they are to a reader: spaces)."""
    return " ".join(text.split())
