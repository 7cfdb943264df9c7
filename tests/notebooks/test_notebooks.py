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


LAST = """
from pixnb.assessor.assessor import Assessor
from pixnb.connect import open_bank
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner, entropy

with Store.open() as store:
    assessor = Assessor(store, open_bank(), learner=store.learner("Inès"), clock=Clock(), entropy=entropy())
    SimulatedLearner(assessor, lambda question: question.item.level <= 2).play()
"""


def cells(*sources: str) -> nbformat.NotebookNode:
    return run(new_notebook(cells=[new_code_cell(source) for source in sources]))


def test_a_notebook_without_a_browser_shows_what_was_last_known() -> None:
    """Run by a program, the player is words about the learner's result, in HTML and in text, and no widget."""
    notebook = cells(LAST, 'import pixnb\npixnb.start("1.3")', "pixnb.profile()")
    for cell, said in zip(notebook.cells[1:], ("Terminé le", "1.3 Traiter des données"), strict=True):
        (shown,) = cell.outputs
        assert set(shown.data) == {"text/plain", "text/html"}
        assert said in shown.data["text/plain"]
        assert said in shown.data["text/html"]


def test_a_page_made_of_a_notebook_has_the_words() -> None:
    """What nbconvert writes holds the result itself, not a widget that needs a kernel, and no token."""
    from nbconvert import HTMLExporter

    notebook = cells(LAST, 'import pixnb\npixnb.start("1.3")')
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    assert "Niveau 2" in page
    assert "widget-view" not in page
    saved = notebook.metadata["widgets"]["application/vnd.jupyter.widget-state+json"]["state"].values()
    players = [one["state"] for one in saved if "route" in one["state"]]
    assert [(one["route"], one["first"]) for one in players] == [("plan/1.3", None)]


def test_the_learners_notebook_opens_at_home() -> None:
    """Its last cell shows the app; without anybody on this machine it says so."""
    notebook = run(nbformat.read(ROOT / "notebooks" / "student" / "pixnb.ipynb", as_version=4))
    assert "Personne n’a encore commencé" in notebook.cells[-1].outputs[-1].data["text/plain"]


def test_frames_and_figures_of_a_notebook() -> None:
    """Results, answers and figure of the only learner of this machine are shown by themselves."""
    notebook = cells(LAST, "import pixnb\npixnb.results()", "pixnb.answered()", "pixnb.figure()")
    results, answers, figure = (cell.outputs[-1].data for cell in notebook.cells[1:])
    assert "Traiter des données" in results["text/html"]
    assert "1.3" in answers["text/html"]
    assert "image/png" in figure


def test_the_profile_notebook_shows_all_three() -> None:
    """For a learner with results: profile, table and figure, in this order."""
    notebook = nbformat.read(ROOT / "notebooks" / "student" / "profil.ipynb", as_version=4)
    notebook.cells.insert(0, new_code_cell(LAST))
    shown = [cell.outputs[-1].data for cell in run(notebook).cells[1:] if cell.cell_type == "code"]
    assert "Profil numérique d’Inès" in shown[0]["text/plain"]
    assert "Traiter des données" in shown[1]["text/html"]
    assert "image/png" in shown[2]


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
