"""DigComp in words: names of its competences and levels, for profiles that are read outside France.

Which competence stands beside which is part of the framework (`pixnb.core.framework.DigCompAlignment`); a
framework may ship the names beside it, as ``digcomp.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pixnb.core.errors import FrameworkError, Problem
from pixnb.core.text import Localised
from pixnb.frameworks.yaml_block import Block, read_block

FILE = "digcomp.yaml"
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class DigCompNames:
    """Names that DigComp gives to its competences and levels.

    Parameters
    ----------
    competences
        By code.
    levels
        By level, from 1.
    """

    competences: Mapping[str, Localised] = field(default_factory=dict, hash=False)
    levels: Mapping[int, Localised] = field(default_factory=dict, hash=False)

    def competence(self, code: str, lang: str) -> str:
        """The name of a competence; its code where no name is known."""
        known = self.competences.get(code)
        return known[lang] if known else code

    def level(self, level: int, lang: str) -> str:
        """The name of a level; empty for level 0, which is no level, and where no name is known."""
        known = self.levels.get(level)
        return known[lang] if known else ""


@cache
def digcomp_names(framework: str) -> DigCompNames:
    """The names that ship with a framework; none when it ships none.

    Parameters
    ----------
    framework
        Id of the framework.

    Raises
    ------
    FrameworkError
        When the file has mistakes.
    """
    folder = _HERE / framework
    return read_names(folder) if (folder / FILE).is_file() else DigCompNames()


def read_names(folder: Path) -> DigCompNames:
    """Read ``digcomp.yaml`` of a framework's folder.

    Raises
    ------
    FrameworkError
        With every mistake, its file and line.
    """
    problems: list[Problem] = []
    competences: dict[str, Localised] = {}
    levels: dict[int, Localised] = {}
    if block := read_block(folder / FILE, f"{folder.name}/{FILE}", problems):
        for one in block.blocks("competences"):
            code = one.text("code")
            competences[code] = _name(one)
        for one in block.blocks("levels"):
            level = one.integer("level", 1)
            levels[level] = _name(one)
        block.close()
    if problems:
        raise FrameworkError("\n".join(map(str, problems)), problems=problems)
    return DigCompNames(competences, levels)


def _name(block: Block) -> Localised:
    words = block.words("name")
    block.close()
    return words
