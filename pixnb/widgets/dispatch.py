"""Carries a player's calls to the assessor and its answers back, as plain messages."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from pixnb.core.errors import PixnbError
from pixnb.core.protocol import AssessorProtocol

log = logging.getLogger("pixnb")

METHODS = (
    *("view", "start", "practise", "next", "answer", "skip", "report", "file", "tutorial"),
    *("desk", "register", "enter", "leave", "protect"),
    *("home", "join", "profile", "export", "history", "review", "reviewed", "lessons", "mark", "lesson_notebook"),
)
"""The calls of `AssessorProtocol`, and nothing else of what answers them."""
UPLOADS = ("answer",)
FILES = ("file", "export", "lesson_notebook")
"""Calls whose bytes travel beside the message."""


class Problem(TypedDict):
    """An error as a screen knows it: a code that has a sentence, and the values the sentence needs."""

    code: str
    params: dict[str, Any]


class Reply(TypedDict, total=False):
    """The answer to one call."""

    id: str
    ok: bool
    result: Any
    error: Problem


def dispatch(
    assessor: Callable[[], AssessorProtocol], message: Mapping[str, Any], buffers: list[bytes]
) -> tuple[Reply, list[bytes]]:
    """Do one call. Whatever goes wrong becomes a message: a learner never sees a traceback.

    Parameters
    ----------
    assessor
        Gives the assessor; may raise when it cannot be reached yet.
    message
        ``{"id", "method", "params"}``.
    buffers
        Bytes of a handed-in file, at most one.

    Returns
    -------
    tuple
        The reply, and bytes that travel beside it.
    """
    call = str(message.get("id", ""))
    try:
        result, sent = _called(assessor, message, buffers)
    except PixnbError as error:
        log.info("call %s refused: %s", message.get("method"), error)
        return {"id": call, "ok": False, "error": {"code": error.code, "params": _plain(error.params)}}, []
    except Exception:
        log.exception("call %s failed", message.get("method"))
        return {"id": call, "ok": False, "error": {"code": "internal", "params": {}}}, []
    return {"id": call, "ok": True, "result": result}, sent


def _called(
    assessor: Callable[[], AssessorProtocol], message: Mapping[str, Any], buffers: list[bytes]
) -> tuple[Any, list[bytes]]:
    method, params = message.get("method"), message.get("params") or {}
    if method == "ping":
        return {}, []
    if method not in METHODS or not isinstance(params, Mapping):
        msg = f"there is no call “{method}”"
        raise PixnbError(msg)
    upload = {"upload": bytes(buffers[0])} if buffers and method in UPLOADS else {}
    bound = getattr(assessor(), method)
    try:
        inspect.signature(bound).bind(**params, **upload)
    except TypeError as error:
        msg = f"call “{method}”: {error}"
        raise PixnbError(msg) from error
    result = bound(**params, **upload)
    if method in FILES:
        return {key: value for key, value in result.items() if key != "content"}, [result["content"]]
    return result, []


def _plain(params: Mapping[str, Any]) -> dict[str, Any]:
    """Only values that a sentence can hold; paths and other objects stay here."""
    return {
        key: value
        for key, value in params.items()
        if isinstance(value, str | int | float) or (isinstance(value, list) and all(isinstance(v, str) for v in value))
    }
