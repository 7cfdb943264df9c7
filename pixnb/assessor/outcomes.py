"""A frozen result in words: level and meaning, what the learner can do, what to learn next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pixnb.assessor import deciding, messages
from pixnb.bank.bank import Bank
from pixnb.core.app_messages import Standing
from pixnb.core.attempt import Attempt
from pixnb.core.challenge import Item, Json
from pixnb.core.events import moment
from pixnb.core.framework import Framework, Skill
from pixnb.core.plan import Plan
from pixnb.core.protocol import CompetenceResult, QuestionSummary, ResultMessage, SkillMessage, TutorialCard
from pixnb.core.text import Lang

TUTORIALS_OFFERED = 3


def result_message(
    attempt: Attempt,
    plan: Plan,
    bank: Bank,
    questions: list[QuestionSummary],
    lang: Lang,
    *,
    items: Sequence[Item],
    frozen_in: Framework,
    standing: Standing | None = None,
) -> ResultMessage:
    """The end screen of a finished attempt.

    Numbers come from the frozen result; words come from today's framework.

    Parameters
    ----------
    attempt, plan
        The attempt and what it asked.
    bank
        Today's bank.
    questions
        One line about each question.
    lang
        Language of the screen.
    items, frozen_in
        The items and the framework that were frozen with the attempt.
    standing
        Where the learner stands in the plan's competence: a level is shown with its margin (design.md §10).
    """
    frozen, framework = attempt.result or {}, bank.framework
    none = {"level": 0, "pix": 0, "ahead": 0, "reachable": 0}
    one = frozen.get("competences", {}).get(plan.competence, none)
    level = one["level"]
    known = framework.level(level) if level else None
    validated = {skill for skill, _, status in frozen.get("elements", []) if status == "validated"}
    return {
        "competences": list(_competences(frozen, plan, items, frozen_in, framework, lang)),
        "level": level,
        "level_name": known.name[lang] if known else "",
        "level_meaning": known.meaning[lang] if known else "",
        "pix": frozen.get("pix", 0),
        "ahead": one["ahead"],
        "pix_per_level": framework.pix_per_level,
        "max_level": framework.max_level,
        "reachable_level": one["reachable"],
        "standing": standing,
        "finished_at": moment(attempt.finished_at or attempt.started_at),
        "can": _words(can_do(framework, plan, validated), framework, lang),
        "next": _words(learn_next(bank, plan, validated), framework, lang),
        "tutorials": recommended(attempt, bank, lang),
        "questions": questions,
    }


def can_do(framework: Framework, plan: Plan, validated: set[str]) -> list[Skill]:
    """The hardest skill shown in each topic, hardest first."""
    best: dict[str, Skill] = {}
    for skill in _skills(framework, plan):
        if skill.id in validated:
            best[skill.topic] = skill
    return sorted(best.values(), key=lambda skill: -skill.level)


def learn_next(bank: Bank, plan: Plan, validated: set[str]) -> list[Skill]:
    """The easiest skill not shown yet of each topic, among those the bank can ask; easiest first."""
    askable = {item.skill for item in bank.items}
    first: dict[str, Skill] = {}
    for skill in _skills(bank.framework, plan):
        if skill.id in askable and skill.id not in validated:
            first.setdefault(skill.topic, skill)
    return sorted(first.values(), key=lambda skill: skill.level)


def recommended(attempt: Attempt, bank: Bank, lang: Lang) -> list[TutorialCard]:
    """Tutorials for what was missed, easiest miss first, each once."""
    missed = sorted((one for one in attempt.closed if one.outcome != "correct"), key=lambda one: one.item.level)
    names: dict[str, None] = {}
    for question in missed:
        challenge = bank.challenges.get(question.item.challenge)
        names[challenge.tutorial if challenge else question.item.topic] = None
    cards = (messages.card_of(bank, name, lang) for name in names)
    return [card for card in cards if card][:TUTORIALS_OFFERED]


def _skills(framework: Framework, plan: Plan) -> list[Skill]:
    """What a plan is about, as far as today's framework knows it: whole competences, or chosen skills."""
    if plan.purpose == "positioning":
        return list(framework.skills_of(plan.competence))
    return [skill for skill in framework.skills if skill.id in plan.skills]


def _competences(
    frozen: Mapping[str, Json], plan: Plan, items: Sequence[Item], frozen_in: Framework, names: Framework, lang: Lang
) -> Iterator[CompetenceResult]:
    """What the frozen result says of each competence of the plan, in the order of today's framework."""
    shown = {skill for skill, _, status in frozen.get("elements", []) if status == "validated"}
    askable, assessed = deciding.askable(plan, items), {one.id: one for one in frozen_in.competences}
    for competence in names.competences:
        if competence.id not in assessed:
            continue
        skills = {skill.id for skill in assessed[competence.id].skills} & askable
        score = frozen.get("competences", {}).get(competence.id)
        yield {
            "competence": competence.id,
            "name": competence.name[lang],
            "area": int(competence.area),
            "level": score["level"] if score else None,
            "pix": score["pix"] if score else 0,
            "reachable": deciding.reachable(plan, frozen_in, items, competence.id),
            "shown": len(skills & shown),
            "skills": len(skills),
        }


def _words(skills: Iterable[Skill], framework: Framework, lang: Lang) -> list[SkillMessage]:
    return [messages.skill_message(skill, framework, lang) for skill in skills]
