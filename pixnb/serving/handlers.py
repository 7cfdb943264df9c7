"""What the server answers: the page, its kernel's messages, and nothing else."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError
from voila.handler import BaseVoilaHandler, VoilaHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"

# The browser itself refuses whatever would leave this machine.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "media-src 'self' data: blob:",
        "connect-src 'self' blob: data:",
        "frame-src 'self' blob: data:",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Referrer-Policy": "no-referrer",  # the first address holds the token
    "X-Content-Type-Options": "nosniff",
}


class PageHandler(VoilaHandler):  # type: ignore[misc]
    """The learner's page: the notebook, run by Voilà in our template."""

    @allow_unauthenticated
    async def get(self, path: str | None = None) -> None:
        """Send the page as it comes, the waiting screen first."""
        if path:
            raise HTTPError(404)
        if self.current_user is None:
            raise HTTPError(403)
        # Reading it sets the cookie with which the page gives its kernel back.
        self.xsrf_token  # noqa: B018
        await self.kernel_manager.forget_dead()
        async for piece in self.get_generator():
            self.write(piece)
            self.flush()

    @allow_unauthenticated
    async def head(self, path: str | None = None) -> None:
        """Say that the server is there, at no cost: a page that lost its kernel asks every two seconds."""
        self.set_status(204)


class NoSuchPage(BaseVoilaHandler):  # type: ignore[misc]
    """Every other address."""

    @allow_unauthenticated
    def get(self) -> None:
        """Say so, in words."""
        raise HTTPError(404)


def handlers(base_url: str, page: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The routes of the server.

    Parameters
    ----------
    base_url
        Where the server's addresses begin, "/" at home.
    page
        What `PageHandler` is made with.
    """
    return [
        (url_path_join(base_url, rf"/api/kernels/{KERNEL}"), KernelHandler),
        (url_path_join(base_url, rf"/api/kernels/{KERNEL}/channels"), VoilaKernelWebsocketHandler),
        (url_path_join(base_url, r"/voila/api/shutdown/(.*)"), VoilaShutdownKernelHandler),
        (url_path_join(base_url, r"/()"), PageHandler, page),
        (url_path_join(base_url, r"/.*"), NoSuchPage, {"voila_configuration": page["voila_configuration"]}),
    ]
