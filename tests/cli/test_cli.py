"""The command line: thin, in words, without tracebacks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.pins import kept
from pixnb.cli import cli
from pixnb.connect import open_bank
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner, entropy


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, list(arguments))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A store with one finished attempt."""
    path = tmp_path_factory.mktemp("store") / "pixnb.db"
    with Store.open(path, clock=Clock()) as store:
        assessor = Assessor(store, open_bank(), learner=store.learner(), clock=Clock(), entropy=entropy("cli"))
        view = SimulatedLearner(assessor, lambda asked: asked.item.level <= 2).play()
    return path, view["attempt"]


def test_replay_says_that_an_attempt_equals_what_was_shown(played: tuple[Path, str]) -> None:
    """The beginning of an id is enough, and the exit code is 0."""
    path, attempt = played
    outcome = run("replay", attempt[:6], "--store", str(path))
    assert (outcome.exit_code, "equal to what was shown" in outcome.output) == (0, True)


def test_replay_as_json_gives_the_result(played: tuple[Path, str]) -> None:
    """Programs get the differences and the result computed again."""
    path, attempt = played
    [one] = json.loads(run("replay", "--all", "--json", "--store", str(path)).stdout)
    assert (one["attempt"], one["equal"], one["differences"]) == (attempt, True, [])
    assert one["result"]["competences"]["1.3"]["level"] == 2


def test_attempts_are_listed(played: tuple[Path, str]) -> None:
    """Each attempt is one line with its state."""
    path, attempt = played
    assert run("attempts", "--store", str(path)).output.startswith(f"{attempt}  positioning-1.3")


def test_a_store_without_attempts_says_so(tmp_path: Path) -> None:
    """Silence would look like a fault; programs still read nothing."""
    for arguments in (("attempts",), ("replay", "--all")):
        outcome = run(*arguments, "--store", str(tmp_path / "new.db"))
        assert (outcome.exit_code, outcome.stdout, outcome.stderr) == (0, "", "no attempts yet\n")


def test_a_forgotten_pin_is_taken_off(tmp_path: Path) -> None:
    """The caretaker names the profile as people say it; a name that is not there is answered with those that are."""
    path = tmp_path / "pixnb.db"
    with Store.open(path) as store, store.transaction() as writer:
        learner = writer.learner("Inès")
        writer.put_pin(learner, kept("2468", entropy("pin")))
    assert run("unlock", "ines", "--store", str(path)).output == "Inès: the PIN is gone\n"
    assert run("unlock", "Inès", "--store", str(path)).output == "Inès: there was no PIN\n"
    with Store.open(path) as store, store.reading() as reader:
        assert reader.pin(learner) is None
    assert "there are: Inès" in str(run("unlock", "Paul", "--store", str(path)).exception)


def test_a_backup_is_a_store(played: tuple[Path, str], tmp_path: Path) -> None:
    """The copy opens, holds the attempt, and replays."""
    path, attempt = played
    assert "1 attempt," in run("backup", str(tmp_path / "copy.db"), "--store", str(path)).output
    assert "equal" in run("replay", attempt, "--store", str(tmp_path / "copy.db")).output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["replay", "nothing"], "no attempt begins with"),
        (["replay"], "say which attempt"),
        (["bank", "list", "/nowhere"], "does not exist"),
        (["attempts", "--store", "/dev/null/x.db"], "/dev/null"),
    ],
    ids=["unknown attempt", "no attempt", "no bank", "no store"],
)
def test_what_goes_wrong_is_said_in_one_line(arguments: list[str], words: str, tmp_path: Path) -> None:
    """The real program ends with 1 and a sentence, never with a traceback."""
    done = subprocess.run(
        [sys.executable, "-c", "from pixnb.cli import main; main()", *arguments],
        env={"PIXNB_HOME": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_bank_is_listed_by_level() -> None:
    """One line a challenge."""
    lines = run("bank", "list").output.splitlines()
    assert len(lines) == len(open_bank().challenges)
    assert lines[0].startswith("1.")
