"""What a notebook can ask for: who is meant, what comes back, and what is said when something is missing."""

from __future__ import annotations

import queue
import sys
from pathlib import Path
from typing import Any

import pytest

import pixnb
from pixnb.assessor.assessor import Assessor
from pixnb.connect import open_bank
from pixnb.core.errors import DeskError, FrameworkError, PlaceError
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner, entropy

VIEW = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of its own."""
    monkeypatch.setenv("PIXNB_HOME", str(tmp_path))
    monkeypatch.delenv("PIXNB_LEARNER", raising=False)
    monkeypatch.delenv("PIXNB_LANG", raising=False)
    return tmp_path


def played(name: str, competence: str = "2.1", level: int = 2) -> Any:
    """Somebody who played a competence as somebody of a level; gives the end screen."""
    with Store.open() as store:
        assessor = Assessor(store, open_bank(), learner=store.learner(name), clock=Clock(), entropy=entropy(name))
        return SimulatedLearner(assessor, lambda question: question.item.level <= level, plan=competence).play()


def test_the_only_learner_is_meant() -> None:
    """On a machine of one's own nobody has to say who they are; the numbers are those of the result."""
    result = played("Inès")["result"]
    row = pixnb.results().set_index("competence").loc["2.1"]
    assert (row["pix"], row["answers"]) == (result["pix"], len(result["questions"]))
    assert len(pixnb.answered()) == len(result["questions"])
    assert "d’Inès" in next(text.get_text() for text in pixnb.figure().axes[0].texts)


def test_a_learner_is_named_in_any_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    """By argument or by PIXNB_LEARNER, whatever the case and the accents."""
    played("Inès")
    played("Paul", "3.1", 4)
    assert pixnb.results("ines").attrs["learner"] == "Inès"
    monkeypatch.setenv("PIXNB_LEARNER", "PAUL")
    assert pixnb.results(lang="en").set_index("competence").loc["3.1", "answers"] > 0


def test_several_learners_are_listed() -> None:
    """When it is not clear who is meant, the error names whom there is, and makes nobody."""
    played("Inès")
    played("Paul")
    with pytest.raises(DeskError, match="Inès, Paul"):
        pixnb.results()
    with pytest.raises(DeskError, match=r"Zoé.*Inès, Paul"):
        pixnb.figure("Zoé")
    with pytest.raises(DeskError, match="Inès, Paul"):
        pixnb.results()


def test_nobody_yet_is_said() -> None:
    """An empty machine says how to begin."""
    with pytest.raises(DeskError, match=r"pixnb\.start"):
        pixnb.results()


def test_a_pin_is_asked_for() -> None:
    """A profile with a PIN gives nothing without it."""
    pixnb.connect().register(name="Inès", pin="2468")
    with pytest.raises(DeskError) as error:
        pixnb.results()
    assert error.value.code == "desk.pin"
    assert len(pixnb.results(pin="2468")) == 16


def test_each_function_opens_its_screen(home: Path) -> None:
    """Home, a competence, the profile, a lesson, a plan of one's own with its transcript."""
    pixnb.connect(learner="Inès")
    assert pixnb.start().route == "home"
    assert pixnb.start("1.3", lang="en").first["page"]["plan"]["title"].endswith("Process data")
    assert pixnb.profile().first["page"]["name"] == "Inès"
    assert pixnb.tutorial("1.3.formulas").first["page"]["id"] == "1.3.formulas"
    made = pixnb.plan("data", {"fr": "Données", "en": "Data"}, competences=["1.2", "1.3"], levels=[1, 2], limit=6)
    shown = pixnb.start(made, lang="en", transcript=home / "work" / "data.pixnb.json")
    assert shown.first["page"]["plan"]["title"] == "Data"


def test_a_plan_asks_what_it_names() -> None:
    """Competences, topics and skills together, cut to the levels."""
    framework = open_bank().framework
    made = pixnb.plan("x", "X", topics=["1.3.formulas"], skills=["1.2.folders.move"], levels=[1, 2, 3])
    assert all(framework.skill(skill).level <= 3 for skill in made.skills)
    assert {framework.skill(skill).topic for skill in made.skills} == {"1.3.formulas", "1.2.folders"}
    assert made.title == {"fr": "X", "en": "X"}
    assert (made.purpose, made.competence) == ("thematic", "")


@pytest.mark.parametrize("wrong", [{}, {"competences": ["9.9"]}, {"skills": ["1.3.nothing.here"]}])
def test_a_plan_that_asks_nothing_is_refused(wrong: dict[str, Any]) -> None:
    """An id that is not there, or nothing to ask, is said when the plan is made."""
    with pytest.raises(FrameworkError):
        pixnb.plan("x", "X", **wrong)


def test_an_unknown_lesson_names_the_nearest() -> None:
    """A misspelt id is an error with a remedy."""
    with pytest.raises(pixnb.PixnbError, match=r"1\.3\.formulas"):
        pixnb.tutorial("1.3.formula")
    with pytest.raises(pixnb.PixnbError, match=r"the nearest: 1\.3\."):
        pixnb.tutorial("1.3.zzzzzzzzzzzzzzz")


def test_a_missing_library_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pandas the error says what to install."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.delitem(sys.modules, "pixnb.reports.frames", raising=False)
    with pytest.raises(PlaceError, match="pip install"):
        pixnb.results()


@pytest.mark.parametrize(("person", "widget"), [(True, True), (False, False)])
def test_a_kernel_knows_whether_a_person_is_there(person: bool, widget: bool) -> None:
    """JupyterLab allows input and gets the widget; nbclient does not and gets words."""
    from jupyter_client.manager import start_new_kernel

    manager, client = start_new_kernel(kernel_name="python3")
    try:
        client.execute('import pixnb\npixnb.start("1.3")', allow_stdin=person)
        shown: dict[str, Any] = {}
        while not shown:
            message = client.get_iopub_msg(timeout=120)
            assert message["msg_type"] != "error", message["content"]
            if message["msg_type"] == "execute_result":
                shown = message["content"]["data"]
    except queue.Empty:
        pytest.fail("the cell showed nothing")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert (VIEW in shown) is widget
    assert "text/html" in shown


def test_a_code_that_means_nothing_is_refused_at_once() -> None:
    """With the nearest ones named, in the cell that asked: no screen opens that can only fail."""
    with pytest.raises(FrameworkError, match=r"9\.9"):
        pixnb.start("9.9")
