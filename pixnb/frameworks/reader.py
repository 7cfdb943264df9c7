"""From a framework's folder (``framework.yaml`` and ``skills/<competence>.yaml``) to a `Framework`.

All mistakes of all files are collected and told together, each with its file and line.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pixnb.core.errors import FrameworkError, Problem
from pixnb.core.framework import (
    RELATIONS,
    Area,
    Certifiable,
    Competence,
    Delays,
    DigComp,
    DigCompAlignment,
    Framework,
    Level,
    Skill,
    Topic,
)
from pixnb.frameworks.yaml_block import Block, read_block

MAIN = "framework.yaml"


def read(folder: Path) -> Framework:
    """Read and validate the framework in ``folder``.

    Raises
    ------
    FrameworkError
        When anything is wrong: one line per mistake, with file, line and what to mend.
    """
    framework, problems = _Reader(folder).framework()
    if framework is None or problems:
        raise FrameworkError("\n".join(map(str, problems)), problems=problems)
    return framework


class _Reader:
    """Reads one folder once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.ids: set[str] = set()
        self.max_level = 1

    def framework(self) -> tuple[Framework | None, list[Problem]]:
        main = self.open(MAIN)
        if main is None:
            return None, self.problems
        self.max_level = main.integer("max_level", 1)
        framework = Framework(
            id=self.id(main, parent=""),
            version=main.integer("version", 1),
            name=main.words("name"),
            pix_per_level=main.integer("pix_per_level", 1),
            max_level=self.max_level,
            certifiable_from=self.certifiable(main),
            levels=self.levels(main),
            areas=tuple(self.area(block) for block in main.blocks("areas")),
            digcomp=self.digcomp(main),
            delays=self.delays(main),
        )
        main.close()
        self.no_orphans(framework)
        return framework, self.problems

    def open(self, name: str) -> Block | None:
        return read_block(self.folder / name, f"{self.folder.name}/{name}", self.problems)

    def id(self, block: Block, parent: str) -> str:
        """An id, the only one of its name, that begins with its parent's."""
        id = block.text("id")
        if id in self.ids:
            block.wrong(f"the id {id!r} is taken; ids are unique in a framework")
        if parent and id and not id.startswith(f"{parent}."):
            block.wrong(f"the id {id!r} must begin with {parent + '.'!r}, the id of what it belongs to")
        self.ids.add(id)
        return id

    def certifiable(self, main: Block) -> Certifiable:
        block = main.block("certifiable_from")
        if block is None:
            return Certifiable(1, 1)
        rule = Certifiable(block.integer("competences", 1), block.integer("level", 1, self.max_level))
        block.close()
        return rule

    def delays(self, main: Block) -> Delays:
        block = main.block("delays") if main.has("delays") else None
        if block is None:
            return Delays()
        found = Delays(block.integer("improve_days", 0), block.integer("reset_days", 0))
        block.close()
        return found

    def levels(self, main: Block) -> tuple[Level, ...]:
        levels = []
        for block in main.blocks("levels"):
            levels.append(Level(block.integer("level", 1, self.max_level), block.words("name"), block.words("meaning")))
            block.close()
        if [one.level for one in levels] != list(range(1, self.max_level + 1)):
            main.wrong(f"levels must describe 1 to {self.max_level} (max_level), each once, in order")
        return tuple(levels)

    def digcomp(self, main: Block) -> DigComp | None:
        block = main.block("digcomp") if main.has("digcomp") else None
        if block is None:
            return None
        found = DigComp(block.text("version"), block.text("status"), block.words("note"), block.text("source"))
        block.close()
        return found

    def area(self, block: Block) -> Area:
        id = self.id(block, parent="")
        area = Area(id, block.words("name"), tuple(self.competence(one, id) for one in block.blocks("competences")))
        block.close()
        return area

    def competence(self, block: Block, area: str) -> Competence:
        id = self.id(block, parent=area)
        near = [self.alignment(one) for one in block.blocks("digcomp")] if block.has("digcomp") else []
        name, description = block.words("name"), block.words("description")
        block.close()
        return Competence(id, area, name, description, tuple(near), self.topics(id))

    def alignment(self, block: Block) -> DigCompAlignment:
        competence, relation = block.text("competence"), block.text("relation")
        if relation and relation not in RELATIONS:
            block.wrong(f"unknown relation {relation!r}; known: {', '.join(RELATIONS)}")
        block.close()
        return DigCompAlignment(competence, relation)

    def topics(self, competence: str) -> tuple[Topic, ...]:
        name = f"skills/{competence}.yaml"
        block = self.open(name) if (self.folder / name).exists() else None
        if block is None:
            return ()
        if block.text("competence") != competence:
            block.wrong(f"this file is {name}: its competence must be {competence!r}, in quotes")
        topics = tuple(self.topic(one, competence) for one in block.blocks("topics"))
        block.close()
        return topics

    def topic(self, block: Block, competence: str) -> Topic:
        id, name = self.id(block, parent=competence), block.words("name")
        skills: list[Skill] = []
        for one in block.blocks("skills"):
            skill = Skill(
                self.id(one, parent=id), id, competence, one.integer("level", 1, self.max_level), one.words("can")
            )
            self.rising(one, skills, skill)
            skills.append(skill)
            one.close()
        block.close()
        return Topic(id, competence, name, tuple(skills))

    @staticmethod
    def rising(block: Block, before: Sequence[Skill], skill: Skill) -> None:
        """A right answer tells of the easier skills of the topic: levels must rise, one skill at each."""
        if before and skill.level <= before[-1].level:
            block.wrong(f"levels rise inside a topic: {skill.level} cannot follow {before[-1].level}")

    def no_orphans(self, framework: Framework) -> None:
        known = {competence.id for competence in framework.competences}
        for path in sorted((self.folder / "skills").glob("*.yaml")):
            if path.stem not in known:
                what = f"no competence {path.stem!r} in {MAIN}: rename the file or add the competence"
                self.problems.append(Problem(f"{self.folder.name}/skills/{path.name}", 0, what))
