"""The player: one widget for Voilà and JupyterLab, a front end over the assessor's protocol."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import anywidget
import traitlets

from pixnb.core.errors import PixnbError, PlaceError
from pixnb.core.protocol import AssessorProtocol
from pixnb.core.text import Lang, language
from pixnb.widgets.dispatch import dispatch
from pixnb.widgets.still import Still, still

STATIC = Path(__file__).parent / "static"


def place() -> str:
    """Where the kernel serves: ``voila`` or ``lab``."""
    return "voila" if os.environ.get("SERVER_SOFTWARE", "").startswith("voila") else "lab"


def browserless() -> bool:
    """Whether the notebook is run by a program, as nbconvert and nbgrader do: nobody could click.

    Such a program allows no keyboard input (nbclient sets ``allow_stdin`` to false); JupyterLab does. Voilà runs
    notebooks like a program and shows them to a person.
    """
    if place() == "voila":
        return False
    from IPython import get_ipython  # type: ignore[attr-defined,unused-ignore]  # not exported in every version

    kernel = getattr(get_ipython(), "kernel", None)
    return kernel is not None and getattr(kernel, "_allow_stdin", True) is False


class Player(anywidget.AnyWidget):
    """A learner's app, opened at one of its screens.

    Where no browser can draw it, it shows its last known state as HTML and as text.

    Parameters
    ----------
    route
        The screen: ``home``, ``profile``, ``plan/<competence or plan>`` or ``lesson/<tutorial>``.
    lang
        ``fr`` or ``en``.
    assessor
        Gives the assessor; called again as long as it fails.

    Raises
    ------
    PlaceError
        When the front end was not built.
    """

    _esm = STATIC / "player.js"
    _css = STATIC / "player.css"
    route = traitlets.Unicode("home").tag(sync=True)
    lang = traitlets.Unicode("fr").tag(sync=True)
    place = traitlets.Unicode("lab").tag(sync=True)
    first = traitlets.Any(None, allow_none=True).tag(sync=True)

    def __init__(self, route: str, lang: str, assessor: Callable[[], AssessorProtocol]) -> None:
        _built()
        self._connect = assessor
        self._assessor: AssessorProtocol | None = None
        spoken = language(lang)
        # What a program runs is saved as it is, and a token has no place in a file.
        first = None if browserless() else self._first(route, spoken)
        super().__init__(route=route, lang=spoken, place=place(), first=first)
        self.on_msg(self._on_call)

    def __repr__(self) -> str:
        return f"<pixnb player: {self.route}>"

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> Any:
        """What a page draws the widget from; a page that opens is given the first screen as it is then.

        A kernel may have waited long for its page: meanwhile others may share this machine, or a PIN be asked.
        """
        state = super().get_state(key, drop_defaults)
        if key is None and self.comm is not None and self.first is not None:
            state["first"] = self._first(self.route, language(self.lang))
        return state

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        if place() == "voila":
            return data, metadata
        seen = self._still()
        words = {"text/plain": seen.text, "text/html": seen.html}
        # nbconvert would prefer the widget to the words, and draw nothing without a kernel.
        return (words if browserless() else {**data, **words}), metadata

    def _still(self) -> Still:
        try:
            return still(self._reached(), self.route, language(self.lang))
        except PixnbError:
            return still(None, self.route, language(self.lang))

    def _reached(self) -> AssessorProtocol:
        if self._assessor is None:
            self._assessor = self._connect()
        return self._assessor

    def _first(self, route: str, lang: Lang) -> dict[str, Any]:
        """The first screen, so that it is painted without a round trip; errors are said by the first call."""
        desk: Any = None
        page: Any = None
        try:
            assessor = self._reached()
            desk = assessor.desk()
            page = _page(assessor, route, lang) if desk["learner"] else None
        except PixnbError:
            pass
        return {"desk": desk, "route": route, "page": page}

    def _on_call(self, _widget: object, message: Any, buffers: Any) -> None:
        if isinstance(message, dict) and "method" in message:
            reply, sent = dispatch(self._reached, message, [bytes(one) for one in buffers or []])
            self.send(reply, sent)


def _page(assessor: AssessorProtocol, route: str, lang: Lang) -> Any:
    """What the screen of a route shows."""
    name, _, id = route.partition("/")
    if name == "plan":
        return assessor.view(plan=unquote(id), lang=lang)
    if name == "lesson":
        return assessor.tutorial(tutorial=unquote(id), lang=lang)
    return assessor.profile(lang=lang) if name == "profile" else assessor.home(lang=lang)


def _built() -> None:
    if not (STATIC / "player.js").is_file():
        msg = f"the player's front end is not built: {STATIC} has no player.js; run “make run” or “pip install .”"
        raise PlaceError(msg)
