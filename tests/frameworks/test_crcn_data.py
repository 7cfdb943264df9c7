"""The files of the CRCN, read as plain YAML: complete, bilingual, well ordered and well written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

CRCN = Path(__file__).parents[2] / "pixnb" / "frameworks" / "crcn"
FRAMEWORK: dict[str, Any] = yaml.safe_load((CRCN / "framework.yaml").read_text(encoding="utf-8"))
MAPS: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((CRCN / "skills").glob("*.yaml"))
}
COMPETENCES = "1.1 1.2 1.3 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 4.1 4.2 4.3 5.1 5.2".split()
DIGCOMP = "1.1 1.2 1.3 2.1 2.2 2.3 2.4 2.5 2.6 3.1 3.2 3.3 3.4 4.1 4.2 4.3 4.4 5.1 5.2 5.3 5.4".split()
LEVELS = range(1, 9)
NO_BREAK, NARROW = "\u00a0", "\u202f"

TOPICS = [topic for skill_map in MAPS.values() for topic in skill_map["topics"]]
SKILLS = [skill for topic in TOPICS for skill in topic["skills"]]


def texts(node: Any) -> Iterator[dict[str, str]]:
    """Every bilingual text below a node: the mappings that hold French or English."""
    if isinstance(node, dict):
        if "fr" in node or "en" in node:
            yield node
        for child in node.values():
            yield from texts(child)
    elif isinstance(node, list):
        for child in node:
            yield from texts(child)


TEXTS = [*texts(FRAMEWORK), *texts(list(MAPS.values()))]
FRENCH = [text["fr"] for text in TEXTS if "fr" in text]
SENTENCES = [
    *(skill["can"] for skill in SKILLS),
    *(level["meaning"] for level in FRAMEWORK["levels"]),
    *(competence["description"] for area in FRAMEWORK["areas"] for competence in area["competences"]),
]
each_map = pytest.mark.parametrize("competence", COMPETENCES)


def test_areas_and_competences() -> None:
    """The framework has five areas and sixteen competences, in the order of the CRCN, each in its area."""
    found = {area["id"]: [competence["id"] for competence in area["competences"]] for area in FRAMEWORK["areas"]}
    assert list(found) == ["1", "2", "3", "4", "5"]
    assert found == {area: [code for code in COMPETENCES if code.startswith(f"{area}.")] for area in found}


def test_levels() -> None:
    """Levels run from 1 to 8 and are named in pairs."""
    assert [level["level"] for level in FRAMEWORK["levels"]] == list(LEVELS)
    names = [level["name"] for level in FRAMEWORK["levels"]]
    assert [name["fr"] for name in names[::2]] == ["Novice", "Indépendant", "Avancé", "Expert"]
    assert names[::2] == names[1::2]


def test_numbers() -> None:
    """A level is worth 8 pix, there are eight levels, and five competences at level 1 open certification."""
    assert FRAMEWORK["pix_per_level"] == 8
    assert FRAMEWORK["max_level"] == len(FRAMEWORK["levels"])
    assert FRAMEWORK["certifiable_from"] == {"competences": 5, "level": 1}


def test_digcomp_alignment_is_editorial() -> None:
    """Each competence relates to existing DigComp competences, and the table says that it is not official."""
    assert FRAMEWORK["digcomp"]["status"] == "editorial"
    for area in FRAMEWORK["areas"]:
        for competence in area["competences"]:
            assert competence["digcomp"], competence["id"]
            for link in competence["digcomp"]:
                assert link["competence"] in DIGCOMP
                assert link["relation"] in {"exactMatchOf", "isPartOf", "isRelatedTo"}


def test_one_map_per_competence() -> None:
    """Each competence has its skill map, in a file that bears its code."""
    assert list(MAPS) == COMPETENCES
    assert [skill_map["competence"] for skill_map in MAPS.values()] == COMPETENCES


def test_every_text_is_bilingual() -> None:
    """Every text exists in French and in English, and neither is empty or padded."""
    assert [text for text in TEXTS if set(text) != {"fr", "en"}] == []
    words = [words for text in TEXTS for words in text.values()]
    assert [word for word in words if not isinstance(word, str) or not word or word != word.strip()] == []


@each_map
def test_number_of_topics(competence: str) -> None:
    """A competence has four to seven topics."""
    assert 4 <= len(MAPS[competence]["topics"]) <= 7


@each_map
def test_two_skills_at_each_level(competence: str) -> None:
    """A competence has at least two skills at each level from 1 to 8."""
    count = Counter(skill["level"] for topic in MAPS[competence]["topics"] for skill in topic["skills"])
    assert set(count) == set(LEVELS)
    assert min(count.values()) >= 2


def test_number_of_skills() -> None:
    """The framework has at least 256 skills."""
    assert len(SKILLS) >= 256


def test_ids_are_unique() -> None:
    """No two topics and no two skills have the same id."""
    ids = [entry["id"] for entry in [*TOPICS, *SKILLS]]
    assert [name for name, times in Counter(ids).items() if times > 1] == []


@each_map
def test_ids_follow_the_pattern(competence: str) -> None:
    """An id is that of its parent, a dot and a few lower-case ASCII words."""
    slug = r"[a-z]+(-[a-z]+)*"
    for topic in MAPS[competence]["topics"]:
        assert re.fullmatch(rf"{re.escape(competence)}\.{slug}", topic["id"])
        for skill in topic["skills"]:
            assert re.fullmatch(rf"{re.escape(topic['id'])}\.{slug}", skill["id"])


@each_map
def test_topics_rise(competence: str) -> None:
    """The skills of a topic are at least two, listed by rising level, never two at the same level."""
    for topic in MAPS[competence]["topics"]:
        levels = [skill["level"] for skill in topic["skills"]]
        assert len(levels) >= 2, topic["id"]
        assert levels == sorted(set(levels)), topic["id"]


def test_nothing_else_is_said() -> None:
    """Topics and skills have the expected fields and no other."""
    assert {frozenset(topic) for topic in TOPICS} == {frozenset({"id", "name", "skills"})}
    assert {frozenset(skill) for skill in SKILLS} == {frozenset({"id", "level", "can"})}


def test_sentences_are_sentences() -> None:
    """Every sentence starts with a capital letter, ends with a full stop and is only one sentence."""
    sentences = [words for sentence in SENTENCES for words in sentence.values()]
    assert [words for words in sentences if not words[0].isupper()] == []
    assert [words for words in sentences if not words.endswith(".")] == []
    assert [words for words in sentences if re.search(r"[.;?!]\s", words)] == []


def test_skills_begin_with_a_verb() -> None:
    """The French of a skill begins with an infinitive, and with one that names a visible action."""
    verbs = {re.findall(r"\w+", skill["can"]["fr"])[0] for skill in SKILLS}
    assert [verb for verb in verbs if not verb.endswith(("er", "ir", "re"))] == []
    assert verbs.isdisjoint({"Comprendre", "Connaître", "Savoir", "Découvrir", "Sensibiliser"})


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_sentence_twice(language: str) -> None:
    """No two skills say the same, whatever the capitals."""
    count = Counter(skill["can"][language].casefold() for skill in SKILLS)
    assert [sentence for sentence, times in count.items() if times > 1] == []


@pytest.mark.parametrize(
    "mistake",
    [
        pytest.param("['\"“”]", id="straight apostrophe or foreign quotation mark"),
        pytest.param(rf"[^{NO_BREAK}]:", id="colon without no-break space"),
        pytest.param(rf"[^{NARROW}][;?!]", id="high punctuation without narrow no-break space"),
        pytest.param(rf"«(?!{NO_BREAK})|(?<!{NO_BREAK})»", id="quotation mark without no-break space"),
    ],
)
def test_french_typography(mistake: str) -> None:
    """French text has typographic apostrophes and quotation marks, and no-break spaces where they belong."""
    assert [words for words in FRENCH if re.search(mistake, words)] == []
