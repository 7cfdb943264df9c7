"""The player: one widget for Voilà and JupyterLab, a front end over the assessor's protocol."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from pixnb.core.errors import PixnbError, PlaceError
from pixnb.core.protocol import AssessorProtocol
from pixnb.core.text import language
from pixnb.widgets.dispatch import dispatch

STATIC = Path(__file__).parent / "static"


def place() -> str:
    """Where the kernel serves: ``voila`` or ``lab``."""
    return "voila" if os.environ.get("SERVER_SOFTWARE", "").startswith("voila") else "lab"


class Player(anywidget.AnyWidget):
    """A learner's screen in one plan.

    Parameters
    ----------
    plan
        Code of a competence, for instance ``"1.3"``.
    lang
        ``fr`` or ``en``.
    assessor
        Gives the assessor; called again as long as it fails.
    """

    _esm = STATIC / "player.js"
    _css = STATIC / "player.css"
    plan = traitlets.Unicode().tag(sync=True)
    lang = traitlets.Unicode("fr").tag(sync=True)
    place = traitlets.Unicode("lab").tag(sync=True)
    view = traitlets.Any(None, allow_none=True).tag(sync=True)

    def __init__(self, plan: str, lang: str, assessor: Callable[[], AssessorProtocol]) -> None:
        self._connect = assessor
        self._assessor: AssessorProtocol | None = None
        spoken = language(lang)
        super().__init__(plan=plan, lang=spoken, place=place(), view=self._first(plan, spoken))
        self.on_msg(self._on_call)

    def __repr__(self) -> str:
        return f"<pixnb player: {self.plan}>"

    def _reached(self) -> AssessorProtocol:
        if self._assessor is None:
            self._assessor = self._connect()
        return self._assessor

    def _first(self, plan: str, lang: Any) -> Any:
        """The first screen, so that it is painted without a round trip; errors are said by the first call."""
        try:
            return self._reached().view(plan=plan, lang=lang)
        except PixnbError:
            return None

    def _on_call(self, _widget: object, message: Any, buffers: Any) -> None:
        if isinstance(message, dict) and "method" in message:
            reply, sent = dispatch(self._reached, message, [bytes(one) for one in buffers or []])
            self.send(reply, sent)


def start(plan: str = "1.3", lang: str | None = None, learner: str | None = None) -> Player:
    """Show a learner's screen: find out where you stand in one competence.

    Parameters
    ----------
    plan
        Code of a competence of the framework, for instance ``"1.3"``.
    lang
        ``"fr"`` or ``"en"``; by default ``PIXNB_LANG``, else French. The screen can switch at any moment.
    learner
        Name of the learner on this machine.

    Returns
    -------
    Player
        A widget: as the last line of a cell it is shown.

    Raises
    ------
    PlaceError
        When the front end was not built.

    Examples
    --------
    >>> import pixnb
    >>> pixnb.start("1.3")  # doctest: +SKIP
    """
    if not (STATIC / "player.js").is_file():
        msg = f"the player's front end is not built: {STATIC} has no player.js; run “make run” or “pip install .”"
        raise PlaceError(msg)
    from pixnb.connect import connect

    wanted = language(lang or os.environ.get("PIXNB_LANG"))
    return Player(plan, wanted, lambda: connect(learner=learner))
