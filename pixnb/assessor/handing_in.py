"""Keeps the transcript of a thematic attempt in a file that travels with the notebook, for instance to nbgrader."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Collection
from pathlib import Path

from pixnb.assessor import transcript
from pixnb.assessor.memory import Blobs
from pixnb.core.errors import PixnbError
from pixnb.store.place import make_folder, place_error
from pixnb.store.store import Store

log = logging.getLogger("pixnb")


class HandingIn:
    """Writes an attempt's transcript after each thing that was saved in it.

    Answers are safe in the store whatever happens to this file: when it cannot be written now, that is logged, and
    the next thing saved writes all of it again.

    Parameters
    ----------
    store
        Where the log is.
    path
        The file; its folder is made.
    plans
        Ids of the plans whose attempts belong there; those of any thematic plan when empty.

    Raises
    ------
    StoreError, PlaceError
        When nothing can be written there, said before any question is asked.
    """

    def __init__(self, store: Store, path: Path, plans: Collection[str] = ()) -> None:
        self._store = store
        self._blobs = Blobs(store.blob)
        self._plans = frozenset(plans)
        self._path = Path(os.path.abspath(path))  # noqa: PTH100 - a symbolic link stays as the user wrote it
        make_folder(self._path.parent)
        if not os.access(self._path if self._path.exists() else self._path.parent, os.W_OK):
            raise place_error(self._path, PermissionError(13, "Permission denied"))

    def __call__(self, attempt: str) -> None:
        """Write the transcript of an attempt, when it belongs there: the app beside it leads to other plans too."""
        try:
            plan = self._blobs.plan(self._store.attempt(attempt).plan)
            if plan.purpose == "thematic" and (not self._plans or plan.id in self._plans):
                write(self._path, json.dumps(transcript.submission(self._store, attempt), ensure_ascii=False).encode())
        except (OSError, PixnbError):
            log.exception("the transcript of attempt %s is not in %s; its answers are saved", attempt, self._path)


def write(path: Path, content: bytes) -> None:
    """Put content in a file at once: a reader finds all of the old or all of the new, also after a power cut."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
