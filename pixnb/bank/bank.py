"""The bank: folders of challenge and tutorial files, read once, found by id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pixnb.bank import schema
from pixnb.bank.challenge import Challenge, Tutorial
from pixnb.bank.frontmatter import Document, parse, read
from pixnb.bank.makers import MAKERS
from pixnb.core.challenge import Item
from pixnb.core.errors import BankError, FrameworkError, PixnbError, Problem
from pixnb.core.framework import Framework

TUTORIAL_PREFIX = "tutorial"
T = TypeVar("T", Challenge, Tutorial)


class UnknownChallenge(PixnbError):
    """An id that the bank does not have."""

    code = "bank"


@dataclass(frozen=True)
class Bank:
    """Challenges and tutorials of one framework.

    Parameters
    ----------
    framework
        The framework whose skills they test.
    challenges, tutorials
        By id.
    """

    framework: Framework
    challenges: Mapping[str, Challenge] = field(repr=False)
    tutorials: Mapping[str, Tutorial] = field(repr=False)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every challenge as a strategy sees it, by id."""
        return tuple(self.challenges[name].item(self.framework) for name in sorted(self.challenges))

    def challenge(self, name: str) -> Challenge:
        """A challenge by its id.

        Raises
        ------
        UnknownChallenge
            When the bank has none of that id.
        """
        try:
            return self.challenges[name]
        except KeyError:
            msg = f"the bank has no challenge “{name}”: see “pixnb bank list”"
            raise UnknownChallenge(msg) from None

    def tutorial(self, name: str) -> Tutorial | None:
        """A tutorial by its id, None when there is none."""
        return self.tutorials.get(name)


def load(folders: Iterable[Path], framework: Framework) -> Bank:
    """Read a bank; every file must be in order.

    Parameters
    ----------
    folders
        Folders that hold challenge files, at any depth; a later one may not repeat an id.
    framework
        The framework whose skills they test.

    Raises
    ------
    BankError
        With every problem found in every file.
    """
    bank, problems = survey(folders, framework)
    if problems:
        raise BankError(problems)
    return bank


def survey(folders: Iterable[Path], framework: Framework) -> tuple[Bank, list[Problem]]:
    """Read a bank as far as it can be read, and list what is wrong in the files that cannot."""
    problems: list[Problem] = []
    challenges: dict[str, Challenge] = {}
    tutorials: dict[str, Tutorial] = {}
    for path, name in _files(folders, problems):
        try:
            document = read(path, name)
            found = list(_static_problems(document, framework, is_tutorial(path)))
        except BankError as error:
            found = list(error.problems)
        if found:
            problems += found
        elif is_tutorial(path):
            _add(tutorials, Tutorial(document), document, problems)
        else:
            _add(challenges, Challenge(document), document, problems)
    problems += _missing_tutorials(challenges, tutorials)
    return Bank(framework, challenges, tutorials), problems


def challenge_from_source(source: str, name: str = "stored challenge") -> Challenge:
    """A challenge from the text of its file, as the log keeps it."""
    return Challenge(parse(source, name))


def is_tutorial(path: Path) -> bool:
    """Whether a file is a tutorial, by its name."""
    return path.stem == TUTORIAL_PREFIX or path.stem.startswith(f"{TUTORIAL_PREFIX}-")


def _files(folders: Iterable[Path], problems: list[Problem]) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        if not folder.is_dir():
            problems.append(Problem(str(folder), 0, "this folder of challenges does not exist"))
            continue
        paths = [path for path in sorted(folder.rglob("*.md")) if not path.name[:1].isupper()]
        if not paths:
            problems.append(Problem(str(folder), 0, "this folder holds no challenge file (*.md)"))
        for path in paths:
            yield path, path.relative_to(folder.parent).as_posix()


def _add(known: dict[str, T], one: T, document: Document, problems: list[Problem]) -> None:
    first = known.setdefault(one.id, one)
    if first is not one:
        what = f"the id “{one.id}” is already used in {first.document.path}: give this file its own"
        problems.append(Problem(document.path, document.line("id"), what, one.id))


def _static_problems(document: Document, framework: Framework, tutorial: bool) -> Iterator[Problem]:
    """What can be seen without making a variant."""
    if tutorial:
        yield from schema.problems(document, schema.TUTORIAL)
        return
    found = list(schema.problems(document, schema.CHALLENGE))
    yield from found
    if found:
        return
    yield from schema.problems(document, schema.kind_schema(document.data["answer"]["kind"]), "answer")
    for place, file in enumerate(document.data.get("files") or []):
        yield from _file_problems(document, file, place)
    try:
        framework.skill(document.data["skill"])
    except FrameworkError as error:
        yield Problem(document.path, document.line("skill"), str(error), document.data["id"])


def _file_problems(document: Document, file: Mapping[str, object], place: int) -> Iterator[Problem]:
    maker = file["maker"]
    if maker not in MAKERS:
        what = f"there is no maker “{maker}”; there are {', '.join(sorted(MAKERS))}"
        yield Problem(document.path, document.line("files", place, "maker"), what, document.data["id"])
        return
    yield from schema.problems(document, schema.maker_schema(str(maker)), "files", place)
    if file.get("shown") and not file.get("alt"):
        what = "an image that is shown needs “alt”: words for who cannot see it"
        yield Problem(document.path, document.line("files", place), what, document.data["id"])


def _missing_tutorials(challenges: Mapping[str, Challenge], tutorials: Mapping[str, Tutorial]) -> Iterator[Problem]:
    for one in challenges.values():
        if one.tutorial not in tutorials:
            what = f"there is no tutorial “{one.tutorial}”: write it, or name another one in “tutorial:”"
            yield Problem(one.document.path, one.document.line("tutorial"), what, one.id)
