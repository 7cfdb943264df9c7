"""``pixnb nbgrader``: courses whose points come from pixnb plans."""

from __future__ import annotations

from pathlib import Path

import click

CHANGES = {
    "made": "{config}: written",
    "added": "{config}: pixnb’s block added at its end",
    "replaced": "{config}: pixnb’s block brought up to date",
    "none": "{config}: nothing to change",
}


@click.group("nbgrader")
def nbgrader() -> None:
    """Courses in nbgrader, with points from pixnb plans."""


@nbgrader.command("enable")
@click.argument("course", type=click.Path(path_type=Path))
@click.option("--assignment", metavar="NAME", default="", help="Put the thematic notebook into source/NAME too.")
def enable(course: Path, assignment: str) -> None:
    """Make the nbgrader course in the folder COURSE grade pixnb plans; doing it again changes nothing."""
    from pixnb.nbgrader.course import enable as set_up

    done = set_up(course, assignment)
    click.echo(CHANGES[done.change].format(config=done.config))
    if done.notebook:
        click.echo(f"{done.notebook}: look at it in JupyterLab, change what you like")
    name = assignment or "NAME"
    click.echo("\nNext:")
    for line in (
        f"cd {course}",
        f"nbgrader generate_assignment {name}",
        f"nbgrader release_assignment {name}      (or give release/{name} to your pupils)",
        f"nbgrader collect {name}",
        f"nbgrader autograde {name}",
        "nbgrader export --exporter=pixnb.nbgrader.export.LevelsExporter --to levels.csv",
    ):
        click.echo(f"  {line}")
    click.echo("\nSee docs/gradebook.md for what points and trust mean.")
