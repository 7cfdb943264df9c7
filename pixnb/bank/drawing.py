"""The functions that draw values from a variant's seed; callable in ``vary`` only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pixnb.bank.lexicons import lexicon
from pixnb.core.draw import Draw
from pixnb.core.errors import ExpressionError
from pixnb.core.text import Lang

_CONSONANTS = "bcdfgjlmnprstv"
_VOWELS = "aeiou"


def _choices(values: Any, lang: Lang) -> Sequence[Any]:
    """A list, or the elements of a lexicon in one language (the same place holds the same element)."""
    if isinstance(values, str):
        return [entry[lang] for entry in lexicon(values)]
    if not isinstance(values, list | tuple) or not values:
        msg = f"pick among a list or a lexicon, not among {values!r}"
        raise ExpressionError(msg)
    return values


def _decimal(draw: Draw, low: float, high: float, decimals: int) -> float:
    scale: int = 10**decimals
    return round(draw.integer(round(low * scale), round(high * scale)) / scale, decimals)


def _day(draw: Draw, first: Any, last: Any) -> dt.date:
    start, end = (dt.date.fromisoformat(str(one)) for one in (first, last))
    return start + dt.timedelta(days=draw.integer(0, (end - start).days))


def _key_word(draw: Draw, length: int) -> str:
    return "".join(draw.pick(_CONSONANTS if place % 2 == 0 else _VOWELS) for place in range(min(length, 50)))


def draws(draw: Draw, lang: Lang) -> Mapping[str, Callable[..., Any]]:
    """The drawing functions on one stream.

    Parameters
    ----------
    draw
        The stream of the variable being drawn.
    lang
        Language of lexicon elements; the same element is drawn in every language.
    """

    def shuffled(values: Any) -> list[Any]:
        result = list(_choices(values, lang))
        draw.shuffle(result)
        return result

    return {
        "integer": draw.integer,
        "decimal": lambda low, high, decimals=1: _decimal(draw, low, high, decimals),
        "pick": lambda values: draw.pick(_choices(values, lang)),
        "some": lambda values, count: draw.some(_choices(values, lang), count),
        "shuffled": shuffled,
        "chance": lambda percent: draw.below(100) < percent,
        "day": lambda first, last: _day(draw, first, last),
        "key_word": lambda length: _key_word(draw, length),
        "digits": lambda length: "".join(str(draw.below(10)) for _ in range(min(length, 50))),
    }
