"""``pixnb lab``: JupyterLab on pixnb's notebooks."""

from __future__ import annotations

import importlib.util
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
        With JupyterLab's own code, when it ends in trouble.
    """
    if importlib.util.find_spec("jupyterlab") is None:
        raise PlaceError('JupyterLab is not installed here: pip install "pixnb[lab]"')
    folder = notebooks_folder() if is_checkout() else own_notebooks(home() / "notebooks")
    code = _run([sys.executable, "-m", "jupyterlab", str(folder), *arguments])
    if code:
        sys.exit(code)


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


def _run(command: list[str]) -> int:
    """Run to the end; Ctrl-C is for JupyterLab, which asks before it stops."""
    process = subprocess.Popen(command)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue
