"""The Voilà application that shows the learner's page.

Voilà is made for publishing any notebook to anybody; this one shows one notebook, to the person who
started it, and is deaf to the Jupyter configuration of the machine, so that every laptop behaves alike.
"""

from __future__ import annotations

import logging
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

from jupyter_core.utils import ensure_async
from nbclient.exceptions import DeadKernelError
from tornado.httpserver import HTTPServer
from tornado.web import Application as WebApplication
from traitlets.config import Config
from voila.app import Voila
from voila.voila_identity_provider import VoilaIdentityProvider

from pixnb.places import notebooks_folder, template_folder
from pixnb.serving.address import Secrets
from pixnb.serving.handlers import HEADERS, handlers
from pixnb.serving.kernels import kernel_config

PING_MS = 30_000
PAGE = Path("student") / "pixnb.ipynb"


class EndedEarly(logging.Filter):
    """Says in one line that a page was closed while its kernel started: nothing a traceback would help with."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten such a record; let every other one through as it is."""
        if record.exc_info and isinstance(record.exc_info[1], DeadKernelError):
            record.msg, record.args, record.exc_info = "a kernel ended before its page was ready", (), None
        return True


def page_config(secrets: Secrets, lang: str | None, notebook: Path) -> Config:
    """The traitlets settings of the application.

    Parameters
    ----------
    secrets
        What opens the page.
    lang
        "fr" or "en" to fix the language of the waiting screen; by default the browser's.
    notebook
        The notebook to show.
    """
    config = kernel_config()
    config.Voila.notebook_path = str(notebook)
    config.Voila.root_dir = str(notebook.parent)
    config.Voila.config_file_paths = []
    config.Voila.log_level = logging.ERROR
    config.Voila.token = secrets.token
    config.Voila.cookie_secret = secrets.cookie_key
    config.Voila.identity_provider_class = VoilaIdentityProvider
    config.VoilaConfiguration.template = "pixnb"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.show_tracebacks = False
    config.VoilaConfiguration.file_allowlist = []
    config.VoilaConfiguration.extension_allowlist = ["anywidget", "@jupyter-widgets/jupyterlab-manager"]
    config.VoilaConfiguration.resources = {"lang": lang or ""}
    return config


class PageServer(Voila):  # type: ignore[misc]
    """Voilà with our template, our routes and our way of starting and stopping."""

    def setup_template_dirs(self) -> None:
        """Put this pixnb's own template before any of that name in the Jupyter folders of the machine."""
        super().setup_template_dirs()
        self.template_paths.insert(0, str(template_folder()))

    def init_settings(self) -> dict[str, Any]:
        """Answer to this machine's own names only, with headers that keep the page on it."""
        settings: dict[str, Any] = super().init_settings()
        here = {"allow_remote_access": False, "local_hostnames": ["localhost"], "headers": HEADERS}
        return {**settings, **here, "ws_ping_interval": PING_MS, "ws_ping_timeout": PING_MS}

    def init_handlers(self) -> list[tuple[Any, ...]]:
        """Give the routes of the page, without Voilà's listings, files and extensions."""
        page = {
            "notebook_path": str(Path(self.notebook_path).relative_to(self.root_dir)),
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }
        return handlers(self.server_url, page)

    def open(self, bound: socket.socket) -> None:
        """Begin to serve; call it inside a running event loop.

        Parameters
        ----------
        bound
            A listening socket, see `pixnb.serving.address.bind`.
        """
        self.connection_dir = tempfile.mkdtemp(prefix="voila_", dir=self.connection_dir_root)
        # Voilà's kernel reserve looks for the application while the settings are made.
        self.app = WebApplication()
        settings = self.init_settings()
        self.app = WebApplication(self.init_handlers(), **settings)
        self.server = HTTPServer(self.app)
        self.server.add_sockets([bound])

    async def close(self) -> None:
        """Stop serving and end every kernel, at once: what was saved is on disk, and a polite end leaves tracebacks."""
        self.log.disabled = True  # kernels that end while they start are no news now
        self.server.stop()
        await ensure_async(self.kernel_manager.shutdown_all(now=True))
        await self.server.close_all_connections()
        shutil.rmtree(self.connection_dir, ignore_errors=True)


def page_server(secrets: Secrets, lang: str | None, notebook: Path | None = None) -> PageServer:
    """Make the application, without starting anything.

    Parameters
    ----------
    secrets
        What opens the page.
    lang
        Language of the waiting screen, see `page_config`.
    notebook
        The notebook to show; by default the learner's page.
    """
    shown = (notebook or notebooks_folder() / PAGE).resolve()
    logging.getLogger("tornado.access").setLevel(logging.ERROR)
    # Voilà's parts write to the log of the one application they find.
    server: PageServer = PageServer.instance(config=page_config(secrets, lang, shown))
    server.initialize([])
    server.log.addFilter(EndedEarly())
    return server
