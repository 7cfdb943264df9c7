"""Where the files that pixnb ships are found: beside the code in a checkout, in ``pixnb/data`` once installed."""

from __future__ import annotations

from pathlib import Path

from pixnb.core.errors import PlaceError

_PACKAGE = Path(__file__).resolve().parent


def _shipped(installed: str, checkout: str) -> Path:
    """The folder in an installed pixnb, else in the checkout around the package."""
    folders = (_PACKAGE / "data" / installed, _PACKAGE.parent / checkout)
    for folder in folders:
        if folder.is_dir():
            return folder
    raise PlaceError(
        f"pixnb is incomplete: neither {folders[0]} nor {folders[1]} is there; install it again with "
        "pip install --force-reinstall pixnb"
    )


def bank_folder() -> Path:
    """The open bank: ``<framework>/<competence>/<topic>/<challenge>.md``.

    Returns
    -------
    Path
        An existing folder.

    Raises
    ------
    PlaceError
        When the installation is incomplete.
    """
    return _shipped("challenges", "challenges")


def notebooks_folder() -> Path:
    """The notebooks that pixnb ships, the learner's page among them (``student/pixnb.ipynb``).

    Returns
    -------
    Path
        An existing folder.

    Raises
    ------
    PlaceError
        When the installation is incomplete.
    """
    return _shipped("notebooks", "notebooks")


def template_folder() -> Path:
    """The Voilà template of the learner's page.

    Returns
    -------
    Path
        An existing folder that holds ``index.html.j2``.

    Raises
    ------
    PlaceError
        When the installation is incomplete.
    """
    return _shipped("voila/pixnb", "extensions/voila/pixnb")


def is_checkout() -> bool:
    """Whether pixnb runs from its source tree, where the shipped files are the very ones being worked on."""
    return not (_PACKAGE / "data").is_dir()
