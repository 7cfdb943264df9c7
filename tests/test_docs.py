"""Docs are held against the code: what they name exists, and what exists they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from pixnb.answers import KINDS
from pixnb.bank.functions import library
from pixnb.bank.makers import MAKERS
from pixnb.cli import cli

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def commands(command: click.Command, name: str) -> Iterator[str]:
    if isinstance(command, click.Group):
        for child, one in command.commands.items():
            yield from commands(one, f"{name} {child}")
    else:
        yield name


def test_every_command_is_in_the_readme() -> None:
    """Somebody who reads the README knows every command there is."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in commands(cli, "pixnb") if f"`{name}" not in readme] == []


def test_every_function_of_expressions_is_in_the_format() -> None:
    """An author finds every function in docs/challenge-format.md."""
    page = (ROOT / "docs" / "challenge-format.md").read_text(encoding="utf-8")
    words = set(re.findall(r"[A-Za-z_]\w*", page))
    assert sorted(set(library("fr")) - words) == []


def test_every_kind_and_maker_is_in_the_format() -> None:
    """An author finds every answer kind and every file maker."""
    page = (ROOT / "docs" / "challenge-format.md").read_text(encoding="utf-8")
    assert [name for name in (*KINDS, *MAKERS) if f"`{name}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """No relative link of a page is broken."""
    text = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []
