"""``pixnb lab``: JupyterLab on pixnb's notebooks."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from pixnb.core.errors import PlaceError
from pixnb.places import is_checkout, notebooks_folder
from pixnb.store.place import home, make_folder


def lab(arguments: Sequence[str] = ()) -> None:
    """Open JupyterLab on the notebooks, until it is stopped.

    Parameters
    ----------
    arguments
        Passed on to JupyterLab, for instance ``["--no-browser"]``.

    Raises
    ------
    PlaceError
        When JupyterLab is not installed.
    SystemExit
        With JupyterLab's own code, where a process cannot be given over (Windows).
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise PlaceError('JupyterLab is not installed here: pip install "pixnb[lab]"')
    folder = notebooks_folder() if is_checkout() else own_notebooks(home() / "notebooks")
    _become([sys.executable, "-m", "jupyterlab", str(folder), *_as_root(), *arguments])


def own_notebooks(folder: Path) -> Path:
    """The user's own copy of the notebooks: those not there yet are added, none is overwritten.

    Parameters
    ----------
    folder
        Where the copy lives.
    """
    make_folder(folder)
    shipped = notebooks_folder()
    for source in sorted(path for path in shipped.rglob("*") if path.is_file()):
        target = folder / source.relative_to(shipped)
        if not target.exists():
            make_folder(target.parent)
            shutil.copyfile(source, target)
    return folder


def _as_root() -> list[str]:
    """What JupyterLab wants to hear from root, who is the only user there is in many containers."""
    return ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _become(command: list[str]) -> None:
    """Give this process over to another program, so that signals reach it and nothing stays behind."""
    sys.stdout.flush()
    if os.name == "posix":
        os.execv(command[0], command)
    sys.exit(subprocess.call(command))
