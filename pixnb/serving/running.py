"""``pixnb run``: start the page, say where it is, stop it cleanly."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pixnb.core.errors import PlaceError
from pixnb.quick import without
from pixnb.serving.address import Secrets, bind, kept_secrets, open_in_browser, url_of
from pixnb.store.place import home

if TYPE_CHECKING:
    from pixnb.serving.application import PageServer

DEFAULT_PORT = 8866
# At once, also into a log file: the address is what people wait for.
SAY = partial(print, flush=True)


def serve(
    port: int = DEFAULT_PORT,
    open_browser: bool = True,
    lang: str | None = None,
    say: Callable[[str], None] = SAY,
    notebook: Path | None = None,
) -> None:
    """Show the learner's page until Ctrl-C or SIGTERM.

    Parameters
    ----------
    port
        Port on this machine; when it is taken, the next free one is used, and said. 0 for any.
    open_browser
        Whether to open the page in the user's browser.
    lang
        "fr" or "en"; by default the browser's language.
    say
        Tells the user something, one line at a time.
    notebook
        The notebook to show; by default the learner's page.

    Raises
    ------
    PlaceError
        When Voilà is not installed, or no port is free.
    """
    folder = home()
    # The kernel's own habits (start-up files, history) belong to the user's work, not to the page.
    with tempfile.TemporaryDirectory(prefix="pixnb-") as habits, _environment(_kernel_environment(habits, lang)):
        secrets = kept_secrets(folder)
        server = _page_server(secrets, lang, notebook)
        bound = _bind(port, say)
        url = url_of(bound.getsockname()[1], secrets.token)
        asyncio.run(_serve(server, bound, lambda: _announce(url, folder if open_browser else None, say)))
    say("Stopped. Every answer given is saved.")


@contextmanager
def _environment(told: dict[str, str]) -> Iterator[None]:
    """Add to the environment of this process, and leave it as it was: who served a page may do other things after."""
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _kernel_environment(habits: str, lang: str | None) -> dict[str, str]:
    """What the kernels of the page are told; they inherit the environment of the server."""
    # Voilà gives SERVER_SOFTWARE to the kernels of visits, but not to the one in reserve.
    told = {"IPYTHONDIR": habits, "SERVER_SOFTWARE": "voila/pixnb", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    return told | ({"PIXNB_LANG": lang} if lang else {})


def _page_server(secrets: Secrets, lang: str | None, notebook: Path | None) -> PageServer:
    """Make the application, with a word on what to install when its parts are missing."""
    try:
        with without("rfc3987_syntax"):
            from pixnb.serving.application import page_server
    except ModuleNotFoundError as missing:
        raise PlaceError(
            f"the learner's page needs Voilà, which is not installed here ({missing.name} is missing): "
            'pip install "pixnb[lab]"'
        ) from missing
    return page_server(secrets, lang, notebook)


def _bind(port: int, say: Callable[[str], None]) -> socket.socket:
    """Bind the port or the next free one, and say when it is another one."""
    try:
        bound = bind(port)
    except OSError as problem:
        raise PlaceError(f"no free port from {port} on ({problem}): choose another one with --port") from problem
    if port not in (0, bound.getsockname()[1]):
        say(f"Port {port} is taken; using {bound.getsockname()[1]}.")
    return bound


def _announce(url: str, folder: Path | None, say: Callable[[str], None]) -> None:
    """Say where the page is, and open it when asked to."""
    say(f"pixnb is running at  {url}")
    say("Stop it with Ctrl-C.")
    if folder is not None:
        open_in_browser(url, folder)


async def _serve(server: PageServer, bound: socket.socket, announce: Callable[[], None]) -> None:
    """Run until a signal comes."""
    stop = asyncio.Event()
    server.open(bound)
    _on_signals(stop.set)
    announce()
    try:
        await stop.wait()
    finally:
        await server.close()


def _on_signals(stop: Callable[[], None]) -> None:
    """Have Ctrl-C, SIGTERM and a closed terminal stop the server; a second one ends it at once."""
    loop = asyncio.get_running_loop()
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]

    def handle(*_: object) -> None:
        for name in names:
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        loop.call_soon_threadsafe(stop)

    for name in names:
        signal.signal(getattr(signal, name), handle)  # event loops on Windows know no signals
