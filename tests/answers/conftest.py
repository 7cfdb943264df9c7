"""A workbench with just enough of the language of challenge files to build answers from."""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from pixnb.answers.base import Workbench
from pixnb.core.draw import Draw

Bench = Callable[..., Workbench]


def _resolve(value: Any, lang: str) -> Any:
    if isinstance(value, Mapping):
        if value.keys() == {"fr", "en"}:
            return _resolve(value[lang], lang)
        return {key: _resolve(each, lang) for key, each in value.items()}
    if isinstance(value, list):
        return [_resolve(each, lang) for each in value]
    if not isinstance(value, str):
        return value
    if value.startswith("= "):
        return ast.literal_eval(value[2:])
    return re.sub(r"\{\{(.*?)\}\}", lambda match: _written(ast.literal_eval(match[1].strip()), lang), value)


def _written(value: Any, lang: str) -> str:
    return str(value).replace(".", ",") if isinstance(value, float) and lang == "fr" else str(value)


def _bench(seed: int = 0, lang: str = "fr") -> Workbench:
    return Workbench(lambda value: _resolve(value, lang), html.escape, Draw(seed.to_bytes(16, "big"), "answer"))


@pytest.fixture(scope="session")
def bench() -> Bench:
    """Makes a workbench for a seed and a language."""
    return _bench
