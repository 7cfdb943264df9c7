"""Frameworks as data files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import pixnb.frameworks
from pixnb.core.errors import FrameworkError
from pixnb.core.text import LANGS
from pixnb.frameworks import available, load, read

CRCN = Path(pixnb.frameworks.__file__).parent / "crcn"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the CRCN to spoil."""
    return Path(shutil.copytree(CRCN, tmp_path / "crcn"))


def spoil(file: Path, old: str, new: str) -> int:
    """Replace the first ``old`` in a file; gives its line."""
    text = file.read_text(encoding="utf-8")
    before, found, after = text.partition(old)
    assert found, f"{old!r} is not in {file.name}"
    file.write_text(before + new + after, encoding="utf-8")
    return before.count("\n") + 1


def test_the_crcn_has_five_areas_and_sixteen_competences() -> None:
    """Area by area the competences of the official text (arrêté of 30 August 2019)."""
    counts = {area.id: len(area.competences) for area in load().areas}
    assert counts == {"1": 3, "2": 4, "3": 4, "4": 3, "5": 2}


def test_the_crcn_gives_1024_pix_over_eight_levels() -> None:
    """Sixteen competences of eight levels of eight pix, certifiable from five at level 1."""
    crcn = load("crcn")
    assert len(crcn.competences) * crcn.max_level * crcn.pix_per_level == 1024
    assert (crcn.certifiable_from.competences, crcn.certifiable_from.level) == (5, 1)
    assert [crcn.level(level).name["fr"] for level in (1, 3, 5, 7)] == ["Novice", "Indépendant", "Avancé", "Expert"]


def test_a_competence_of_the_crcn_is_improved_after_four_days_and_reset_after_seven(folder: Path) -> None:
    """The delays are Pix's, and data: another file says other days."""
    assert (load().delays.improve_days, load().delays.reset_days) == (4, 7)
    spoil(folder / "framework.yaml", "improve_days: 4, reset_days: 7", "improve_days: 0, reset_days: 1")
    assert (read(folder).delays.improve_days, read(folder).delays.reset_days) == (0, 1)


def test_a_delay_is_a_number_of_days(folder: Path) -> None:
    """What is no number is said with its line."""
    line = spoil(folder / "framework.yaml", "improve_days: 4", "improve_days: soon")
    with pytest.raises(FrameworkError, match=rf"framework.yaml:{line}: 'improve_days' must be a whole number"):
        read(folder)


def test_every_competence_of_the_crcn_can_reach_level_eight() -> None:
    """Each level of each competence has at least two skills, so that it can be worth its eight pix."""
    for competence in load().competences:
        levels = [skill.level for skill in competence.skills]
        assert all(levels.count(level) >= 2 for level in range(1, 9)), competence.id


def test_every_skill_speaks_both_languages() -> None:
    """A skill is a sentence in French and in English."""
    for skill in load().skills:
        assert all(skill.can[lang].endswith(".") for lang in LANGS), skill.id


def test_a_framework_is_read_once() -> None:
    """Loading it again gives the same object."""
    assert load("crcn") is load("crcn")


def test_a_misspelt_framework_is_answered_with_the_nearest() -> None:
    """The error proposes the framework that was probably meant."""
    assert "crcn" in available()
    with pytest.raises(FrameworkError, match="no framework 'crnc'; did you mean 'crcn'"):
        load("crnc")


def test_a_framework_is_not_looked_for_outside_its_folder() -> None:
    """A name is a name, not a path."""
    with pytest.raises(FrameworkError, match="no framework"):
        load("../frameworks/crcn")


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        ("framework.yaml", "max_level: 8", "max_level: many", "'max_level' must be a whole number"),
        ("framework.yaml", "level: 2", "level: 3", r"levels must describe 1 to 8 \(max_level\), each once, in order"),
        ("framework.yaml", 'id: "1.1"', "id: 1.1", "'id' must be a text .quotes keep a number a text"),
        ("framework.yaml", 'id: "1.2"', 'id: "1.1"', "the id '1.1' is taken"),
        ("framework.yaml", 'id: "1.2"', 'id: "2.9"', "the id '2.9' must begin with '1.'"),
        ("framework.yaml", "relation: isPartOf", "relation: isPart", "unknown relation 'isPart'; known: exactMatchOf"),
        ("framework.yaml", "version: 1\n", "", "'version' is missing: it must be a whole number from 1"),
        ("skills/1.3.yaml", "level: 2", "level: 1", "levels rise inside a topic: 1 cannot follow 1"),
        ("skills/1.3.yaml", "level: 8", "level: 9", "'level' must be a whole number from 1 to 8"),
        ("skills/1.3.yaml", 'competence: "1.3"', 'competence: "1.2"', "its competence must be '1.3'"),
        ("skills/1.3.yaml", "id: 1.3.sorting.filter", "id: 1.3.charts.filter", "must begin with '1.3.sorting.'"),
        ("skills/1.3.yaml", "en: Sorting and filtering", "de: Sortieren", "'en' is missing"),
        ("skills/1.3.yaml", "en: Sorting and filtering", "de: Sortieren", "unknown field 'de'; known here: en, fr"),
        ("skills/1.3.yaml", "can: {", "can: {fr: Lire, ", "'fr' stands twice; keep one"),
        ("skills/1.3.yaml", "can: {", "can: [", "not YAML"),
        ("skills/1.3.yaml", "topics:", "topics: []\nold:", "'topics' must be a list with at least one element"),
    ],
)
def test_a_mistake_is_told_with_its_file(folder: Path, name: str, old: str, new: str, what: str) -> None:
    """The message says in which file, what is wrong and how to mend it."""
    spoil(folder / name, old, new)
    with pytest.raises(FrameworkError, match=rf"crcn/{name}:\d+: .*{what}"):
        read(folder)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("framework.yaml", 'id: "3.4"', "id: 3.4"),
        ("framework.yaml", "relation: isPartOf", "relation: isPart"),
        ("skills/1.3.yaml", "level: 8", "level: 9"),
        ("skills/1.3.yaml", "can: {", "can: {fr: Lire, "),
    ],
)
def test_a_mistake_is_told_at_its_line(folder: Path, name: str, old: str, new: str) -> None:
    """An editor can jump to the line of the first mistake."""
    line = spoil(folder / name, old, new)
    with pytest.raises(FrameworkError) as caught:
        read(folder)
    assert caught.value.params["problems"][0].line == line


def test_all_mistakes_are_told_together(folder: Path) -> None:
    """Two mistakes in two files make two lines."""
    spoil(folder / "skills/1.3.yaml", "level: 8", "level: 9")
    spoil(folder / "skills/2.1.yaml", "level: 8", "level: nine")
    with pytest.raises(FrameworkError) as caught:
        read(folder)
    assert {problem.file for problem in caught.value.params["problems"]} == {
        "crcn/skills/1.3.yaml",
        "crcn/skills/2.1.yaml",
    }


def test_a_skill_map_of_no_competence_is_told(folder: Path) -> None:
    """A file whose name is no competence would otherwise be silently left out."""
    shutil.move(folder / "skills/5.2.yaml", folder / "skills/5.3.yaml")
    with pytest.raises(FrameworkError, match=r"crcn/skills/5\.3\.yaml: no competence '5\.3'"):
        read(folder)


def test_a_folder_without_a_framework_is_told(tmp_path: Path) -> None:
    """The error names the missing file."""
    with pytest.raises(FrameworkError, match=r"framework\.yaml: cannot be read"):
        read(tmp_path)


def test_a_competence_may_wait_for_its_skill_map(folder: Path) -> None:
    """Without its file a competence is there, and has no skill yet."""
    (folder / "skills/5.2.yaml").unlink()
    assert read(folder).skills_of("5.2") == ()
