"""Serves the harness on this machine: the built player, the pretended kernel and the page that joins them.

``npm run dev`` builds what is served.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
STATIC = HERE.parents[2] / "pixnb" / "widgets" / "static"
FILES = {
    "/": (HERE / "index.html", "text/html; charset=utf-8"),
    "/harness.js": (HERE / "out" / "harness.js", "text/javascript; charset=utf-8"),
    "/player.js": (STATIC / "player.js", "text/javascript; charset=utf-8"),
    "/player.css": (STATIC / "player.css", "text/css; charset=utf-8"),
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = FILES.get(self.path.partition("?")[0])
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", found[1] if found else "text/plain")
        self.end_headers()
        if found:
            self.wfile.write(found[0].read_bytes())

    def do_HEAD(self) -> None:
        self.send_response(405)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@contextlib.contextmanager
def harness() -> Iterator[str]:
    """Serve for a while; gives the address of the page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


if __name__ == "__main__":
    with harness() as address, contextlib.suppress(KeyboardInterrupt):
        print(f"{address}?scene=question-number&lang=fr")
        threading.Event().wait()
