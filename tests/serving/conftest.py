"""A server in a process of its own, as ``pixnb run`` starts it, and its kernels."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

START = """
import sys
from pathlib import Path
from pixnb.serving import serve
serve(port=int(sys.argv[1]), open_browser=False, notebook=Path(sys.argv[2]) if sys.argv[2] else None,
      lang=sys.argv[3] or None, say=lambda line: print(line, flush=True))
"""

PROBE = '''
import anywidget
import traitlets


class Probe(anywidget.AnyWidget):
    """Says what it knows, and sends back what it gets."""

    _esm = """
    export default { render({ model, el }) {
      el.innerHTML = `<h1>Probe</h1><p id="knows"></p><p id="heard"></p><button id="send">Send</button>`;
      const knows = () => [model.get("lang"), model.get("place"), model.get("view"), model.get("count")].join(" ");
      const tell = () => (el.querySelector("#knows").textContent = knows());
      model.on("change:count", tell);
      model.on("comm:close", () => (el.querySelector("#heard").textContent = "kernel lost"));
      tell();
      model.on("msg:custom", (message, buffers) => {
        const sizes = buffers.map((buffer) => buffer.byteLength);
        el.querySelector("#heard").textContent = `${message.heard} ${sizes}`;
      });
      el.querySelector("#send").onclick = () => {
        model.set("count", model.get("count") + 1);
        model.save_changes();
        model.send({ say: "hello" }, undefined, [new Uint8Array([1, 2, 3])]);
      };
    } };
    """
    lang = traitlets.Unicode("fr").tag(sync=True)
    place = traitlets.Unicode("").tag(sync=True)
    view = traitlets.Unicode("old", allow_none=True).tag(sync=True)
    count = traitlets.Int(0).tag(sync=True)

    def __init__(self):
        import os

        super().__init__(place=os.environ.get("SERVER_SOFTWARE", "").split("/")[0])
        self.on_msg(self.answer)

    def answer(self, _widget, message, buffers):
        heard = f"{message['say']} {[len(one) for one in buffers]} {self.count}"
        self.send({"heard": heard}, [bytes(5_000_000)])


Probe()
'''


def write_notebook(path: Path, source: str) -> Path:
    """A notebook of one cell."""
    cell = {
        "cell_type": "code",
        "id": "only",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps({"cells": [cell], "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))
    return path


def is_kernel(process: psutil.Process) -> bool:
    """Whether a process is a living kernel."""
    try:
        return "ipykernel_launcher" in " ".join(process.cmdline())
    except psutil.Error:  # it ended meanwhile
        return False


@dataclass
class Server:
    """A running server.

    Parameters
    ----------
    process
        The process.
    lines
        What it has said.
    """

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The whole address, as printed."""
        return next(match[0] for line in self.lines if (match := re.search(r"http://\S+", line)))

    @property
    def address(self) -> str:
        """The address without the token."""
        return self.url.split("?")[0]

    def kernels(self) -> list[psutil.Process]:
        """The kernels it runs now."""
        found = psutil.Process(self.process.pid).children(recursive=True)
        return [process for process in found if is_kernel(process)]

    def listen(self) -> None:
        """Read what it says until the address is there."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            if "http://" in line:
                return
        pytest.fail("the server ended early:\n" + "".join(self.lines))

    def stop(self) -> str:
        """End it as a terminal would, and give what it said last."""
        self.process.terminate()
        return self.process.communicate(timeout=30)[0]


Start = Callable[..., Server]


def starter(folder: Path, servers: list[Server]) -> Start:
    """What starts servers with a pixnb folder of their own, and keeps account of them."""

    def start(source: str | None = PROBE, port: int = 0, lang: str = "") -> Server:
        notebook = write_notebook(folder / "probe.ipynb", source) if source else ""
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(port), str(notebook), lang],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=folder,
            env={**os.environ, "PIXNB_HOME": str(folder / "home")},
        )
        servers.append(Server(process))
        servers[-1].listen()
        return servers[-1]

    return start


def stop_all(servers: list[Server]) -> None:
    """End those that a test left running."""
    for server in servers:
        if server.process.poll() is None:
            server.stop()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts servers for one test."""
    servers: list[Server] = []
    yield starter(tmp_path, servers)
    stop_all(servers)


@pytest.fixture(scope="session")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the probe, for the tests that leave it as it was."""
    servers: list[Server] = []
    yield starter(tmp_path_factory.mktemp("probe"), servers)()
    stop_all(servers)


@pytest.fixture(scope="session")
def endless(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose notebook never ends."""
    servers: list[Server] = []
    yield starter(tmp_path_factory.mktemp("endless"), servers)("import time\ntime.sleep(600)")
    stop_all(servers)


def wait_until(true: Callable[[], bool], seconds: float = 15) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return true()


@pytest.fixture
def eventually() -> Callable[..., bool]:
    """Gives `wait_until`."""
    return wait_until
