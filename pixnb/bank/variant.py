"""Makes a challenge concrete: `(challenge, seed)` gives the same prompt, key and files on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pixnb.answers import forewarned
from pixnb.answers import kind as answer_kind
from pixnb.answers.base import Kind, Workbench
from pixnb.bank.challenge import Challenge
from pixnb.bank.makers import make, media_type
from pixnb.bank.markdown import inline, render
from pixnb.bank.problems import located
from pixnb.bank.scope import Scope, scopes
from pixnb.core.challenge import FileCard, Json, Key, Mistake, Prompt, Variant
from pixnb.core.draw import Draw
from pixnb.core.errors import BankError, Problem

_CARD_FIELDS = ("name", "shown", "alt")


def variant(challenge: Challenge, seed: bytes, *, sizes: bool = True) -> Variant:
    """Make a variant.

    Parameters
    ----------
    challenge
        The template.
    seed
        128 secret bits.
    sizes
        Whether to make the files in order to say their sizes; proofs that do not look at files pass False.

    Returns
    -------
    Variant
        Prompt and key in every language.

    Raises
    ------
    BankError
        With file and line, when an authored value fails.
    """
    prompts: dict[str, Prompt] = {}
    keys: dict[str, Key] = {}
    for lang, scope in scopes(challenge, seed).items():
        ask, expected, bench = _build(challenge, scope, seed)
        prompts[lang] = _prompt(challenge, scope, ask, seed, sizes=sizes)
        keys[lang] = _key(challenge, scope, ask, expected, bench, seed)
    return Variant(challenge.id, challenge.version, seed, prompts, keys)


def file_content(challenge: Challenge, seed: bytes, lang: str, name: str) -> bytes:
    """The bytes of a file of a variant.

    Parameters
    ----------
    challenge, seed
        The variant.
    lang
        Language of the prompt that shows the file.
    name
        Name of the file as the prompt says it.

    Raises
    ------
    BankError
        When it cannot be made.
    KeyError
        When the variant has no such file.
    """
    scope = next(one for key, one in scopes(challenge, seed).items() if key == lang)
    for place, spec in enumerate(challenge.get("files") or []):
        with located(challenge.document, "files", place, seed=seed):
            if scope.resolve(spec["name"]) == name:
                return _made(spec, name, scope)
    raise KeyError(name)


def _kind(challenge: Challenge) -> tuple[Kind, dict[str, Any]]:
    spec = dict(challenge.get("answer"))
    return answer_kind(spec.pop("kind")), spec


def _build(challenge: Challenge, scope: Scope, seed: bytes) -> tuple[dict[str, Json], Json, Workbench]:
    kind, spec = _kind(challenge)
    bench = Workbench(scope.resolve, inline, Draw(seed, f"{challenge.id}/answer"))
    with located(challenge.document, "answer", seed=seed):
        ask, expected = kind.build(spec, bench)
    return ask, expected, bench


def _made(spec: Mapping[str, Any], name: str, scope: Scope) -> bytes:
    fields = {key: value for key, value in spec.items() if key not in _CARD_FIELDS}
    return make(scope.resolve(fields), name, scope.lang)


def _cards(challenge: Challenge, scope: Scope, seed: bytes, *, sizes: bool) -> tuple[FileCard, ...]:
    cards = []
    for place, spec in enumerate(challenge.get("files") or []):
        with located(challenge.document, "files", place, seed=seed):
            name = str(scope.resolve(spec["name"]))
            size = len(_made(spec, name, scope)) if sizes else 0
            shown = bool(spec.get("shown", False))
            alt = str(scope.resolve(spec.get("alt", ""))) if shown else ""
            cards.append(FileCard(name, media_type(name), size, shown, alt))
    return tuple(cards)


def _prompt(challenge: Challenge, scope: Scope, ask: dict[str, Json], seed: bytes, *, sizes: bool) -> Prompt:
    text = challenge.document.texts[scope.lang]
    try:
        title, body = inline(scope.words(text.first)), render(scope.words(text.rest))
    except Exception as error:
        problem = Problem(
            challenge.document.path, text.line, f"text in {scope.lang}: {error}", challenge.id, seed.hex()
        )
        raise BankError([problem]) from error
    cards = _cards(challenge, scope, seed, sizes=sizes)
    return Prompt(title, body, str(challenge.get("answer")["kind"]), ask, cards)


def _mistakes(challenge: Challenge) -> list[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    """Authored mistakes with their places: the list, and the feedback that stands beside a wrong option."""
    found: list[tuple[tuple[str | int, ...], Mapping[str, Any]]] = [
        (("mistakes", place), mistake) for place, mistake in enumerate(challenge.get("mistakes") or [])
    ]
    options = challenge.get("answer").get("options")
    for place, option in enumerate(options if isinstance(options, list) else []):
        if isinstance(option, Mapping) and "feedback" in option:
            found.append((("answer", "options", place), {"answer": option["text"], "feedback": option["feedback"]}))
    return found


def _key(
    challenge: Challenge, scope: Scope, ask: dict[str, Json], expected: Json, bench: Workbench, seed: bytes
) -> Key:
    kind, _ = _kind(challenge)
    mistakes = []
    for where, spec in _mistakes(challenge):
        with located(challenge.document, *where, seed=seed):
            if not scope.value(spec.get("when", True)):
                continue
            wrong = kind.build_mistake(spec["answer"], ask, expected, bench)
            said = render(str(scope.resolve(spec["feedback"])))
            mistakes.append(Mistake(wrong, said, spec.get("verdict", "wrong")))
    texts = {}
    for name in ("hint", "solution"):
        with located(challenge.document, name, seed=seed):
            texts[name] = render(str(scope.resolve(challenge.get(name, ""))))
    wary = forewarned(kind.name, expected, [mistake.expected for mistake in mistakes])
    return Key(kind.name, wary, tuple(mistakes), texts["hint"], texts["solution"])
