"""The part of a framework that one plan needs, as JSON.

An attempt keeps it, so that it can be replayed after the framework has moved on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pixnb.core.challenge import Json
from pixnb.core.framework import Area, Certifiable, Competence, Delays, Framework, Level, Skill, Topic


def excerpt(framework: Framework, skills: Iterable[str]) -> dict[str, Json]:
    """What scoring and strategies need of a framework for some skills.

    Parameters
    ----------
    framework
        The whole framework.
    skills
        Ids of the skills to keep.
    """
    kept = [framework.skill(name) for name in skills]
    return {
        "id": framework.id,
        "version": framework.version,
        "pix_per_level": framework.pix_per_level,
        "max_level": framework.max_level,
        "certifiable_from": [framework.certifiable_from.competences, framework.certifiable_from.level],
        "delays": [framework.delays.improve_days, framework.delays.reset_days],
        "skills": [[skill.id, skill.topic, skill.competence, skill.level] for skill in kept],
    }


def framework_from(data: Mapping[str, Any]) -> Framework:
    """A framework without names, from what `excerpt` wrote; version 0.1 wrote no delays."""
    topics: dict[str, list[Skill]] = {}
    homes: dict[str, dict[str, None]] = {}
    for name, topic, competence, level in data["skills"]:
        topics.setdefault(topic, []).append(Skill(name, topic, competence, level, {}))
        homes.setdefault(competence, {})[topic] = None
    competences = tuple(
        Competence(name, "", {}, {}, (), tuple(Topic(topic, name, {}, tuple(topics[topic])) for topic in lines))
        for name, lines in homes.items()
    )
    levels = tuple(Level(level, {}, {}) for level in range(1, data["max_level"] + 1))
    return Framework(
        id=data["id"],
        version=data["version"],
        name={},
        pix_per_level=data["pix_per_level"],
        max_level=data["max_level"],
        certifiable_from=Certifiable(*data["certifiable_from"]),
        levels=levels,
        areas=(Area("", {}, competences),),
        delays=Delays(*data.get("delays", ())),
    )
