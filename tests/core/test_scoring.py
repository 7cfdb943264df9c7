"""Pix, levels and certifiability."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pixnb.core.challenge import Item
from pixnb.core.errors import FrameworkError
from pixnb.core.framework import Area, Certifiable, Competence, Framework, Skill, Topic
from pixnb.core.scoring import (
    CompetenceScore,
    KnowledgeElement,
    competence_score,
    latest,
    reachable_level,
    score,
    skill_values,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "scoring.json").read_text())
WORDS = {"fr": "-", "en": "-"}


def framework(levels: Mapping[str, Iterable[int]], max_level: int = 8) -> Framework:
    """A framework: by competence the levels of its skills, each skill in a topic of its own."""

    def competence(id: str, levels: Iterable[int]) -> Competence:
        skills = [Skill(f"{id}.{n}", f"{id}.t{n}", id, level, WORDS) for n, level in enumerate(levels)]
        topics = tuple(Topic(one.topic, id, WORDS, (one,)) for one in skills)
        return Competence(id, "1", WORDS, WORDS, topics=topics)

    area = Area("1", WORDS, tuple(competence(id, some) for id, some in levels.items()))
    return Framework("test", 1, WORDS, 8, max_level, Certifiable(5, 1), (), (area,))


def item(skill: Skill, name: str = "") -> Item:
    """A challenge that asks this skill."""
    return Item(f"{skill.id}{name}", 1, skill.id, skill.topic, skill.competence, skill.level)


def shown(skills: Iterable[Skill], values: Mapping[str, Fraction]) -> list[KnowledgeElement]:
    """What somebody earns who shows these skills."""
    return [KnowledgeElement(one.id, one.competence, "direct", "validated", values[one.id]) for one in skills]


def recorded(row: Mapping[str, Any]) -> KnowledgeElement:
    """A recorded knowledge element."""
    earned = Fraction(str(row["earnedPix"]))
    return KnowledgeElement(row["skillId"], row["competenceId"], row["source"], row["status"], earned)


def assert_same(ours: CompetenceScore, expected: Mapping[str, Any]) -> None:
    """One competence is scored as recorded."""
    assert float(ours.real) == pytest.approx(expected["realTotalPixScoreForCompetence"])
    assert (ours.pix, ours.level, ours.ahead) == (
        expected["pixScoreForCompetence"],
        expected["currentLevel"],
        expected["pixAheadForNextLevel"],
    )


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["id"])
def test_scores_as_pix(case: Mapping[str, Any]) -> None:
    """Every competence, with and without caps, the total and certifiability equal Pix's."""
    elements = [recorded(row) for row in case["knowledgeElements"]]
    rules, expected = framework({}, case["maxReachableLevel"]), case["expected"]
    profile, beyond = score(elements, rules), score(elements, rules, excess=True)
    assert set(profile.competences) == set(expected["byCompetence"])
    for id, both in expected["byCompetence"].items():
        assert_same(profile.competences[id], both["capped"])
        assert_same(beyond.competences[id], both["excess"])
    assert profile.pix == expected["totalPix"]
    assert profile.certifiable_competences == expected["certifiableCompetencesCount"]
    assert profile.certifiable is expected["isCertifiable"]


@pytest.mark.parametrize(("peers", "value"), [(1, 4), (2, 4), (3, Fraction(8, 3)), (4, 2), (5, Fraction(8, 5))])
def test_a_level_is_shared_among_its_skills(peers: int, value: Fraction) -> None:
    """Eight pix per level are shared, and no skill is worth more than four."""
    rules = framework({"1.1": [3] * peers, "1.2": [3, 3]})
    assert skill_values(map(item, rules.skills), rules)["1.1.0"] == value


def test_a_skill_that_no_challenge_asks_is_worth_nothing() -> None:
    """It neither earns nor takes a share of its level."""
    rules = framework({"1.1": [1, 1, 1]})
    values = skill_values([item(one) for one in rules.skills[:2]], rules)
    assert values == {"1.1.0": 4, "1.1.1": 4, "1.1.2": 0}


def test_more_challenges_on_a_skill_change_no_value() -> None:
    """Skills share a level, challenges do not."""
    rules = framework({"1.1": [1, 1, 1]})
    once, often = [item(one) for one in rules.skills], [item(one, name) for one in rules.skills for name in "abc"]
    assert skill_values(once, rules) == skill_values(often, rules)


def test_an_item_of_an_unknown_skill_is_refused() -> None:
    """The error names the skill."""
    rules = framework({"1.1": [1]})
    with pytest.raises(FrameworkError, match=r"no skill '9\.9\.x'"):
        skill_values([Item("x", 1, "9.9.x", "9.9", "9", 1)], rules)


@pytest.mark.parametrize("peers", [3, 5, 6, 7, 9, 11])
def test_all_skills_of_a_level_make_exactly_one_level(peers: int) -> None:
    """Thirds and sevenths of eight pix add up to eight, not to a little less."""
    rules = framework({"1.1": [1] * peers})
    values = skill_values(map(item, rules.skills), rules)
    one = score(shown(rules.skills, values), rules).competences["1.1"]
    assert (one.real, one.pix, one.level, one.ahead) == (8, 8, 1, 0)


def test_the_way_to_the_next_level_is_a_percentage() -> None:
    """Eleven pix are level 1 and three eighths of the way to level 2."""
    one = competence_score(Fraction("11.9"), framework({}))
    assert (one.pix, one.level, one.ahead, one.percentage) == (11, 1, 3, 37.5)


def test_caps_can_be_left_out() -> None:
    """What was earned beyond the highest level shows only on request."""
    rules = framework({}, max_level=5)
    assert competence_score(Fraction(53), rules).level == 5
    assert competence_score(Fraction(53), rules, excess=True).level == 6


def test_the_latest_element_of_a_skill_counts() -> None:
    """Somebody who fails what was once shown loses it."""
    before = KnowledgeElement("1.1.0", "1.1", "direct", "validated", Fraction(4))
    after = KnowledgeElement("1.1.0", "1.1", "direct", "invalidated")
    assert latest([before, after]) == {"1.1.0": after}
    assert score([before, after], framework({"1.1": [1]})).pix == 0


@pytest.mark.parametrize(("competences", "certifiable"), [(4, False), (5, True), (6, True)])
def test_five_competences_of_level_one_can_be_certified(competences: int, certifiable: bool) -> None:
    """Four are not enough."""
    rules = framework({f"1.{n}": [1, 1] for n in range(8)})
    values = skill_values(map(item, rules.skills), rules)
    some = [skill for skill in rules.skills if int(skill.competence[2:]) < competences]
    assert score(shown(some, values), rules).certifiable is certifiable


def test_a_competence_without_evidence_has_no_score() -> None:
    """Not assessed is not level 0."""
    rules = framework({"1.1": [1], "1.2": [1]})
    elements = [KnowledgeElement("1.1.0", "1.1", "direct", "invalidated")]
    assert set(score(elements, rules).competences) == {"1.1"}


@pytest.mark.parametrize(
    ("levels", "reachable"),
    [([], 0), ([1], 0), ([1, 1], 1), ([1, 2], 1), ([1, 1, 2, 2, 3], 2), ([8, 8], 1), ([1, 1, 2, 2, 2, 3, 3], 3)],
)
def test_the_reachable_level_follows_the_bank(levels: list[int], reachable: int) -> None:
    """A lone skill at a level is worth half of it, so the bank decides how high somebody can get."""
    rules = framework({"1.1": levels})
    assert reachable_level(map(item, rules.skills), "1.1", rules) == reachable


maps = st.dictionaries(
    st.sampled_from([f"{a}.{b}" for a in range(1, 5) for b in range(1, 5)]),
    st.lists(st.integers(1, 8), min_size=1, max_size=30),
    min_size=1,
)


@given(maps, st.data())
def test_showing_one_more_skill_never_costs_anything(levels: dict[str, list[int]], data: st.DataObject) -> None:
    """Pix, levels and certifiability grow with the set of skills shown."""
    rules = framework(levels)
    values = skill_values(map(item, rules.skills), rules)
    more = data.draw(st.lists(st.sampled_from(rules.skills), unique_by=lambda one: one.id, min_size=1))
    fewer = more[: data.draw(st.integers(0, len(more) - 1))]
    low, high = score(shown(fewer, values), rules), score(shown(more, values), rules)
    assert low.pix <= high.pix
    assert low.certifiable <= high.certifiable
    assert all(one.level <= high.competences[id].level for id, one in low.competences.items())


@given(maps)
def test_everything_shown_is_at_most_1024_pix_and_the_reachable_levels(levels: dict[str, list[int]]) -> None:
    """The total stays within 16 × 64 pix, and who can do everything gets the reachable level everywhere."""
    rules = framework(levels)
    items = [item(one) for one in rules.skills]
    profile = score(shown(rules.skills, skill_values(items, rules)), rules)
    assert 0 < profile.pix <= 1024
    for id, one in profile.competences.items():
        assert one.level == reachable_level(items, id, rules) <= 8
        assert one.pix == one.level * 8 + one.ahead


@given(maps)
def test_a_level_of_a_competence_is_worth_at_most_eight_pix(levels: dict[str, list[int]]) -> None:
    """Whatever the number of skills, their values at one level add up to 4 (one skill) or 8."""
    rules = framework(levels)
    values = skill_values(map(item, rules.skills), rules)
    for id, some in levels.items():
        for level in set(some):
            total = sum(values[one.id] for one in rules.skills_of(id) if one.level == level)
            assert total == (4 if some.count(level) == 1 else 8)
