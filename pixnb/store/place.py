"""Where pixnb keeps its files on this machine: the user's data folder, or ``PIXNB_HOME``.

Folders and files are made for their owner alone, since they tell what a person knows.
"""

from __future__ import annotations

import errno
import os
import tempfile
from functools import cache
from pathlib import Path

import platformdirs

from pixnb.core.errors import PixnbError, PlaceError, StoreError

STORE_NAME = "pixnb.db"


def home() -> Path:
    """The folder of pixnb's own files; it may not exist yet.

    Returns
    -------
    Path
        ``PIXNB_HOME`` when it is set, else the ``pixnb`` folder among the user's application data
        (on Linux ``~/.local/share/pixnb``). While nbgrader grades, one that is thrown away: a pupil's notebook
        runs there on the teacher's account, and neither sees nor changes what the teacher did.
    """
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        return Path(_thrown_away().name)
    wish = os.environ.get("PIXNB_HOME", "").strip()
    folder = Path(wish) if wish else platformdirs.user_data_path("pixnb", appauthor=False)
    return Path(os.path.abspath(folder.expanduser()))  # noqa: PTH100 - a symbolic link stays as the user wrote it


@cache
def _thrown_away() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="pixnb-")


def store_file() -> Path:
    """The file of the store, its folder made if need be.

    Raises
    ------
    StoreError, PlaceError
        See `make_folder`.
    """
    folder = home()
    make_folder(folder)
    return folder / STORE_NAME


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, for their owner alone.

    Raises
    ------
    StoreError
        ``store.read_only`` when this user may not write there, ``store.full`` when the disk is full.
    PlaceError
        When it cannot be a folder for another reason, for instance a file of that name.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise place_error(folder, error) from error


def place_error(path: Path, error: OSError) -> PixnbError:
    """What to raise when the file system refuses ``path``: see `make_folder`."""
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        msg = f"{path} cannot be written by this user: give the right to write, or set PIXNB_HOME to another folder"
        return StoreError(msg, code="store.read_only", path=str(path))
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreError(f"no room left on the disk for {path}: free some space", code="store.full", path=str(path))
    msg = f"{path} cannot be made ({error.strerror}): remove what is in the way, or set PIXNB_HOME to another folder"
    return PlaceError(msg, path=str(path))
