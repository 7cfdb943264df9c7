"""Looking things up in a framework."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from pixnb.core.errors import FrameworkError
from pixnb.core.excerpt import excerpt, framework_from
from pixnb.core.framework import Area, Certifiable, Competence, Delays, Framework, Level, Skill, Topic


def words(text: str) -> dict[str, str]:
    """The same text in both languages."""
    return {"fr": text, "en": text}


def small() -> Framework:
    """Two topics in one competence, and a competence without a skill map."""
    sums = [
        Skill(f"1.1.sums.{name}", "1.1.sums", "1.1", level, words(name)) for name, level in (("add", 1), ("mean", 3))
    ]
    sort = Skill("1.1.sort.one", "1.1.sort", "1.1", 2, words("one"))
    topics = (Topic("1.1.sums", "1.1", words("Sums"), tuple(sums)), Topic("1.1.sort", "1.1", words("Sort"), (sort,)))
    data = Competence("1.1", "1", words("Data"), words("Data"), topics=topics)
    area = Area("1", words("Area"), (data, Competence("1.2", "1", words("Other"), words("Other"))))
    levels = tuple(Level(level, words(f"L{level}"), words("…")) for level in (1, 2, 3))
    return Framework("small", 1, words("Small"), 8, 3, Certifiable(1, 1), levels, (area,))


def test_finds_each_kind_of_thing_by_id() -> None:
    """Area, competence, topic and skill are found by their ids."""
    framework = small()
    assert framework.area("1").competences[1].id == "1.2"
    assert framework.competence("1.1").area == "1"
    assert framework.topic("1.1.sort").skills[0].level == 2
    assert framework.skill("1.1.sums.mean").topic == "1.1.sums"


def test_lists_follow_the_order_of_the_files() -> None:
    """Competences, topics and skills keep the author's order."""
    framework = small()
    assert [one.id for one in framework.competences] == ["1.1", "1.2"]
    assert [one.id for one in framework.topics] == ["1.1.sums", "1.1.sort"]
    assert [one.id for one in framework.skills] == ["1.1.sums.add", "1.1.sums.mean", "1.1.sort.one"]


def test_skills_of_a_competence_are_its_own() -> None:
    """A competence has the skills of its topics, and none when its map is not written."""
    framework = small()
    assert framework.skills_of("1.1") == framework.skills
    assert framework.skills_of("1.2") == ()


@pytest.mark.parametrize(
    ("kind", "id", "near"),
    [("skill", "1.1.sums.men", "1.1.sums.mean"), ("topic", "1.1.sum", "1.1.sums"), ("competence", "1.12", "1.1")],
)
def test_an_unknown_id_is_answered_with_the_nearest_names(kind: str, id: str, near: str) -> None:
    """The error names what was looked for, the framework and the nearest ids."""
    with pytest.raises(
        FrameworkError, match=rf"no {kind} '{id}' in framework small 1; the nearest: .*{near}"
    ) as caught:
        getattr(small(), kind)(id)
    assert near in caught.value.params["near"]


def test_an_id_like_no_other_is_answered_with_examples() -> None:
    """Without any near name the error shows some that exist."""
    with pytest.raises(FrameworkError, match=r"known: 1\.1, 1\.2"):
        small().competence("zzz")


def test_a_level_is_found_by_its_number() -> None:
    """Level 3 is the third."""
    assert small().level(3).name["en"] == "L3"


@pytest.mark.parametrize("level", [0, 4, -1])
def test_a_level_out_of_the_scale_is_refused(level: int) -> None:
    """Level 0 has no name, and there is none above the highest."""
    with pytest.raises(FrameworkError, match="levels 1 to 3"):
        small().level(level)


def test_a_framework_survives_pickling_and_can_be_a_key() -> None:
    """It can be sent to another process and used in a set."""
    framework = small()
    assert pickle.loads(pickle.dumps(framework)) == framework
    assert len({framework, small()}) == 1


def test_an_excerpt_keeps_the_delays() -> None:
    """What an attempt froze says when it could be begun again; version 0.1 froze none, and had Pix's."""
    framework = replace(small(), delays=Delays(1, 2))
    frozen = excerpt(framework, ["1.1.sums.add"])
    assert framework_from(frozen).delays == Delays(1, 2)
    assert framework_from({name: frozen[name] for name in frozen if name != "delays"}).delays == Delays(4, 7)
