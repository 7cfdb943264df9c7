"""``pixnb run`` and ``pixnb lab``: open the learner's page or JupyterLab."""

from __future__ import annotations

import click

LANG = click.option("--lang", type=click.Choice(["fr", "en"]), help="Language of the first screen.")


@click.command()
@click.option("--port", default=8866, show_default=True, help="Port; another is taken when it is in use.")
@click.option("--browser/--no-browser", default=True, help="Open the page in the browser.")
@LANG
def run(port: int, browser: bool, lang: str | None) -> None:
    """Open the learner's page."""
    from pixnb.serving import serve

    serve(port=port, open_browser=browser, lang=lang)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def lab(arguments: tuple[str, ...]) -> None:
    """Open JupyterLab on pixnb's notebooks; further ARGUMENTS go to JupyterLab."""
    from pixnb.serving import lab as open_lab

    open_lab(list(arguments))
