"""The blind player: answers hands-on challenges from the prompt alone, and must stay at chance.

It knows the bank well: from half of the variants it learns the most frequent right answer, and on the
other half it tries that, and every simple trick on what the prompt shows (the longest option, the first
number, the sum of the numbers…). A challenge that gives in to a trick can be answered without its file.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape

from pixnb.answers import kind as answer_kind
from pixnb.bank.challenge import Challenge
from pixnb.bank.identity import in_words
from pixnb.core.canonical import canonical
from pixnb.core.challenge import Json, Prompt, Variant
from pixnb.core.errors import Problem

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[\w.@-]+")
FLOOR = 1 / 20
SIGMAS = 3.3

Trick = Callable[[Prompt], Json]


def _shown(prompt: Prompt) -> str:
    names = " ".join(card.name for card in prompt.files)
    return unescape(re.sub(r"<[^>]+>", " ", f"{prompt.title} {prompt.body} {names}"))


def _number_of(text: str) -> float:
    found = _NUMBER.search(text)
    return float(found.group().replace(",", ".")) if found else math.nan


def _option_tricks() -> dict[str, Trick]:
    def pick(choose: Callable[[list[str]], str]) -> Trick:
        return lambda prompt: [choose([option["html"] for option in prompt.ask["options"]])]

    def middle(texts: list[str]) -> str:
        return sorted(texts, key=_number_of)[len(texts) // 2]

    return {
        "the longest option": pick(lambda texts: max(texts, key=len)),
        "the shortest option": pick(lambda texts: min(texts, key=len)),
        "the first option in the alphabet": pick(min),
        "the last option in the alphabet": pick(max),
        "the largest number": pick(lambda texts: max(texts, key=_number_of)),
        "the smallest number": pick(lambda texts: min(texts, key=_number_of)),
        "the middle number": pick(middle),
    }


def _item_tricks() -> dict[str, Trick]:
    def ordered(key: Callable[[str], object], *, reverse: bool = False) -> Trick:
        def play(prompt: Prompt) -> Json:
            return sorted((item["html"] for item in prompt.ask["items"]), key=key, reverse=reverse)  # type: ignore[arg-type]

        return play

    return {
        "alphabetical order": ordered(str),
        "reverse alphabetical order": ordered(str, reverse=True),
        "the order of the numbers": ordered(_number_of),
        "the order of the lengths": ordered(len),
    }


def _number_tricks() -> dict[str, Trick]:
    def numbers(prompt: Prompt) -> list[float]:
        return [float(one.replace(",", ".")) for one in _NUMBER.findall(_shown(prompt))]

    def one(place: int) -> Trick:
        return lambda prompt: [*numbers(prompt), *[math.nan] * 8][place]

    tricks = {f"number {place + 1} of the prompt": one(place) for place in range(8)}
    tricks["the sum of the numbers"] = lambda prompt: sum(numbers(prompt))
    tricks["the largest number"] = lambda prompt: max(numbers(prompt), default=math.nan)
    tricks["the difference of the first numbers"] = lambda prompt: _difference(numbers(prompt))
    return tricks


def _difference(numbers: list[float]) -> float:
    return abs(numbers[0] - numbers[1]) if len(numbers) > 1 else math.nan


def _word_tricks() -> dict[str, Trick]:
    def word(place: int) -> Trick:
        return lambda prompt: ([*_WORD.findall(_shown(prompt)), *[""] * 40])[place]

    return {f"word {place + 1} of the prompt": word(place) for place in range(40)}


_TRICKS: dict[str, Callable[[], dict[str, Trick]]] = {
    "choice": _option_tricks,
    "order": _item_tricks,
    "number": _number_tricks,
    "text": _word_tricks,
}


def _same(guess: Json, right: Json) -> bool:
    if isinstance(guess, float | int) and isinstance(right, float | int):
        return math.isclose(guess, right, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(guess, str) and isinstance(right, str):
        return guess.casefold() == right.casefold()
    return bool(guess == right)


def blind_problems(challenge: Challenge, light: list[Variant], lang: str = "fr") -> Iterator[Problem]:
    """How a player who never opens the file does better than chance, if it does.

    Parameters
    ----------
    challenge
        The challenge; nothing is asked of one that is not hands-on.
    light
        Variants, made without files.
    lang
        Language in which the prompts are read.
    """
    if not challenge.hands_on or not light:
        return
    cases = [(made.prompts[lang], in_words(made.prompts[lang], made.keys[lang].expected)) for made in light]
    learnt, tried = cases[: len(cases) // 2], cases[len(cases) // 2 :]
    usual = Counter(canonical(right) for _, right in learnt).most_common(1)[0][0]
    chance = max(answer_kind(light[0].prompts[lang].kind).chance(light[0].prompts[lang].ask), FLOOR)
    limit = chance + SIGMAS * math.sqrt(chance * (1 - chance) / len(tried))
    tricks = _TRICKS.get(light[0].prompts[lang].kind, dict)()
    rates = {name: sum(_same(trick(prompt), right) for prompt, right in tried) for name, trick in tricks.items()}
    rates["the most frequent answer"] = sum(canonical(right) == usual for _, right in tried)
    name, hits = max(rates.items(), key=lambda one: one[1])
    if hits / len(tried) > limit:
        what = (
            f"without the file, “{name}” is right {hits} times in {len(tried)}; chance is {chance:.0%}: "
            "vary the values more, or ask for something only the file can tell"
        )
        yield Problem(challenge.document.path, challenge.document.line("answer"), what, challenge.id)
