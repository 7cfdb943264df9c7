"""Calls of a player: whatever goes wrong becomes a message with a code that has a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pixnb.core.errors as errors
from pixnb.answers.problems import PROBLEMS
from pixnb.core.protocol import AssessorProtocol
from pixnb.widgets.dispatch import FILES, METHODS, dispatch

MESSAGES = Path(__file__).parents[2] / "extensions" / "player" / "src" / "messages"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
)


class Upset:
    """An assessor that raises what it is told to."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def view(self, *, plan: str, lang: str) -> Any:
        raise self.error

    def file(self, *, name: str) -> Any:
        return {"name": name, "media_type": "text/csv", "content": b"a;b"}

    export = lesson_notebook = file


def call(assessor: Any, method: Any, params: Any) -> Any:
    return dispatch(lambda: assessor, {"id": "7", "method": method, "params": params}, [])


def test_an_error_raised_on_purpose_travels_as_its_code() -> None:
    """The code and plain values go out; the message, which may name paths, stays here."""
    error = errors.StoreError("disk full on /home/ines", code="store.full", path=Path("/home/ines"), free=3)
    reply, _ = call(Upset(error), "view", {"plan": "1.3", "lang": "fr"})
    assert reply == {"id": "7", "ok": False, "error": {"code": "store.full", "params": {"free": 3}}}


def test_an_unforeseen_error_says_nothing_of_itself() -> None:
    """A traceback never reaches a learner."""
    reply, _ = call(Upset(RuntimeError("secret path /etc")), "view", {"plan": "1.3", "lang": "fr"})
    assert reply == {"id": "7", "ok": False, "error": {"code": "internal", "params": {}}}


def test_every_call_of_the_protocol_can_be_made_and_no_other() -> None:
    """A call added to the protocol and forgotten here would be a screen that says “internal”."""
    assert sorted(METHODS) == sorted(name for name in vars(AssessorProtocol) if not name.startswith("_"))


def test_the_calls_that_give_a_file_are_those_whose_bytes_travel_beside() -> None:
    """What returns a FileContent cannot be JSON."""
    typed = {name for name in METHODS if getattr(AssessorProtocol, name).__annotations__["return"] == "FileContent"}
    assert set(FILES) == typed


@pytest.mark.parametrize("method", FILES)
def test_the_bytes_of_a_file_travel_beside_the_message(method: str) -> None:
    """JSON holds the card, a buffer holds the content."""
    reply, buffers = call(Upset(ValueError()), method, {"name": "x.csv"})
    assert (reply["result"], buffers) == ({"name": "x.csv", "media_type": "text/csv"}, [b"a;b"])


@pytest.mark.parametrize("method", ["__init__", "sitting", "variant", "content", "error", "_own", "", None, 3])
def test_only_the_calls_of_the_protocol_can_be_made(method: Any) -> None:
    """Other attributes of the assessor, the ones that give keys among them, are out of reach."""
    assert not call(Upset(ValueError()), method, {})[0]["ok"]


@given(JSON, JSON)
def test_no_message_breaks_the_dispatch(method: Any, params: Any) -> None:
    """Any JSON gets a reply."""
    reply, _ = call(Upset(ValueError()), method, params)
    assert "ok" in reply


def _keys(value: Any, prefix: str = "") -> set[str]:
    if isinstance(value, dict):
        return {key for name, one in value.items() for key in _keys(one, f"{prefix}.{name}" if prefix else name)}
    return {prefix}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_error_code_has_a_sentence(lang: str) -> None:
    """Whatever code Python sends, the player has words for it."""
    known = " ".join(_keys(json.loads((MESSAGES / f"{lang}.json").read_text(encoding="utf-8"))))
    trees = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.PixnbError)]
    codes = {one.code for one in trees} | {f"invalid.{name}" for name in PROBLEMS}
    codes |= {f"desk.{name}" for name in ("nobody", "unknown", "pin", "locked", "pin_form", "name", "name_taken")}
    codes |= {"code.unknown", "review.hidden", "attempt.too_early", "attempt.nothing_left"}
    codes |= {f"store.{name}" for name in ("full", "busy", "newer", "corrupt", "read_only")}
    assert sorted(code for code in codes - {"invalid"} if code not in known) == []
