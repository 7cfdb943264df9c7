"""Profiles and answers as frames of pandas, with documented columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from pixnb.core.app_messages import ProfileMessage, Standing
from pixnb.core.framework import Framework
from pixnb.core.profile import Shown
from pixnb.core.text import Lang
from pixnb.frameworks.digcomp import digcomp_names

RESULTS = {
    "competence": "string",
    "name": "string",
    "area": "string",
    "state": pd.CategoricalDtype(["unassessed", "range", "level"], ordered=True),
    "level": "Int64",
    "level_name": "string",
    "low": "Float64",
    "high": "Float64",
    "pix": "Int64",
    "reachable": "Int64",
    "answers": "Int64",
    "assessed_at": "datetime64[us, UTC]",
    "digcomp": "string",
    "digcomp_level": "string",
    "trust": "string",
}
"""Columns of `results` and their types."""

ANSWERS = {
    "at": "datetime64[us, UTC]",
    "competence": "string",
    "topic": "string",
    "skill": "string",
    "can": "string",
    "level": "Int64",
    "outcome": pd.CategoricalDtype(["correct", "partial", "wrong", "skipped"]),
    "challenge": "string",
    "chance": "Float64",
    "attempt": "string",
    "question": "string",
}
"""Columns of `answers` and their types."""


def results(profile: ProfileMessage, framework: Framework, lang: Lang, trust: str = "practice") -> pd.DataFrame:
    """One row for each competence, in the order of the framework; what is not known is missing, never zero.

    Parameters
    ----------
    profile
        Where a learner stands.
    framework
        The framework of the profile.
    lang
        Language of the profile.
    trust
        What the results are worth.

    Returns
    -------
    pandas.DataFrame
        Columns:

        ========== =================================================================================
        competence code, for instance ``1.3``
        name       in the language of the profile
        area       name of its area
        state      ``unassessed``, ``range`` (too little is known to show a level) or ``level``
        level      0–8; missing unless ``state`` is ``level``
        level_name in words; missing at level 0
        low, high  90 % interval, in levels
        pix        points by Pix's rules, with what the bank can ask today
        reachable  highest level that today's bank can show
        answers    number of answers
        assessed_at time of the last answer, UTC
        digcomp    codes of the competences of DigComp beside it, separated by spaces
        digcomp_level name of the level in DigComp
        trust      what the result is worth: ``practice``, ``class`` or ``certified``
        ========== =================================================================================

        ``frame.attrs`` holds the total: ``pix``, ``low``, ``high``, ``max_pix``, ``reachable_pix``, and ``learner``
        and ``at``.
    """
    rows = [
        _result(one, area["name"], framework, lang, trust) for area in profile["areas"] for one in area["standings"]
    ]
    frame = _frame(rows, RESULTS)
    total = ("pix", "low", "high", "max_pix", "reachable_pix", "at")
    frame.attrs = {"learner": profile["name"], **{key: profile[key] for key in total}}  # type: ignore[literal-required]
    return frame


def _result(one: Standing, area: str, framework: Framework, lang: Lang, trust: str) -> dict[str, Any]:
    known, shown = one["state"] != "unassessed", one["state"] == "level"
    level = one["level"] if shown else None
    return {
        "competence": one["competence"],
        "name": one["name"],
        "area": area,
        "state": one["state"],
        "level": level,
        "level_name": one["level_name"] or None if shown else None,
        "low": one["low"] if known else None,
        "high": one["high"] if known else None,
        "pix": one["pix"] if known else None,
        "reachable": one["reachable_level"],
        "answers": one["answers"],
        "assessed_at": one["assessed_at"],
        "digcomp": " ".join(link["code"] for link in one["digcomp"]),
        "digcomp_level": digcomp_names(framework.id).level(level or 0, lang) or None,
        "trust": trust,
    }


def answers(shown: Iterable[Shown], framework: Framework, lang: Lang) -> pd.DataFrame:
    """One row for each answer that counts in the profile, oldest first.

    Parameters
    ----------
    shown
        The answers. Practice is not among them, nor what came before a reset.
    framework
        For the words.
    lang
        Their language.

    Returns
    -------
    pandas.DataFrame
        Columns:

        ========== =================================================================================
        at         when it was given, UTC
        competence code
        topic      name of the topic
        skill      id of the skill
        can        the skill as a sentence
        level      of the skill when it was asked
        outcome    ``correct``, ``partial``, ``wrong`` or ``skipped``
        challenge  id of the challenge
        chance     probability of a right guess
        attempt    id of the attempt
        question   identity of the question in it
        ========== =================================================================================
    """
    return _frame([_answer(one, framework, lang) for one in shown], ANSWERS)


def _answer(one: Shown, framework: Framework, lang: Lang) -> dict[str, Any]:
    skill = framework.skill(one.skill)
    return {
        "at": one.at,
        "competence": skill.competence,
        "topic": framework.topic(skill.topic).name[lang],
        "skill": skill.id,
        "can": skill.can[lang],
        "level": one.level,
        "outcome": one.outcome,
        "challenge": one.challenge,
        "chance": one.chance,
        "attempt": one.attempt,
        "question": one.question,
    }


def _frame(rows: list[dict[str, Any]], columns: Mapping[str, Any]) -> pd.DataFrame:
    """A frame whose columns have their types even when there is no row."""
    frame = pd.DataFrame(rows, columns=list(columns))
    for name, kind in columns.items():
        times = str(kind).startswith("datetime")
        frame[name] = pd.to_datetime(frame[name], utc=True).astype(kind) if times else frame[name].astype(kind)
    return frame
