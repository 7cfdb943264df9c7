"""Each deliberately broken challenge file gives one clear error with file and line."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from pixnb.bank.bank import survey
from pixnb.bank.proof import prove
from pixnb.cli import cli
from pixnb.core.errors import Problem
from pixnb.frameworks import load

HERE = Path(__file__).parent
BROKEN = [
    ("no-front-matter", 1, "must begin with a line “---”"),
    ("not-closed", 1, "not closed"),
    ("not-yaml", 29, "not YAML"),
    ("missing-field", 2, "“version” is missing"),
    ("unknown-field", 4, "“colour” is not known"),
    ("unknown-skill", 4, "1.3.formulas.functions"),
    ("unknown-kind", 19, "not one of"),
    ("unknown-maker", 15, "no maker"),
    ("unknown-name", 9, "nothing is called “temp”"),
    ("refused-expression", 9, "Attribute"),
    ("impossible-require", 11, "no values satisfy"),
    ("missing-english", 33, "text in en is missing"),
    ("mistake-is-right", 24, "is a right answer"),
    ("answer-in-prompt", 18, "gives the answer away"),
    ("few-answers", 5, "different right answers"),
    ("feedback-in-one-language", 26, "“en” is missing"),
    ("key-twice", 4, "twice"),
    ("wrong-maker-field", 16, "“lines” is not known"),
]


def problems_of(name: str, folder: Path) -> list[Problem]:
    shutil.copy(HERE / "broken" / f"{name}.md", folder / "challenge.md")
    shutil.copy(HERE / "sample" / "formulas" / "tutorial.md", folder / "tutorial.md")
    bank, problems = survey([folder], load())
    return problems or [one for challenge in bank.challenges.values() for one in prove(challenge, seeds=3)[1]]


@pytest.mark.parametrize(("name", "line", "words"), BROKEN, ids=[one[0] for one in BROKEN])
def test_a_broken_file_gives_one_clear_error(name: str, line: int, words: str, tmp_path: Path) -> None:
    """There is exactly one problem; it names file and line and says what is wrong."""
    problems = problems_of(name, tmp_path)
    assert [(Path(one.file).name, one.line) for one in problems] == [("challenge.md", line)], list(map(str, problems))
    assert words in problems[0].what


def test_there_are_as_many_broken_files_as_cases() -> None:
    """No broken file is forgotten."""
    assert {path.stem for path in (HERE / "broken").glob("*.md")} == {one[0] for one in BROKEN}


def test_the_command_lists_all_problems_of_a_bank_at_once_as_json(tmp_path: Path) -> None:
    """`pixnb bank check --json` names every broken file in one run and fails."""
    for name in ("unknown-name", "missing-field", "key-twice"):
        folder = tmp_path / name
        folder.mkdir()
        text = (HERE / "broken" / f"{name}.md").read_text(encoding="utf-8")
        (folder / "challenge.md").write_text(text.replace("1.3-march-average", f"1.3-{name}"), encoding="utf-8")
    shutil.copy(HERE / "sample" / "formulas" / "tutorial.md", tmp_path / "tutorial.md")
    run = CliRunner().invoke(cli, ["bank", "check", str(tmp_path), "--json", "--seeds", "2", "--workers", "1"])
    report = json.loads(run.stdout)
    assert run.exit_code == 1
    assert {Path(one["file"]).parent.name for one in report["failures"]} == {
        "unknown-name",
        "missing-field",
        "key-twice",
    }
    assert set(report) == {"challenges", "hands_on", "variants_tried", "failures", "by_competence"}
    assert all(set(one) == {"file", "line", "challenge", "seed", "what"} for one in report["failures"])
