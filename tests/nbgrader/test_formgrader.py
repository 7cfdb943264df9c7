"""What a teacher sees in nbgrader's own pages: the class, and a pupil's graded notebook."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.browser]
PATIENCE = 90
TOKEN = "formgrader-test"
PICTURES = os.environ.get("PIXNB_PICTURES", "")
"""A folder to keep screenshots in, for who wants to look."""


@pytest.fixture(scope="module")
def formgrader(course: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Jupyter server with nbgrader's pages on the course; gives its address."""
    base = tmp_path_factory.mktemp("formgrader")
    enabled = {"ServerApp": {"jpserver_extensions": {"nbgrader.server_extensions.formgrader": True}}}
    (base / "jupyter_server_config.json").write_text(json.dumps(enabled), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "JUPYTER_CONFIG_DIR": str(base),
        "JUPYTER_RUNTIME_DIR": str(base / "runtime"),
        "PIXNB_HOME": str(base / "pixnb"),
        "IPYTHONDIR": str(base / "ipython"),
    }
    options = [f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
    with (base / "log.txt").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options], cwd=course.root, env=environment, stdout=log, stderr=log
        )
    try:
        _wait(f"http://127.0.0.1:{port}/api", process, base / "log.txt")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(PATIENCE * 2):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (urllib.error.URLError, OSError):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.5)
        else:
            return
    raise AssertionError(log.read_text(encoding="utf-8"))


def _picture(page: Any, name: str) -> None:
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))


def submission(course: Any, pupil: str) -> str:
    """The id that nbgrader gave a pupil's notebook."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as gradebook:
        return str(gradebook.find_submission_notebook("donnees-3e", "donnees", pupil).id)


def test_a_teacher_reads_points_and_reasons_in_formgrader(course: Any, formgrader: str, browser: Any) -> None:
    """The gradebook shows each pupil's points; the graded cells say in words where the points come from."""
    known = {"Authorization": f"token {TOKEN}"}
    page = browser.new_page(viewport={"width": 1280, "height": 900}, extra_http_headers=known)
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(f"{formgrader}/formgrader/gradebook/donnees/donnees-3e")
    page.get_by_text("Submission #3").wait_for()
    assert page.locator("td", has_text=re.compile(r"^\s*0 / 12\s*$")).count() == 4  # overall and code, of two pupils
    _picture(page, "gradebook")
    for pupil, said in (
        ("amel", "niveau"),
        ("bastien", "ses empreintes ne correspondent plus à ce qu’il contient"),
        ("chloe", "n’a pas été rendu avec le carnet"),
    ):
        address = f"{formgrader}/formgrader/submissions/{submission(course, pupil)}"
        page.goto(address, wait_until="domcontentloaded")  # the page would wait for a script from elsewhere
        outputs = page.locator(".output_stdout")
        outputs.filter(has_text=re.compile(said)).first.wait_for()
        assert outputs.filter(has_text="Traiter des données").count() >= 1
        outputs.filter(has_text="Traiter des données").first.scroll_into_view_if_needed()
        _picture(page, f"submission-{pupil}")
    page.close()
