"""``pixnb run``: what it says, and how it ends."""

from __future__ import annotations

import os
import signal
import socket
import sys

import pytest

from pixnb.core.errors import PlaceError
from pixnb.places import notebooks_folder
from pixnb.serving import laboratory, serve


def test_a_missing_voila_is_named_with_the_line_that_installs_it(tmp_path, monkeypatch):
    """Somebody who installed the bare package reads one sentence, not a traceback."""
    monkeypatch.setenv("PIXNB_HOME", str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("pixnb.serving.application")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "voila.app", None)
    with pytest.raises(PlaceError, match=r'pip install "pixnb\[lab\]"'):
        serve(port=0, open_browser=False)


def test_a_missing_jupyterlab_is_named_with_the_line_that_installs_it(monkeypatch):
    """The same for ``pixnb lab``."""
    monkeypatch.setattr(laboratory.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(PlaceError, match=r'pip install "pixnb\[lab\]"'):
        laboratory.lab()


@pytest.mark.parametrize(("user", "asked"), [(0, ["--allow-root"]), (1000, [])])
def test_jupyterlab_opens_on_the_notebooks_for_root_too(monkeypatch, user, asked):
    """In a checkout the notebooks are the checkout's own; further words go to JupyterLab."""
    commands: list[list[str]] = []
    monkeypatch.setattr(laboratory, "_become", commands.append)
    monkeypatch.setattr(laboratory.os, "geteuid", lambda: user)
    laboratory.lab(["--no-browser"])
    assert commands == [[sys.executable, "-m", "jupyterlab", str(notebooks_folder()), *asked, "--no-browser"]]


def test_a_port_that_cannot_be_is_refused_in_words(tmp_path, monkeypatch):
    """A port number too high is answered with what to do, and the process keeps its environment."""
    monkeypatch.setenv("PIXNB_HOME", str(tmp_path))
    before = dict(os.environ)
    with pytest.raises(PlaceError, match="--port"):
        serve(port=70_000, open_browser=False, lang="en")
    assert dict(os.environ) == before


def test_another_port_is_said(start):
    """When the usual port is taken the page is elsewhere, and the terminal says so."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        server = start(port=port)
    assert any(f"Port {port} is taken" in line for line in server.lines)
    assert f":{port}/" not in server.url


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_it_stops_cleanly_and_leaves_no_kernel(start, eventually, name):
    """Ctrl-C, a service manager or a closed terminal: the kernel in reserve ends too, and the exit is a success."""
    server = start()
    assert eventually(server.kernels)
    kernels = server.kernels()
    server.process.send_signal(getattr(signal, name))
    said = server.process.communicate(timeout=30)[0]
    assert server.process.returncode == 0
    assert said.strip().endswith("Every answer given is saved.")
    assert eventually(lambda: not any(kernel.is_running() for kernel in kernels))


def test_a_killed_server_leaves_no_kernel(start, eventually):
    """Even when nothing can be tidied up, no kernel stays behind."""
    server = start()
    assert eventually(server.kernels)
    kernels = server.kernels()
    server.process.kill()
    server.process.wait()
    assert eventually(lambda: not any(kernel.is_running() and kernel.status() != "zombie" for kernel in kernels))


def test_the_users_own_copy_of_the_notebooks_is_never_overwritten(tmp_path):
    """Somebody's work in an installed notebook outlives the next start; what is missing comes back."""
    folder = laboratory.own_notebooks(tmp_path / "notebooks")
    notebook = folder / "student" / "pixnb.ipynb"
    notebook.write_text("mine")
    laboratory.own_notebooks(folder)
    assert notebook.read_text() == "mine"
    notebook.unlink()
    laboratory.own_notebooks(folder)
    assert "pixnb.start" in notebook.read_text()
