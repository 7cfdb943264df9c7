"""The wheel holds all that is needed, and works far from the sources."""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow

PLAY = """
import json
import sys

import pixnb
from pixnb.places import bank_folder, notebooks_folder, template_folder

FIRST = {
    "choice": lambda ask: {"choices": [ask["options"][0]["id"]]},
    "text": lambda ask: {"text": "pixnb"},
    "number": lambda ask: {"text": "1"},
    "order": lambda ask: {"order": [item["id"] for item in ask["items"]]},
    "match": lambda ask: {"pairs": {left["id"]: ask["right"][0]["id"] for left in ask["left"]}},
    "blanks": lambda ask: {"blanks": {
        blank["id"]: blank["options"][0]["id"] if blank.get("options") else "1" for blank in ask["blanks"]
    }},
}
assessor = pixnb.connect(learner="Inès")
asked = {"plan": "1.3", "lang": "fr"}
view = assessor.view(**asked)
screens = [view["screen"]]
view = assessor.start(**asked)
screens.append(view["screen"])
answered = None
for number in range(30):
    question = view["question"]
    call = {"attempt": view["attempt"], "question": question["id"], "key": f"key-{number}", "lang": "fr"}
    if question["kind"] in FIRST:
        receipt = assessor.answer(answer=FIRST[question["kind"]](question["ask"]), **call)
        answered = question["kind"]
        break
    view = assessor.skip(**call)["view"]
    while view["screen"] in ("feedback", "checkpoint"):
        view = assessor.next(attempt=view["attempt"], after=question["id"], lang="fr")
print(json.dumps({
    "screens": screens,
    "title": question["title"],
    "answered": answered,
    "saved_at": receipt["saved_at"],
    "outcome": receipt["view"]["feedback"]["outcome"],
    "widget": type(pixnb.start("1.3")).__name__,
    "folders": [str(folder) for folder in (bank_folder(), notebooks_folder(), template_folder())],
    "modules": [module.__file__ for module in list(sys.modules.values()) if getattr(module, "__file__", None)],
    "path": sys.path,
}))
"""


@pytest.fixture(scope="module")
def played(installed):
    """What a question played from the installed wheel gave."""
    return json.loads(installed.python(PLAY).splitlines()[-1])


def test_the_wheel_holds_bank_notebooks_template_and_front_end(archives):
    """Nothing that is needed at run time stays behind in the sources."""
    names = zipfile.ZipFile(archives.wheel).namelist()
    for needed in (
        "pixnb/widgets/static/player.js",
        "pixnb/widgets/static/player.css",
        "pixnb/data/notebooks/student/pixnb.ipynb",
        "pixnb/data/voila/pixnb/index.html.j2",
        "pixnb/data/challenges/LICENSE",
        "pixnb/frameworks/crcn/skills/1.3.yaml",
        "pixnb/py.typed",
    ):
        assert needed in names
    assert any(name.endswith("share/jupyter/voila/templates/pixnb/index.html.j2") for name in names)


def test_every_challenge_is_in_the_wheel(archives):
    """The bank that ships is the bank of the sources, file by file."""
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "challenges").rglob("*.md")}
    names = zipfile.ZipFile(archives.wheel).namelist()
    assert {
        name.removeprefix("pixnb/data/") for name in names if name.endswith(".md") and "/challenges/" in name
    } == sources
    assert sources


def test_every_module_is_in_the_wheel(archives):
    """No module of the package is forgotten, and no test or tool comes along."""
    sources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "pixnb").rglob("*.py")}
    names = zipfile.ZipFile(archives.wheel).namelist()
    assert {name for name in names if name.endswith(".py")} == sources


def test_the_source_archive_needs_no_node(archives, tmp_path):
    """It holds the built front end, made from the very sources beside it."""
    with tarfile.open(archives.sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    (folder,) = tmp_path.iterdir()
    code = "import sys; sys.path.insert(0, 'scripts'); import front_end; sys.exit(not front_end.is_current())"
    assert subprocess.run([sys.executable, "-c", code], cwd=folder, check=False).returncode == 0


def test_a_question_is_played_from_the_installed_wheel(played):
    """Start screen, first question, an answer, and a durable receipt with a verdict."""
    assert played["screens"] == ["start", "question"]
    assert played["title"]
    assert played["answered"]
    assert played["saved_at"]
    assert played["outcome"] in ("correct", "partial", "wrong")


def test_the_widget_can_be_made_from_the_installed_wheel(played):
    """The front end is found where the wheel put it."""
    assert played["widget"] == "Player"


def test_nothing_of_the_checkout_is_used(played, installed):
    """Every module and every folder lies in the environment, none in the sources."""
    for path in (*played["folders"], *played["modules"], *played["path"]):
        assert not str(path).startswith(f"{ROOT}/pixnb")
        assert str(path) != str(ROOT)
    assert all(folder.startswith(str(installed.prefix)) for folder in played["folders"])


def test_the_command_answers(installed):
    """``pixnb --version`` works in an environment with nothing but pixnb's own dependencies."""
    ran = subprocess.run(
        [installed.scripts / "pixnb", "--version"], capture_output=True, text=True, cwd=installed.folder, check=True
    )
    assert ran.stdout.startswith("pixnb")


def test_without_voila_the_page_says_what_to_install(installed):
    """One sentence and the line to type; no traceback."""
    ran = subprocess.run(
        [installed.scripts / "pixnb", "run", "--no-browser"],
        capture_output=True,
        text=True,
        cwd=installed.folder,
        check=False,
    )
    assert ran.returncode == 1
    assert 'pip install "pixnb[lab]"' in ran.stderr
    assert "Traceback" not in ran.stderr
