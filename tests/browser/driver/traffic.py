"""What travels between a page and the world: requests, and the messages of its websockets."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, WebSocket

HERE = {"127.0.0.1", "localhost", "::1"}
LOCAL_SCHEMES = {"data", "blob", "about"}


class Traffic:
    """Listens to a page; make it before the page goes anywhere.

    Parameters
    ----------
    page
        The page.
    """

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.heard: list[bytes] = []
        page.context.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        self.asked.append(socket.url)
        socket.on("framereceived", lambda frame: self.heard.append(_bytes(frame)))

    def elsewhere(self) -> list[str]:
        """Addresses that are not on this machine."""
        return [url for url in self.asked if not _here(url)]

    def text(self) -> str:
        """Everything the page was sent over its websockets, with JSON's escapes resolved."""
        whole = b"\n".join(self.heard).decode(errors="replace")
        return re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), whole)


def _bytes(frame: str | bytes) -> bytes:
    return frame if isinstance(frame, bytes) else frame.encode()


def _here(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in LOCAL_SCHEMES or parts.hostname in HERE
