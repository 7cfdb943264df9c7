"""The product running: ``pixnb run`` and JupyterLab as processes of their own, with a store and a bank of their own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from pixnb.places import bank_folder
from pixnb.store.store import Store

PATIENCE = 60.0
"""Seconds that a busy machine may take for what takes one. A page reloads itself every 20 s at most, so that two tries
to come back must fit."""
LAB_TOKEN = "for-a-test"
CLASSMATES = "Ali", "Zoé"
"""Two who are known on a computer that many use: nobody sits down there by themselves."""
PIXNB = "from pixnb.cli import main; main()"
KERNEL_IN_ADDRESS = re.compile(r"/api/kernels/([\w-]+)/channels")


def eventually(true: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """What ``true`` gives as soon as it is true; its last value when it never is."""
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def part_of_bank(folder: Path, challenges: Iterable[str]) -> Path:
    """A bank with some challenges of the open one, and the tutorials of their topics.

    Parameters
    ----------
    folder
        Where to make it.
    challenges
        Their names: ``topic/name`` in competence 1.3, else ``competence/topic/name``.
    """
    for name in challenges:
        *competence, topic, challenge = name.split("/")
        there = Path(*(competence or ["1.3"]), topic)
        source, target = bank_folder() / "crcn" / there, folder / there
        target.mkdir(parents=True, exist_ok=True)
        for file in (source / f"{challenge}.md", *source.glob("tutorial*.md")):
            shutil.copy(file, target)
    return folder


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment of this process with nothing of the user's pixnb and Jupyter in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIXNB_", "JUPYTER"))}
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")
    own = {name: str(folder / name.lower()) for name in (*names, "IPYTHONDIR")}
    return kept | own | {"PIXNB_HOME": str(folder / "home"), "PYTHONUNBUFFERED": "1"} | more


def is_kernel(process: psutil.Process) -> bool:
    """Whether a process is a living kernel."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE and "ipykernel_launcher" in " ".join(process.cmdline())
    except psutil.Error:  # it ended meanwhile
        return False


@dataclass
class Running:
    """A server in a process of its own, in a process group of its own.

    Parameters
    ----------
    command
        What starts it; ``{port}`` is filled in.
    environment
        Its environment.
    said
        Where its words are kept.
    port
        Its port; 0 until it is known.
    """

    command: list[str]
    environment: dict[str, str]
    said: Path
    port: int = 0
    url: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """The address without the token."""
        return self.url.split("?")[0]

    def at(self, path: str) -> str:
        """The address of a screen, for instance ``plan/1.3`` or ``profile``."""
        return f"{self.url}#/{path}"

    @property
    def store(self) -> Path:
        """The file of its store."""
        return Path(self.environment["PIXNB_HOME"]) / "pixnb.db"

    def start(self) -> Running:
        """Start it, or start it again on the same port; returns once its address is known."""
        command = [part.format(port=self.port) for part in self.command]
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(
                command, stdout=said, stderr=said, env=self.environment, cwd=self.said.parent, start_new_session=True
            )
        self.url = eventually(self._announced, 60)
        assert self.url, f"the server ended early:\n{self.words()}"
        self.port = int(re.search(r":(\d+)/", self.url)[1])
        return self

    def _announced(self) -> str:
        assert self.process is not None
        assert self.process.poll() is None, f"the server ended early:\n{self.words()}"
        found = re.search(r"http://127\.0\.0\.1:\d+/\S*token=\S+", self.words())
        return found[0] if found else ""

    def words(self) -> str:
        """What it has said."""
        return self.said.read_text(errors="replace")

    def kernels(self) -> list[psutil.Process]:
        """The kernels it runs now."""
        assert self.process is not None
        if self.process.poll() is not None:
            return []
        found = psutil.Process(self.process.pid).children(recursive=True)
        return [process for process in found if is_kernel(process)]

    def kernel(self, name: str) -> psutil.Process:
        """The process of the kernel with this id."""
        return next(process for process in self.kernels() if name in " ".join(process.cmdline()))

    def kill(self) -> None:
        """End it and its group as a power cut would: nothing is tidied up."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def tell(self, what: signal.Signals = signal.SIGTERM) -> bool:
        """Tell it to end, as a terminal or a service manager would; False when it is gone already."""
        assert self.process is not None
        if self.process.poll() is not None:
            return False
        self.process.send_signal(what)
        return True

    def wait(self) -> int:
        """Wait until it has ended; returns its exit code."""
        assert self.process is not None
        try:
            return self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    def pixnb(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of pixnb beside it, with the same store."""
        command = [sys.executable, "-c", PIXNB, *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60, check=False)


def page_server(folder: Path, *, before: str = "", **more: str) -> Running:
    """``pixnb run`` on any free port, not started yet.

    Parameters
    ----------
    folder
        Where everything of it lies.
    before
        Python that runs first, to shorten delays.
    more
        Variables of its environment.
    """
    command = [sys.executable, "-c", f"{before}\n{PIXNB}", "run", "--no-browser", "--port", "{port}"]
    return Running(command, environment(folder, **more), folder / "said.txt")


def known(server: Running, *names: str) -> dict[str, str]:
    """Let learners be known in a server's store before it starts; gives their ids by name."""
    with Store.open(server.store) as store:
        return {name: store.learner(name) for name in names}


def lab_server(folder: Path, root: Path, **more: str) -> Running:
    """JupyterLab on a folder of notebooks and any free port, not started yet."""
    command = [sys.executable, "-m", "jupyterlab", str(root), "--no-browser", "--allow-root"]
    options = ["--ServerApp.ip=127.0.0.1", "--ServerApp.port={port}", f"--IdentityProvider.token={LAB_TOKEN}"]
    return Running(command + options, environment(folder, **more), folder / "said.txt")
