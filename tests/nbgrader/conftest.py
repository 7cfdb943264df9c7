"""A thematic plan played for real, its transcript as a pupil hands it in, and a whole nbgrader course around it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.handing_in import HandingIn
from pixnb.assessor.transcript import submission
from pixnb.bank.bank import Bank
from pixnb.cli import cli
from pixnb.connect import open_bank
from pixnb.core.attempt import Question
from pixnb.core.plan import Plan, thematic
from pixnb.core.protocol import View
from pixnb.nbgrader.cells import asked
from pixnb.places import bank_folder
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner, entropy

SKILLS = (
    "1.2.names.rename", "1.2.names.types", "1.2.records.form", "1.2.names.convention",
    "1.3.reading.cell", "1.3.charts.read", "1.3.reading.records", "1.3.summaries.shares",
    "4.2.data.recognise", "4.2.data.minimum", "4.2.settings.permissions", "4.2.data.sensitive",
)  # fmt: skip

Can = Callable[[Question], bool]


def up_to(level: int) -> Can:
    """Somebody who can do what is at or below a level."""
    return lambda question: question.item.level <= level


@pytest.fixture(scope="session")
def bank() -> Bank:
    """The open bank."""
    return open_bank()


@pytest.fixture(scope="session")
def plan(bank: Bank) -> Plan:
    """A plan over three competences."""
    return thematic(bank.framework, "donnees", {"fr": "Les données"}, {"fr": "Trois compétences"}, SKILLS, 12)


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store that fills with the attempts of several learners."""
    with Store.open(tmp_path_factory.mktemp("store") / "pixnb.db", clock=Clock()) as opened:
        yield opened


Play = Callable[..., dict[str, Any]]


@pytest.fixture(scope="session")
def play(store: Store, bank: Bank, plan: Plan) -> Play:
    """Plays a plan as a learner of that name and gives the transcript to hand in; the same arguments play once."""
    numbers = count()

    @cache
    def played(level: int, limit: int, plan: Plan, name: str, banks: int) -> str:
        learner = f"{name}-{next(numbers)}"
        assessor = Assessor(
            store, known[banks], learner=store.learner(learner), clock=Clock(), entropy=entropy(name),
            plans={plan.id: plan},
        )  # fmt: skip
        view = SimulatedLearner(assessor, up_to(level), plan.id).play(limit)
        return json.dumps({**submission(store, view["attempt"]), "learner": learner})

    known: dict[int, Bank] = {}

    def copy(
        level: int = 2, *, limit: int = 200, plan: Plan = plan, name: str = "pupil", bank: Bank = bank
    ) -> dict[str, Any]:
        known[id(bank)] = bank
        data: dict[str, Any] = json.loads(played(level, limit, plan, name, id(bank)))
        return data

    return copy


# A course.

ASSIGNMENT, NOTEBOOK = "donnees", "donnees-3e"
FILE = "thematic-donnees-3e.pixnb.json"
PUPILS = {"amel": ("Amel", "B."), "bastien": ("Bastien", "C."), "chloe": ("Chloé", "D.")}
"""Honest, tampered, missing."""


@dataclass
class Course:
    """A course with its exchange, and the process that runs nbgrader's commands."""

    root: Path
    exchange: Path
    pupils: Path
    bank: str
    process: subprocess.Popen[str] = field(init=False)
    ends: dict[str, View] = field(default_factory=dict)

    def nbgrader(self, *argv: str, cwd: Path | None = None, fails: bool = False) -> str:
        """Run a command; returns what it said."""
        assert self.process.stdin
        assert self.process.stdout
        line = json.dumps({"cwd": str(cwd or self.root), "argv": [*argv, f"--Exchange.root={self.exchange}"]})
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert (answer["code"] != 0) == fails, answer["said"]
        return str(answer["said"])

    def graded(self, pupil: str) -> dict[str, nbformat.NotebookNode]:
        """The graded cells of a pupil's notebook, by name."""
        notebook = nbformat.read(self.root / "autograded" / pupil / ASSIGNMENT / f"{NOTEBOOK}.ipynb", as_version=4)
        return {cell.metadata["nbgrader"]["grade_id"]: cell for cell in notebook.cells if "nbgrader" in cell.metadata}

    def scores(self, pupil: str) -> dict[str, tuple[float, bool]]:
        """Points in the gradebook, and whether the teacher is asked to look, by cell."""
        from nbgrader.api import Gradebook

        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as gradebook:
            submission = gradebook.find_submission_notebook(NOTEBOOK, ASSIGNMENT, pupil)
            return {grade.name: (grade.score, grade.needs_manual_grade) for grade in submission.grades}


def play_notebook(folder: Path, store: Path, notebook: Path, level: int) -> View:
    """A pupil opens the notebook's plan and answers what they can; the transcript lands beside the notebook."""
    posed = asked(
        (cell.metadata["nbgrader"]["grade_id"], cell.source)
        for cell in nbformat.read(notebook, as_version=4).cells
        if cell.cell_type == "code" and "nbgrader" in cell.metadata
    ).posed[0]
    plan: Plan = posed.plan
    with Store.open(store) as opened:
        assessor = Assessor(
            opened,
            open_bank(),
            learner=opened.learner(folder.name),
            clock=Clock(),
            entropy=entropy(folder.name),
            plans={plan.id: plan},
        )
        view = SimulatedLearner(assessor, lambda one: one.item.level <= level, plan.id).play()
        HandingIn(opened, folder / ASSIGNMENT / posed.file)(view["attempt"])
    return view


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    """From the empty folder to the graded submissions of three pupils."""
    base = tmp_path_factory.mktemp("nbgrader")
    root, exchange, pupils = base / "course", base / "exchange", base / "pupils"
    for folder in (root, exchange, pupils):
        folder.mkdir()
    exchange.chmod(0o777)
    bank = os.pathsep.join(str(one) for one in _part_of_bank(base / "bank"))
    yield from _running(Course(root, exchange, pupils, bank), base)


@pytest.fixture(autouse=True)
def _bank_of_the_course(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests of the course read its bank; all others read the open one, also after it."""
    if "course" in request.fixturenames:
        monkeypatch.setenv("PIXNB_BANK", request.getfixturevalue("course").bank)


def _part_of_bank(folder: Path) -> list[Path]:
    """The competences of the plan alone: quicker to read, and the same for everybody as long as the test runs."""
    return [Path(shutil.copytree(bank_folder() / "crcn" / code, folder / code)) for code in ("1.2", "1.3", "4.2")]


def _running(course: Course, base: Path) -> Iterator[Course]:
    environment = {
        **os.environ,
        # nbgrader calls alembic by its bare name
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "PIXNB_HOME": str(base / "teacher"),
        "PIXNB_BANK": course.bank,
        "JUPYTER_DATA_DIR": str(base / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(base / "config"),
        "JUPYTER_RUNTIME_DIR": str(base / "runtime"),
        "IPYTHONDIR": str(base / "ipython"),
    }
    driver = Path(__file__).with_name("driver.py")
    with subprocess.Popen(
        [sys.executable, str(driver)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as course.process:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PIXNB_BANK", course.bank)
            _taught(course)
        yield course
        assert course.process.stdin
        course.process.stdin.close()


def _taught(course: Course) -> None:
    """Everything that happens before a test looks."""
    done = CliRunner().invoke(cli, ["nbgrader", "enable", str(course.root), "--assignment", ASSIGNMENT])
    assert done.exit_code == 0, done.output
    source = course.root / "source" / ASSIGNMENT
    (source / FILE).write_text('{"the teacher": "tried it"}', encoding="utf-8")
    for pupil, (first, last) in PUPILS.items():
        course.nbgrader("db", "student", "add", pupil, f"--first-name={first}", f"--last-name={last}")
    course.nbgrader("generate_assignment", ASSIGNMENT)
    course.nbgrader("release_assignment", ASSIGNMENT)
    for pupil in PUPILS:
        folder = course.pupils / pupil
        folder.mkdir()
        course.nbgrader("fetch_assignment", ASSIGNMENT, "--course", "course", cwd=folder)
        if pupil != "chloe":
            notebook = folder / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
            course.ends[pupil] = play_notebook(folder, folder / "pixnb.db", notebook, 3 if pupil == "amel" else 1)
        if pupil == "bastien":
            _tamper(folder / ASSIGNMENT)
        course.nbgrader("submit", ASSIGNMENT, "--course", "course", "--student", pupil, cwd=folder)
    course.nbgrader("collect", ASSIGNMENT)
    course.nbgrader("autograde", ASSIGNMENT)


def _tamper(folder: Path) -> None:
    """A pupil with an editor: a wrong answer becomes right, and the notebook claims points of its own."""
    path = folder / FILE
    data = json.loads(path.read_text(encoding="utf-8"))
    missed = next(one for one in data["events"] if one["body"].get("outcome") in ("wrong", "partial"))
    missed["body"]["outcome"] = "correct"
    path.write_text(json.dumps(data), encoding="utf-8")
    notebook = nbformat.read(folder / f"{NOTEBOOK}.ipynb", as_version=4)
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    del notebook.cells[names.index("points-4-2")]
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "plan":
            cell.source += "\n# mine"
    cheat = nbformat.v4.new_code_cell("import pixnb.nbgrader.points\npixnb.points = lambda *_: 4.0")
    notebook.cells.insert(0, cheat)
    nbformat.write(notebook, folder / f"{NOTEBOOK}.ipynb")
