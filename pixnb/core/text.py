"""Text in several languages: the smallest thing every room needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias, get_args

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
Localised: TypeAlias = Mapping[str, str]


def said(words: Localised, lang: str) -> str:
    """A text in a language, or in one that it has: a teacher's own title may come in one alone."""
    return words.get(lang) or next((text for text in words.values() if text), "")


def language(name: str | None) -> Lang:
    """The language to speak for a wish such as ``"fr-FR"``, ``"en"`` or ``None``.

    Parameters
    ----------
    name
        A BCP 47 tag or ``None``.

    Returns
    -------
    Lang
        ``"en"`` for any English; French otherwise, the language of the framework.
    """
    return "en" if (name or "").lower().startswith("en") else "fr"
