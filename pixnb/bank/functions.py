"""The functions that expressions of challenge files may call: plain, pure, bounded."""

from __future__ import annotations

import datetime as dt
import math
import re
import statistics
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from pixnb.core.errors import ExpressionError
from pixnb.core.text import Lang

MAX_LENGTH = 100_000
NARROW = "\u202f"
MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split(),
}
_MUTE_H = ("habit", "herb", "heur", "hirond", "hist", "hiver", "hom", "hora", "horl", "ho\u0302t", "hug", "huil")
"""Beginnings of French words whose h is mute, so that “de” is elided: d’horloge, but de hibou."""
WEEKDAYS = {
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche".split(),
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
}


def _bounded_range(*limits: int) -> list[int]:
    values = range(*limits)
    if len(values) > MAX_LENGTH:
        msg = f"range of {len(values)} values is too long (limit {MAX_LENGTH})"
        raise ExpressionError(msg)
    return list(values)


def rounded(x: float, n: int = 0) -> float:
    """``x`` with ``n`` decimals, halves away from zero, as a spreadsheet does (ODF 1.3 part 4, ROUND)."""
    step = Decimal(1).scaleb(-n)
    value = float(Decimal(repr(x)).quantize(step, rounding=ROUND_HALF_UP))
    return int(value) if n <= 0 else value


def slug(text: str) -> str:
    """``text`` as an ASCII file name without spaces."""
    ascii_text = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]+", "-", ascii_text).strip("-").lower()


def _field(row: Any, key: Any) -> Any:
    return row[key]


def by(rows: Iterable[Any], *keys: Any) -> list[Any]:
    """Rows sorted by one or several of their fields; ``"-name"`` or a negative index from -1 on sorts downwards.

    For rows that are lists, keys are indexes from 0 and ``-1 - index`` sorts downwards.
    """
    result = list(rows)
    for key in reversed(keys):
        down = (isinstance(key, str) and key.startswith("-")) or (isinstance(key, int) and key < 0)
        field = key[1:] if isinstance(key, str) and down else (-1 - key if down else key)
        result.sort(key=lambda row, field=field: _field(row, field), reverse=down)  # type: ignore[misc]
    return result


def column(rows: Iterable[Any], key: Any) -> list[Any]:
    """One field of every row."""
    return [_field(row, key) for row in rows]


def group(rows: Iterable[Any], key: Any, value: Any) -> dict[Any, Any]:
    """Sums of a field by the values of another, in order of first appearance."""
    sums: dict[Any, Any] = {}
    for row in rows:
        name = _field(row, key)
        sums[name] = sums.get(name, 0) + _field(row, value)
    return sums


def unique(values: Iterable[Any]) -> list[Any]:
    """The different values, in order of first appearance."""
    seen: list[Any] = []
    known: set[Any] = set()
    for value in values:
        mark = repr(value)
        if mark not in known:
            known.add(mark)
            seen.append(value)
    return seen


def as_date(value: Any) -> dt.date:
    """A date from a date or from ``YYYY-MM-DD``."""
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


def _replaced(text: str, old: str, new: str) -> str:
    if len(text) + text.count(old) * len(new) > MAX_LENGTH:
        msg = f"replacing “{old[:20]}” makes the text too long (limit {MAX_LENGTH})"
        raise ExpressionError(msg)
    return text.replace(old, new)


def _of(name: str, lang: Lang) -> str:
    """The name after “of”: in French with the elision before a vowel."""
    if lang == "en":
        return f"of {name}"
    bare = unicodedata.normalize("NFD", name).lower()
    return f"d’{name}" if bare.startswith((*"aeiouœæ", *_MUTE_H)) else f"de {name}"


def _time(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _grouped(x: float, decimals: int | None, lang: Lang, separator: str) -> str:
    if decimals is None:
        text = f"{x:,}" if isinstance(x, int) else f"{Decimal(repr(round(x, 10))).normalize():,f}"
    else:
        text = f"{Decimal(repr(rounded(x, decimals) if decimals else rounded(x))):,.{decimals}f}"
    comma = "," if lang == "fr" else "."
    return text.replace(".", "\0").replace(",", separator).replace("\0", comma)


def plain(x: float, decimals: int | None, lang: Lang) -> str:
    """A number with the language's decimal sign and no thousands separator."""
    return _grouped(x, decimals, lang, "")


def number(x: float, decimals: int | None, lang: Lang) -> str:
    """A number as it is printed in the language: thousands apart, decimal sign of the language."""
    return _grouped(x, decimals, lang, NARROW if lang == "fr" else ",")


def date(value: Any, form: str, lang: Lang) -> str:
    """A date as ``long`` (21 novembre 2026), ``short`` (21/11/2026) or ``iso`` (2026-11-21)."""
    day = as_date(value)
    if form == "iso":
        return day.isoformat()
    if form == "short":
        return f"{day.day:02d}/{day.month:02d}/{day.year}"
    first = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return f"{first} {MONTHS[lang][day.month - 1]} {day.year}"


def words(value: Any, lang: Lang) -> str:
    """A value as it reads inside a sentence of the language."""
    if isinstance(value, bool):
        return {"fr": ("non", "oui"), "en": ("no", "yes")}[lang][value]
    if isinstance(value, float):
        return plain(value, None, lang)
    if isinstance(value, dt.date):
        return date(value, "long", lang)
    if isinstance(value, list | tuple):
        return ", ".join(words(one, lang) for one in value)
    return str(value)


def table(columns: Sequence[Any], rows: Iterable[Sequence[Any]], lang: Lang) -> str:
    """A Markdown table; columns of numbers are set to the right."""
    rows = [list(row) for row in rows]
    numeric = [all(isinstance(row[i], int | float) for row in rows) for i in range(len(columns))]
    lines = [" | ".join(words(name, lang) for name in columns), " | ".join("--:" if n else "---" for n in numeric)]
    lines += [" | ".join(words(cell, lang).replace("|", "\\|") for cell in row) for row in rows]
    return "\n\n" + "\n".join(f"| {line} |" for line in lines) + "\n\n"


_PURE: dict[str, Callable[..., Any]] = {
    "len": len, "sum": sum, "min": min, "max": max, "abs": abs, "round": round, "sorted": sorted,
    "range": _bounded_range, "list": list, "any": any, "all": all, "str": str, "int": int, "float": float,
    "enumerate": lambda xs, start=0: [list(pair) for pair in enumerate(xs, start)],
    "zip": lambda *xs: [list(row) for row in zip(*xs, strict=False)],
    "reversed_of": lambda xs: list(reversed(list(xs))),
    "items": lambda mapping: [[key, value] for key, value in mapping.items()],
    "keys": lambda mapping: list(mapping.keys()),
    "values": lambda mapping: list(mapping.values()),
    "sqrt": math.sqrt,
    "mean": lambda xs: sum(xs) / len(xs),
    "median": statistics.median,
    "rounded": rounded, "slug": slug, "by": by, "column": column, "group": group, "unique": unique,
    "count": lambda xs, x: sum(1 for one in xs if one == x),
    "index": lambda xs, x: list(xs).index(x),
    "join": lambda xs, separator="": str(separator).join(map(str, xs)),
    "split": lambda text, separator=" ": str(text).split(separator),
    "replace": lambda text, old, new: _replaced(str(text), str(old), str(new)),
    "upper": lambda text: str(text).upper(), "lower": lambda text: str(text).lower(),
    "capital": lambda text: str(text)[:1].upper() + str(text)[1:], "title": lambda text: str(text).title(),
    "starts": lambda text, x: str(text).startswith(x), "ends": lambda text, x: str(text).endswith(x),
    "pad": lambda x, width: str(x).zfill(min(width, 100)),
    "merge": lambda *maps: {key: value for one in maps for key, value in one.items()},
    "as_date": as_date,
    "year": lambda d: as_date(d).year, "month": lambda d: as_date(d).month, "day_of": lambda d: as_date(d).day,
    "plus_days": lambda d, n: as_date(d) + dt.timedelta(days=n),
    "days_between": lambda a, b: (as_date(b) - as_date(a)).days,
    "time": _time,
}  # fmt: skip


def library(lang: Lang) -> Mapping[str, Callable[..., Any]]:
    """Every function an expression may call when it draws nothing.

    Parameters
    ----------
    lang
        The language in which `t`, `number`, `date`… speak.
    """
    return _PURE | {
        "t": lambda fr, en: en if lang == "en" else fr,
        "of": lambda name: _of(str(name), lang),
        "number": lambda x, decimals=None: number(x, decimals, lang),
        "plain": lambda x, decimals=None: plain(x, decimals, lang),
        "date": lambda d, form="long": date(d, form, lang),
        "weekday": lambda d: WEEKDAYS[lang][as_date(d).weekday()],
        "monthname": lambda d: MONTHS[lang][(d if isinstance(d, int) else as_date(d).month) - 1],
        "table": lambda columns, rows: table(columns, rows, lang),
    }
