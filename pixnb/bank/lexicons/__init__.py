"""Lists of everyday words that challenges draw from, in French and English.

An element is the same thing in both languages: a variant names a pear in both, never a pear and a plum.
The order of a list is part of what a seed means, so words are added at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from pixnb.core.errors import ExpressionError
from pixnb.core.text import LANGS

NAMES: Final = (
    "firstnames",
    "lastnames",
    "towns",
    "fruits",
    "vegetables",
    "sports",
    "subjects",
    "months",
    "weekdays",
    "colours",
    "animals",
    "objects",
    "jobs",
    "clubs",
    "words",
    "domains",
)
"""Every lexicon: one YAML file each, a list of texts or of ``{fr, en}``."""


@cache
def lexicon(name: str) -> tuple[Mapping[str, str], ...]:
    """The elements of a lexicon, in order.

    Parameters
    ----------
    name
        One of `NAMES`.

    Returns
    -------
    tuple of mappings
        Each element by language.

    Raises
    ------
    ExpressionError
        When there is no such lexicon.
    """
    if name not in NAMES:
        msg = f"no lexicon is called {name!r}; there are {', '.join(NAMES)}"
        raise ExpressionError(msg, lexicon=name)
    import yaml

    text = Path(__file__).with_name(f"{name}.yaml").read_text("utf-8")
    return tuple(_element(each) for each in yaml.safe_load(text))


def _element(authored: Any) -> Mapping[str, str]:
    """Both forms of an element; a plain text is the same in both languages."""
    return MappingProxyType({lang: authored if isinstance(authored, str) else authored[lang] for lang in LANGS})
