"""Helpers for `build`: turn what an author wrote into plain values, or say precisely what is wrong with it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pixnb.answers.base import Workbench
from pixnb.core.errors import BankError, Problem


def fault(kind: str, what: str) -> BankError:
    """The error for an answer block that cannot be used; the bank adds the file and the line.

    Parameters
    ----------
    kind
        Name of the answer kind.
    what
        What is wrong and how to mend it.
    """
    return BankError([Problem(f"answer ({kind})", 0, what)])


def resolved(kind: str, spec: Mapping[str, Any], bench: Workbench) -> dict[str, Any]:
    """The whole block with every value plain, in the language of the variant."""
    block = bench.resolve(dict(spec))
    if not isinstance(block, Mapping):
        raise fault(kind, "the block must be a map of fields")
    return dict(block)


def shown(kind: str, value: Any, bench: Workbench) -> str:
    """A value as a learner reads it.

    Parameters
    ----------
    kind
        Name of the answer kind, for messages.
    value
        Text or a finite number.
    bench
        Its ``resolve`` writes a decimal number with the sign of the language.

    Raises
    ------
    BankError
        When the value is neither text nor a number.
    """
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise fault(kind, f"{value!r} cannot be shown: give text or a number")
    if isinstance(value, int):
        return str(value)
    return str(bench.resolve("{{ " + repr(value) + " }}"))


def shown_all(kind: str, name: str, values: Any, bench: Workbench, least: int = 1) -> list[str]:
    """A list of different, non-empty texts.

    Parameters
    ----------
    kind, name
        Name of the answer kind and of the field, for messages.
    values
        The resolved field.
    bench
        See `shown`.
    least
        Smallest number of elements.
    """
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise fault(kind, f"`{name}` must be a list")
    texts = [shown(kind, value, bench) for value in values]
    if len(texts) < least:
        raise fault(kind, f"`{name}` needs at least {least} element(s), there are {len(texts)}")
    if not all(texts):
        raise fault(kind, f"`{name}` has an empty element")
    different(kind, name, texts)
    return texts


def different(kind: str, name: str, texts: Sequence[str]) -> None:
    """Refuse two elements that look the same: one of them would be right and the other wrong."""
    double = next((text for place, text in enumerate(texts) if text in texts[:place]), None)
    if double is not None:
        raise fault(kind, f"`{name}` has {double!r} twice: make the elements different (a `require:` can do it)")


def number(kind: str, name: str, value: Any, *, least: float = -math.inf) -> int | float:
    """A finite number, at least ``least``."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise fault(kind, f"`{name}` must be a number, it is {value!r}")
    if value < least:
        raise fault(kind, f"`{name}` must be at least {least}, it is {value}")
    return value


def flag(kind: str, name: str, value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise fault(kind, f"`{name}` must be true or false, it is {value!r}")
    return value


def one_of(kind: str, name: str, value: Any, allowed: Iterable[str]) -> str:
    """One of the allowed names."""
    names = list(allowed)
    if value not in names:
        raise fault(kind, f"`{name}` must be one of {', '.join(names)}, it is {value!r}")
    return str(value)
