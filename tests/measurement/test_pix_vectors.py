"""The strategy ``pix`` beside recorded decisions of Pix itself (tests/vectors/smart_random.json)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from pixnb.core.challenge import Item
from pixnb.core.framework import Area, Certifiable, Competence, Framework, Skill
from pixnb.core.scoring import KnowledgeElement, score
from pixnb.measurement import pix
from pixnb.measurement.strategy import Answered, Pool

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "smart_random.json").read_text())
FALLBACK = {"fr-fr": {"fr-fr", "fr"}}


class Recorded:
    """One recorded framework, in our terms; its challenges have locales, ours do not."""

    def __init__(self, name: str) -> None:
        recorded = VECTORS["frameworks"][name]
        self.skills = {row["id"]: self._skill(row) for row in recorded["skills"]}
        self.values = {row["id"]: Fraction(str(row["pixValue"])) for row in recorded["skills"]}
        self.items = {row["id"]: self._item(row) for row in recorded["challenges"]}
        self.locales = {row["id"]: set(row["locales"]) for row in recorded["challenges"]}
        self.pool = Pool.of(self.skills.values(), self.items.values())

    @staticmethod
    def _skill(row: Mapping[str, Any]) -> Skill:
        text = {"fr": row["name"], "en": row["name"]}
        return Skill(row["id"], row["tubeId"], row["competenceId"], row["difficulty"], text)

    def _item(self, row: Mapping[str, Any]) -> Item:
        skill = self.skills[row["skillId"]]
        timed = row["timer"] is not None
        return Item(row["id"], 1, skill.id, skill.topic, skill.competence, skill.level, timed=timed)

    def element(self, row: Mapping[str, Any]) -> KnowledgeElement:
        """A recorded knowledge element."""
        skill = self.skills.get(row["skillId"])  # a few cases know something about a skill outside the plan
        earned = Fraction(str(row.get("earnedPix", 0)))
        return KnowledgeElement(row["skillId"], skill.competence if skill else "", row["source"], row["status"], earned)

    def answer(self, row: Mapping[str, Any]) -> Answered:
        """A recorded answer."""
        outcome = "correct" if row["result"] == "ok" else "wrong"
        return Answered(self.items[row["challengeId"]], outcome, timed=bool(row["timeout"]))

    def options(
        self, known: Iterable[KnowledgeElement], answered: Iterable[str], last: Mapping[str, Any] | None, locale: str
    ) -> pix.Options:
        """Our options, among the challenges that a learner of this locale can be asked."""
        asked, spoken = set(answered), FALLBACK.get(locale, {locale})

        def left(skill: Skill) -> Sequence[Item]:
            items = self.pool.items[skill.id]
            return [one for one in items if one.challenge not in asked and self.locales[one.challenge] & spoken]

        timed = None if last is None else bool(last["timeout"])
        seen = {one.skill: one for one in known if one.skill in self.skills}
        evidence = [(self.skills[id].level, one.validated) for id, one in seen.items() if one.source == "direct"]
        return pix.options(self.pool, seen, evidence, left, timed)


def assert_same(options: pix.Options, expected: Mapping[str, Any]) -> None:
    """Predicted level, possible skills and end are those recorded."""
    assert options.level == expected["levelEstimated"]
    assert {skill.id for skill in options.skills} == set(expected["possibleSkillIds"])
    assert (not options.skills) is expected["hasAssessmentEnded"]


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["id"])
def test_decides_as_pix_in_recorded_situations(case: Mapping[str, Any]) -> None:
    """Predicted level, possible skills and end equal Pix's in each recorded situation."""
    recorded = Recorded(case["framework"])
    known = [recorded.element(row) for row in case["knowledgeElements"]]
    asked = [row["challengeId"] for row in case["allAnswers"]]
    assert_same(recorded.options(known, asked, case["lastAnswer"], case["locale"]), case["expected"])


@pytest.mark.parametrize("run", VECTORS["runs"], ids=lambda run: run["id"])
def test_goes_through_whole_recorded_assessments(run: Mapping[str, Any]) -> None:
    """Through a whole assessment every decision and every knowledge element equal Pix's."""
    recorded, known, asked, last = Recorded(run["framework"]), {}, [], None
    for step in run["steps"]:
        assert_same(recorded.options(known.values(), asked, last, run["locale"]), step["expected"])
        if last := step.get("answer"):
            learnt = list(pix.learn(recorded.pool, known, recorded.answer(last), recorded.values))
            assert set(learnt) == {recorded.element(row) for row in step["newKnowledgeElements"]}
            known |= {element.skill: element for element in learnt}
            asked.append(last["challengeId"])
    assert last is None


@pytest.mark.parametrize("run", VECTORS["runs"], ids=lambda run: run["id"])
def test_scores_whole_recorded_assessments(run: Mapping[str, Any]) -> None:
    """The final scores of a whole assessment, from its answers alone, equal Pix's."""
    recorded = Recorded(run["framework"])
    answers = [recorded.answer(step["answer"]) for step in run["steps"] if "answer" in step]
    profile = score(pix.knowledge(recorded.pool, answers, recorded.values).values(), framework_of(run["finalScores"]))
    for id, expected in run["finalScores"].items():
        ours = profile.competences[id]
        assert float(ours.real) == pytest.approx(expected["realTotalPixScoreForCompetence"])
        assert (ours.pix, ours.level, ours.ahead) == (
            expected["pixScoreForCompetence"],
            expected["currentLevel"],
            expected["pixAheadForNextLevel"],
        )
    assert set(profile.competences) == set(run["finalScores"])


def framework_of(competences: Iterable[str], max_level: int = 7) -> Framework:
    """A framework with these competences and Pix's constants."""
    text = {"fr": "-", "en": "-"}
    area = Area("1", text, tuple(Competence(id, "1", text, text) for id in competences))
    return Framework("recorded", 1, text, 8, max_level, Certifiable(5, 1), (), (area,))
