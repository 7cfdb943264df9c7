"""What every answer kind can do, and how it is found.

A kind is one folder with five verbs: *build* the public and secret halves from what an author wrote,
*read* what a learner sent (safely), *check* it, and, for the proofs, give the *reference* answer and
the guesses of someone who sees the prompt alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from pixnb.core.challenge import Json, Verdict
from pixnb.core.draw import Draw

Raw: TypeAlias = Mapping[str, Json]
"""An answer as it travels: JSON. Bytes of a handed-in file travel beside it."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """What a kind may use while it builds a variant.

    Parameters
    ----------
    resolve
        Turns an authored value (text with ``{{ }}``, ``= expression``, ``{fr:, en:}``, lists and maps of
        these) into plain values of this variant in this language.
    inline
        Renders a line of Markdown to inline HTML.
    draw
        A stream of its own, the same in every language: shuffles agree between French and English.
    """

    resolve: Callable[[Any], Any]
    inline: Callable[[str], str]
    draw: Draw


class Kind(Protocol):
    """An answer kind."""

    name: str
    schema: Mapping[str, Any]
    """JSON Schema of the ``answer:`` block of a challenge file (without ``kind``)."""

    def build(self, spec: Mapping[str, Any], bench: Workbench) -> tuple[dict[str, Json], Json]:
        """Make ``(ask, expected)``: what the learner sees, and what is compared with."""
        ...

    def build_mistake(self, spec: Any, ask: Mapping[str, Json], expected: Json, bench: Workbench) -> Json:
        """Turn a mistake's ``answer:`` (the kind's natural form) into the shape of ``expected``."""
        ...

    def read(self, ask: Mapping[str, Json], raw: Raw, upload: bytes | None = None) -> Json:
        """Read what the learner sent.

        Raises
        ------
        InvalidAnswer
            When it is empty or cannot be read; it is handed back and costs nothing.
        """
        ...

    def check(self, expected: Json, answer: Json, rules: str = "default") -> Verdict:
        """Compare a read answer with the key. Feedback for mistakes is added by the caller."""
        ...

    def reference(self, ask: Mapping[str, Json], expected: Json) -> tuple[Raw, bytes | None]:
        """A right answer as a learner would send it."""
        ...

    def empty(self, ask: Mapping[str, Json]) -> Raw:
        """What is sent when nothing was filled in; `read` must refuse it."""
        ...

    def said(self, expected: Json) -> Sequence[str]:
        """The right answer as words, to look for leaks in a prompt and to count distinct answers."""
        ...

    def chance(self, ask: Mapping[str, Json]) -> float:
        """Probability that a blind guess is right (0–1), from the number of possible answers."""
        ...
