"""The address of the learner's page: its port, the secret that opens it, and the browser.

Anyone on the machine can reach 127.0.0.1, so the address carries a token (Jupyter's own way). The
browser trades it for a cookie, and the page then takes it out of sight. Token and cookie key come
from one secret kept in the user's pixnb folder: a page that is open when the server is started again
reloads and goes on, with nobody asked for anything.
"""

from __future__ import annotations

import hashlib
import html
import os
import secrets
import socket
import tempfile
import threading
import webbrowser
from dataclasses import dataclass, field
from pathlib import Path

SECRET_BYTES = 32
PORTS_TRIED = 20
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens the page.

    Parameters
    ----------
    token
        The token in the address, hexadecimal.
    cookie_key
        The key that signs the cookie.
    """

    token: str = field(repr=False)
    cookie_key: bytes = field(repr=False)


def derive(secret: bytes) -> Secrets:
    """Token and cookie key of a secret; neither tells anything about the other."""
    return Secrets(
        token=hashlib.sha256(b"pixnb token" + secret).hexdigest()[:40],
        cookie_key=hashlib.sha256(b"pixnb cookie" + secret).digest(),
    )


def kept_secrets(folder: Path) -> Secrets:
    """The secrets of this user, made on first use.

    Parameters
    ----------
    folder
        The user's pixnb folder. When nothing can be kept there, the secrets last as long as the server.
    """
    path = folder / "serving.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        secret = path.read_bytes() if path.is_file() else b""
        if len(secret) != SECRET_BYTES:
            secret = secrets.token_bytes(SECRET_BYTES)
            _write_private(path, secret)
    except OSError:
        secret = secrets.token_bytes(SECRET_BYTES)
    return derive(secret)


def _write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    handle, draft = tempfile.mkstemp(dir=path.parent)  # 0600 by mkstemp
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(draft).replace(path)


def bind(port: int) -> socket.socket:
    """A socket listening on this machine only, on the port asked for or the next free one.

    Parameters
    ----------
    port
        The port to try first; 0 for any.

    Raises
    ------
    OSError
        When neither this port nor any of those after it is free.
    """
    last = port if port == 0 else min(port + PORTS_TRIED, 65535)
    for candidate in range(port, last + 1):
        try:
            bound = socket.create_server((HOST, candidate))
        except OSError:
            if candidate == last:
                raise
        else:
            bound.setblocking(False)
            return bound
    raise OSError(f"{port} is not a port: choose one from 1 to 65535, or 0 for any")


def url_of(port: int, token: str) -> str:
    """The whole address of the page."""
    return f"http://{HOST}:{port}/?token={token}"


def open_in_browser(url: str, folder: Path) -> None:
    """Open the page in the user's browser, without waiting for it.

    The browser is given a file that leads to the address: arguments of a process can be read by every
    user of the machine, and the address holds the token.
    """
    door = folder / "open.html"
    link = html.escape(url)
    refresh = f'<meta http-equiv="refresh" content="0;url={link}">'
    page = f'<!doctype html><meta charset="utf-8">{refresh}<a href="{link}">pixnb</a>'
    try:
        _write_private(door, page.encode())
    except OSError:
        return
    threading.Thread(target=_launch, args=(door.as_uri(),), daemon=True).start()


def _launch(address: str) -> None:
    """Start the browser; a machine without one has the printed address."""
    try:
        webbrowser.open(address, new=2)
    except webbrowser.Error:
        return
