"""DigComp in words: complete, in both languages, and read with care."""

from __future__ import annotations

from pathlib import Path

import pytest

from pixnb.core.errors import FrameworkError
from pixnb.frameworks import load
from pixnb.frameworks.digcomp import DigCompNames, digcomp_names, read_names

CODES = "1.1 1.2 1.3 2.1 2.2 2.3 2.4 2.5 2.6 3.1 3.2 3.3 3.4 4.1 4.2 4.3 4.4 5.1 5.2 5.3 5.4".split()


def test_all_competences_and_levels_have_names() -> None:
    """DigComp 3.0 has 21 competences and eight levels, named in pairs."""
    names = digcomp_names("crcn")
    assert list(names.competences) == CODES
    for lang in ("fr", "en"):
        assert len({names.competence(code, lang) for code in CODES}) == len(CODES)
        assert [names.level(level, lang) for level in (1, 3, 5, 7)] == [names.level(one, lang) for one in (2, 4, 6, 8)]
    assert names.level(8, "en") == "Highly advanced"
    assert names.level(0, "en") == ""


def test_every_alignment_has_a_name() -> None:
    """Whatever stands beside a competence of the CRCN can be said in words."""
    names = digcomp_names("crcn")
    codes = {link.competence for one in load().competences for link in one.digcomp}
    assert codes <= set(names.competences)


def test_french_names_are_well_written() -> None:
    """Typographic apostrophes, no straight ones."""
    assert not [name["fr"] for name in digcomp_names("crcn").competences.values() if "'" in name["fr"]]


def test_a_framework_without_names_says_codes() -> None:
    """A framework may ship none: codes stand for themselves."""
    assert digcomp_names("none-of-ours") == DigCompNames()
    assert DigCompNames().competence("1.3", "fr") == "1.3"


def test_mistakes_are_told_with_their_line(tmp_path: Path) -> None:
    """A broken file names file and line of each mistake."""
    text = 'competences:\n  - {code: "1.1", name: {fr: Un}}\nlevels:\n  - {level: one, name: {fr: A, en: A}}\n'
    (tmp_path / "digcomp.yaml").write_text(text)
    with pytest.raises(FrameworkError, match=r"digcomp\.yaml:2: 'en' is missing[\s\S]*digcomp\.yaml:4"):
        read_names(tmp_path)
