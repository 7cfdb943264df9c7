"""The values of one variant in one language, and how authored text and expressions are filled with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pixnb.bank.challenge import Challenge
from pixnb.bank.drawing import draws
from pixnb.bank.expressions import evaluate, fill
from pixnb.bank.functions import library, words
from pixnb.bank.problems import located
from pixnb.core.draw import Draw
from pixnb.core.errors import BankError, Problem
from pixnb.core.text import LANGS, Lang

MAX_REDRAWS = 300
_LOCALISED = frozenset(LANGS)


@dataclass(frozen=True, slots=True)
class Scope:
    """Names and functions that expressions of one variant see in one language."""

    lang: Lang
    names: dict[str, Any]
    functions: Mapping[str, Callable[..., Any]] = field(repr=False)

    def value(self, expression: Any) -> Any:
        """The value of an expression; numbers and booleans stand for themselves."""
        return evaluate(expression, self.names, self.functions) if isinstance(expression, str) else expression

    def words(self, template: str) -> str:
        """A text with its ``{{ }}`` filled in."""
        return fill(template, lambda expression: words(self.value(expression), self.lang))

    def resolve(self, node: Any) -> Any:
        """An authored value as a plain one (docs/challenge-format.md, “Values”)."""
        if isinstance(node, str):
            return self.value(node[1:]) if node.startswith("=") else self.words(node)
        if isinstance(node, Mapping):
            if frozenset(node) == _LOCALISED:
                return self.resolve(node[self.lang])
            return {key: self.resolve(value) for key, value in node.items()}
        if isinstance(node, list | tuple):
            return [self.resolve(value) for value in node]
        return node


def _drawn(challenge: Challenge, seed: bytes, lang: Lang, turn: int) -> Scope:
    functions = library(lang)
    scope = Scope(lang, {"lang": lang}, functions)
    for name, expression in (challenge.get("vary") or {}).items():
        stream = Draw(seed, f"{challenge.id}/{turn}/{name}")
        with located(challenge.document, "vary", name, seed=seed):
            drawing = Scope(lang, scope.names, {**functions, **draws(stream, lang)})
            scope.names[name] = drawing.value(expression)
    for name, expression in (challenge.get("derive") or {}).items():
        with located(challenge.document, "derive", name, seed=seed):
            scope.names[name] = scope.value(expression)
    return scope


def _accepted(challenge: Challenge, scope: Scope, seed: bytes) -> bool:
    for place, expression in enumerate(challenge.get("require") or []):
        with located(challenge.document, "require", place, seed=seed):
            if not scope.value(expression):
                return False
    return True


def scopes(challenge: Challenge, seed: bytes) -> dict[Lang, Scope]:
    """The values of a variant in every language: the first draw that all languages accept.

    Raises
    ------
    BankError
        When an expression fails, or no draw satisfies ``require``.
    """
    for turn in range(MAX_REDRAWS):
        drawn: dict[Lang, Scope] = {}
        for lang in LANGS:
            drawn[lang] = _drawn(challenge, seed, lang, turn)
            if not _accepted(challenge, drawn[lang], seed):
                break
        else:
            return drawn
    what = f"no values satisfy “require” after {MAX_REDRAWS} draws: widen “vary” or relax a condition"
    raise BankError(
        [Problem(challenge.document.path, challenge.document.line("require"), what, challenge.id, seed.hex())]
    )
