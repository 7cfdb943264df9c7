"""Comparing typed text as a fair person would: what a keyboard decides is never held against anyone.

Each difference from Pix is a line of the table in README.md.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from pixnb.answers.rules.distance import edit_distance

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SEPARATORS = re.compile(r"[.,;:!?'\"\-_()\[\]{}`·•¿¡]")

# What the keyboard or the word processor chooses in the writer's place.
_VARIANTS = str.maketrans(
    dict.fromkeys("’‘‛ʼʹ′´＇", "'")
    | dict.fromkeys("“”„‟«»″＂", '"')
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | {"…": "...", "œ": "oe", "æ": "ae", "ß": "ss", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl"}
)
_CAPITAL_LIGATURES = re.compile("[ŒÆẞ]")
# Letters that Unicode does not take apart into a plain letter and an accent.
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def matches(answer: str, accept: Sequence[str], tolerances: Collection[str], not_these: Sequence[str] = ()) -> bool:
    """Whether ``answer`` is one of the texts of ``accept``.

    Parameters
    ----------
    answer
        What was typed.
    accept
        Right answers.
    tolerances
        Some of ``case``, ``punctuation``, ``typos``; none means exact, up to what cannot be seen.
    not_these
        Wrong answers: a typing error that makes one of them, or comes nearer to one of them than to the
        right answer, is not forgiven.
    """
    given = forms(answer, tolerances)
    if any(given & forms(right, tolerances) for right in accept):
        return True
    if "typos" not in tolerances or any(given & forms(wrong, tolerances) for wrong in not_these):
        return False
    return any(_mistyped(answer, right, tolerances, not_these) for right in accept)


def forms(text: str, tolerances: Collection[str]) -> frozenset[str]:
    """The forms under which a text is compared: two texts are the same when they share one.

    There is one, or two with ``punctuation``: each mark as a space, and each mark left out, so that
    "café-crème" is "café crème" and "l'adresse" is "ladresse".
    """
    if not tolerances:
        return frozenset({_visible(text)})
    written = plain(text, fold="case" in tolerances)
    found = {written}
    if "punctuation" in tolerances:
        # A text that is nothing but punctuation is compared as it is, never as nothing.
        found = {_tidy(_without_marks(written, by)) or written for by in (" ", "")}
    if "case" in tolerances:
        found = {_SPACES.sub("", form) for form in found}
    return frozenset(found)


def budget(letters: int) -> int:
    """How many typing errors are forgiven in a right answer of so many letters.

    None below five letters, where one error makes another word (poids, pois); then one, two from ten
    letters, three from twenty. The steps are our own choice, more careful than the usual
    ``AUTO`` fuzziness of search engines (one from three letters, two from six).
    """
    return (letters >= 5) + (letters >= 10) + (letters >= 20)


def plain(text: str, *, fold: bool = False) -> str:
    """One form for texts that a keyboard or a word processor may write in several ways.

    Parameters
    ----------
    text
        Any text.
    fold
        Whether capitals and accents are folded too.

    Returns
    -------
    str
        With one sort of space, apostrophe, quote and dash, ligatures as letters, none of what is invisible.
    """
    if text.isascii():
        return _tidy(text.lower() if fold else text)
    written = _CAPITAL_LIGATURES.sub(_capital_ligature, _visible(text)).translate(_VARIANTS)
    if fold:
        bare = _ACCENTS.sub("", unicodedata.normalize("NFD", written.casefold()))
        written = unicodedata.normalize("NFC", bare).translate(_STROKES)
    return _tidy(written)


def _tidy(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _visible(text: str) -> str:
    """One form for texts that look the same: composed letters, one sort of space, none around."""
    composed = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return re.sub(r"\s", " ", composed).strip()


def _capital_ligature(match: re.Match[str]) -> str:
    following = match.string[match.end() : match.end() + 1]
    pair = {"Œ": "OE", "Æ": "AE", "ẞ": "SS"}[match.group()]
    return pair if following.isupper() else pair.capitalize()


def _without_marks(text: str, by: str) -> str:
    """``text`` with each mark replaced, save those that make a number what it is."""

    def replace(match: re.Match[str]) -> str:
        mark, start, end = match.group(), match.start(), match.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        if before.isdigit() and after.isdigit() and mark in ".,:-":
            return "." if mark == "," else mark
        is_sign = mark == "-" and after.isdigit() and (not before or before in " (")
        return mark if is_sign else by

    return _SEPARATORS.sub(replace, text)


def _words(text: str, tolerances: Collection[str]) -> list[str]:
    written = plain(text, fold="case" in tolerances)
    return (_without_marks(written, " ") if "punctuation" in tolerances else written).split()


def _skeleton(words: Sequence[str]) -> str:
    """What is never a typing error: digits and symbols, with the marks inside numbers."""
    return "".join(char for char in _without_marks(" ".join(words), "") if not (char.isalpha() or char.isspace()))


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)


def _mistyped(answer: str, right: str, tolerances: Collection[str], not_these: Sequence[str]) -> bool:
    given, wanted = _words(answer, tolerances), _words(right, tolerances)
    if _skeleton(given) != _skeleton(wanted):
        return False
    # Without `case`, a capital or an accent is what the question is about.
    if plain(answer, fold=True) == plain(right, fold=True):
        return False
    errors = _errors(given, wanted)
    return errors is not None and not any(_nearer(given, _words(wrong, tolerances), errors) for wrong in not_these)


def _errors(given: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Number of typing errors, when each word and the whole keep within their budget."""
    allowed = budget(_letters("".join(wanted)))
    if len(given) != len(wanted):
        # A space too many or too few, with one slip at most: a whole word is never added or dropped.
        allowed = min(allowed, 1)
        errors = edit_distance("".join(given), "".join(wanted), allowed)
        return errors if errors <= allowed else None
    total = 0
    for one, other in zip(given, wanted, strict=True):
        each = budget(_letters(other))
        errors = edit_distance(one, other, each)
        if errors > each:
            return None
        total += errors
    return total if total <= allowed else None


def _nearer(given: Sequence[str], wrong: Sequence[str], errors: int) -> bool:
    """Whether a wrong answer is fewer than ``errors`` slips away."""
    return errors > 0 and edit_distance("".join(given), "".join(wrong), errors) < errors
