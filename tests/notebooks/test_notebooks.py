"""Every notebook runs from top to bottom without a browser, and so does the cell of the README."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kernels keep their store, start-up files and history in a folder of the test."""
    monkeypatch.setenv("PIXNB_HOME", str(tmp_path / "pixnb"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))


def run(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return notebook


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_a_notebook_runs(path: Path) -> None:
    """No cell fails, and the notebook is kept without outputs."""
    notebook = nbformat.read(path, as_version=4)
    assert not [cell for cell in notebook.cells if cell.get("outputs")]
    run(notebook)


def test_the_learners_notebook_shows_the_player() -> None:
    """Its last cell displays a widget, with words for a place that cannot show it."""
    notebook = run(nbformat.read(ROOT / "notebooks" / "student" / "pixnb.ipynb", as_version=4))
    shown = notebook.cells[-1].outputs[-1].data
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert shown["text/plain"] == "<pixnb player: 1.3>"


def test_the_cell_of_the_readme_prints_what_the_readme_says() -> None:
    """A reader who copies the cell sees a question, a file made for them and a saved receipt."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert found
    assert len(found.group(1).strip().splitlines()) <= 13
    notebook = run(new_notebook(cells=[new_code_cell(found.group(1))]))
    printed = "".join(one.text for one in notebook.cells[0].outputs if one.output_type == "stream")
    assert re.search(r"^saved at \d\d:\d\d:\d\d · skipped$", printed, re.MULTILINE)
    assert "bytes, made for this learner" in printed
