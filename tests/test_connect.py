"""Joining the two sides: what is in order is served, what is not is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pixnb.assessor.desk import Desk
from pixnb.connect import connect, open_bank
from pixnb.core.errors import BankError, DeskError, PixnbError
from pixnb.core.plan import Plan, thematic
from pixnb.core.protocol import View
from pixnb.frameworks import load

BANK = Path(__file__).parent / "bank"


def test_one_broken_file_does_not_take_the_others_away(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The sample challenge is served, and the broken one is named in the log with its line."""
    shutil.copytree(BANK / "sample", tmp_path / "bank")
    shutil.copy(BANK / "broken" / "unknown-kind.md", tmp_path / "bank" / "broken.md")
    assert list(open_bank([tmp_path / "bank"]).challenges) == ["1.3-march-average"]
    assert "broken.md:19" in caplog.text


def test_a_bank_without_a_challenge_in_order_is_an_error(tmp_path: Path) -> None:
    """Nothing to ask: every problem is said."""
    shutil.copy(BANK / "broken" / "unknown-kind.md", tmp_path / "one.md")
    with pytest.raises(BankError, match="not one of"):
        open_bank([tmp_path])


def test_a_folder_that_does_not_exist_is_named() -> None:
    """A wrong PIXNB_BANK is easy to mend."""
    with pytest.raises(BankError, match="/nowhere: this folder of challenges does not exist"):
        open_bank([Path("/nowhere")])


def test_connecting_gives_a_desk_on_a_store_of_ones_own(tmp_path: Path) -> None:
    """The public entry point answers the first call of a player."""
    assessor = connect(store=tmp_path / "pixnb.db", banks=[BANK / "sample"], learner="Inès")
    assert assessor.view(plan="1.3", lang="fr")["screen"] == "start"


@pytest.fixture(autouse=True)
def _nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """The learner of whoever runs the tests stays out of them."""
    monkeypatch.delenv("PIXNB_LEARNER", raising=False)


def play(desk: Desk, plan: str, answers: int = 200) -> View:
    """Begin a plan and pass so many questions through the desk itself; the last view."""
    view = desk.start(plan=plan, lang="fr")
    for number in range(answers):
        if view["screen"] == "end":
            break
        assert view["question"] is not None
        asked = {"attempt": view["attempt"], "question": view["question"]["id"]}
        view = desk.skip(**asked, key=f"key {number}", lang="fr")["view"]
        while view["after"]:
            view = desk.next(attempt=view["attempt"], after=view["after"], lang="fr")
    return view


def connected(folder: Path, **options: Any) -> Desk:
    desk = connect(store=folder / "pixnb.db", **options)
    assert isinstance(desk, Desk)
    return desk


@pytest.fixture
def course() -> Plan:
    """A plan of a notebook's own."""
    framework = load()
    skills = [skill.id for skill in framework.skills_of("1.3")]
    return thematic(framework, "data", {"fr": "Données"}, {"fr": ""}, skills, limit=3)


def test_without_a_name_the_screen_asks(tmp_path: Path) -> None:
    """Nobody is made on a new machine by connecting."""
    assert connected(tmp_path).desk() == {"learner": None, "learners": [], "token": ""}


def test_a_named_learner_sits_down_and_is_the_same_the_next_time(tmp_path: Path) -> None:
    """Made at the first time, whatever the case of the name at the second."""
    first = connected(tmp_path, learner="Inès").desk()["learner"]
    assert first == connected(tmp_path, learner="inès").desk()["learner"]
    assert first is not None
    assert first["name"] == "Inès"


def test_a_named_learner_with_a_pin_must_enter_it(tmp_path: Path) -> None:
    """The code of a notebook names somebody; only they can open their profile."""
    connected(tmp_path, learner="Inès").protect(pin="", new="1234")
    said = connected(tmp_path, learner="Inès").desk()
    assert (said["learner"], [one["name"] for one in said["learners"]]) == (None, ["Inès"])


def test_the_environment_names_the_learner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hub that knows its users says so once; a name in the notebook comes before it."""
    monkeypatch.setenv("PIXNB_LEARNER", "Tom")
    for given, found in ((None, "Tom"), ("Inès", "Inès")):
        learner = connected(tmp_path, learner=given).desk()["learner"]
        assert learner is not None
        assert learner["name"] == found


def test_a_name_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    """The same rule as on the screen."""
    with pytest.raises(DeskError, match="1 to 40"):
        connected(tmp_path, learner="x" * 41)


def test_the_transcript_lies_beside_the_notebook_after_each_step(tmp_path: Path, course: Plan) -> None:
    """As far as the attempt is, from its start to its end; nothing else is left in the folder."""
    file = tmp_path / "course" / "data.pixnb.json"
    desk = connected(tmp_path, learner="Inès", plans=[course], transcript=file)
    assert not file.exists()
    kinds = []
    for answers in (0, 1, 3):
        attempt = play(desk, course.id, answers)["attempt"]
        events = json.loads(file.read_text(encoding="utf-8"))["events"]
        assert {one["attempt"] for one in events} == {attempt}
        kinds.append([one["kind"] for one in events])
    assert kinds[0] == ["started", "presented"]
    assert kinds[1] == ["started", "presented", "skipped", "presented"]
    assert kinds[2][-2:] == ["skipped", "finished"]
    assert [one.name for one in file.parent.iterdir()] == [file.name]


def test_other_attempts_write_no_transcript(tmp_path: Path, course: Plan) -> None:
    """A pupil who positions themselves from a course's notebook hands in nothing of it."""
    file = tmp_path / "data.pixnb.json"
    desk = connected(tmp_path, learner="Inès", plans=[course], transcript=file)
    play(desk, "1.3", 2)
    assert not file.exists()


def test_a_transcript_that_cannot_be_written_is_said_at_once(tmp_path: Path, course: Plan) -> None:
    """Before any question is asked: the place is taken by something else."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(PixnbError, match="taken"):
        connected(tmp_path, learner="Inès", plans=[course], transcript=tmp_path / "taken" / "data.pixnb.json")


def test_a_transcript_that_fails_later_costs_no_answer(
    tmp_path: Path, course: Plan, caplog: pytest.LogCaptureFixture
) -> None:
    """The disk refuses once: the answer is saved, the log says so, and the next step writes all of it."""
    file = tmp_path / "data.pixnb.json"
    desk = connected(tmp_path, learner="Inès", plans=[course], transcript=file)
    view = play(desk, course.id, 0)
    file.unlink()
    file.mkdir()
    assert view["question"] is not None
    asked = {"attempt": view["attempt"], "question": view["question"]["id"]}
    view = desk.skip(**asked, key="k", lang="fr")["view"]
    assert view["saved_at"] is not None
    assert "is not in" in caplog.text
    file.rmdir()
    desk.next(attempt=view["attempt"], after=view["after"], lang="fr")
    assert len(json.loads(file.read_text(encoding="utf-8"))["events"]) == 4


@pytest.mark.parametrize("first", ["pixnb.connect", "pixnb.start", "import pixnb.connect"])
def test_connect_can_be_called_whatever_came_first(first: str, tmp_path: Path) -> None:
    """The public name and the module of the same name get along, in whatever order they are met."""
    code = f"import pixnb; {first}; print(type(pixnb.connect(learner='Zoé')).__name__)"
    environment = {**os.environ, "PIXNB_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120)
    assert done.stdout.split() == ["Desk"], done.stderr
