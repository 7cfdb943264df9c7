"""``pixnb bank``: list, check and describe the bank."""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pixnb.cli.counting import counted

if TYPE_CHECKING:
    from pixnb.bank.proof import Report


def _folders(paths: tuple[Path, ...]) -> list[Path]:
    from pixnb.connect import bank_folders

    return list(paths) or bank_folders()


FOLDERS = click.argument("folders", nargs=-1, type=click.Path(path_type=Path))


@click.group()
def bank() -> None:
    """The bank of challenges."""


@bank.command("check")
@FOLDERS
@click.option("--seeds", default=25, show_default=True, help="Seeds on which everything is tried.")
@click.option("--only", metavar="TEXT", help="Only challenges whose id contains TEXT.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.option("--workers", type=int, help="Processes; one a core by default.")
def check(folders: tuple[Path, ...], seeds: int, only: str | None, as_json: bool, workers: int | None) -> None:
    """Prove every challenge over many seeds; all problems are listed, with file and line."""
    from pixnb.bank.bank import survey
    from pixnb.bank.proof import Report
    from pixnb.bank.proof import check as prove_all
    from pixnb.frameworks import load

    framework = load()
    began = time.perf_counter()
    found, problems = survey(_folders(folders), framework)
    chosen = [one for one in found.challenges.values() if not only or only in one.id]
    tried, failures = prove_all(chosen, seeds, workers or os.cpu_count() or 1)
    items = [one.item(framework) for one in chosen]
    counted = Counter(item.competence for item in items)
    by_competence = {one.id: counted[one.id] for one in framework.competences if counted[one.id]}
    report = Report(len(chosen), sum(item.hands_on for item in items), tried, (*problems, *failures), by_competence)
    if as_json:
        click.echo(json.dumps(report.json(), ensure_ascii=False, indent=2))
    else:
        _say(report, time.perf_counter() - began)
    sys.exit(1 if report.failures else 0)


def _say(report: Report, seconds: float) -> None:
    for failure in report.failures:
        click.secho(str(failure), fg="red", err=True)
    failures = counted(len(report.failures), "failure")
    click.echo(
        f"{counted(report.challenges, 'challenge')} ({report.hands_on} hands-on), "
        f"{counted(report.variants_tried, 'variant')} tried in {seconds:.0f} s, {failures}"
    )


@bank.command("list")
@FOLDERS
def list_challenges(folders: tuple[Path, ...]) -> None:
    """List the challenges: id, level, kind, what has to be done by hand."""
    from pixnb.connect import open_bank

    found = open_bank(_folders(folders))
    for item in sorted(found.items, key=lambda one: (one.competence, one.level, one.challenge)):
        challenge = found.challenge(item.challenge)
        hands = "hands-on" if item.hands_on else ""
        click.echo(
            f"{item.competence}  level {item.level}  {item.challenge:32} {challenge.get('answer')['kind']:8} {hands}"
        )


@bank.command("schema")
def schema() -> None:
    """Print the JSON Schema of a challenge's front matter, for editors."""
    from pixnb.bank.schema import published

    click.echo(json.dumps(published(), ensure_ascii=False, indent=2))
