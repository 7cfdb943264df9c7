"""The command ``pixnb``: one thin command per use case."""

from __future__ import annotations

import sys

import click

from pixnb.cli import bank, log, nbgrader, people, serve
from pixnb.core.errors import PixnbError
from pixnb.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pixnb")
def cli() -> None:
    """Open adaptive assessment of digital skills, in Jupyter."""


cli.add_command(serve.run)
cli.add_command(serve.lab)
cli.add_command(bank.bank)
cli.add_command(log.attempts)
cli.add_command(log.replay)
cli.add_command(log.backup)
cli.add_command(people.unlock)
cli.add_command(nbgrader.nbgrader)


def main() -> None:
    """Run the command line; errors raised on purpose are said in one line, without a traceback."""
    try:
        cli()
    except PixnbError as error:
        click.echo(f"pixnb: {error}", err=True)
        sys.exit(1)
