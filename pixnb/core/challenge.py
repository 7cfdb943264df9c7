"""What a question is made of: a public half (`Prompt`) and a secret half (`Key`).

They are two types on purpose. Only the assessor ever holds a `Key`; everything sent to a learner is
built from a `Prompt` by a whitelist of fields (design.md §4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Json: TypeAlias = Any
Outcome = Literal["correct", "partial", "wrong", "skipped"]
Needs = Literal["none", "desktop", "lab"]


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file that comes with a question, as the learner sees it.

    Parameters
    ----------
    name
        File name with extension, without any folder.
    media_type
        Internet media type, for instance ``text/csv``.
    size
        Size in bytes.
    shown
        Whether an image is part of the question and shown in place.
    alt
        Words for someone who cannot see the image; empty when it is not shown.
    """

    name: str
    media_type: str
    size: int
    shown: bool = False
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The public half of a variant, in one language.

    Parameters
    ----------
    title
        The question itself, one line of inline HTML (rendered from Markdown, raw HTML refused).
    body
        What comes with it, HTML; may be empty.
    kind
        Name of the answer kind.
    ask
        What the kind shows: options, blanks, unit… (JSON; see ``pixnb/answers``).
    files
        Cards of the files; their content is asked for separately.
    """

    title: str
    body: str
    kind: str
    ask: Mapping[str, Json]
    files: tuple[FileCard, ...] = ()


@dataclass(frozen=True, slots=True)
class Mistake:
    """A typical wrong answer and what to say to someone who gives it.

    Parameters
    ----------
    expected
        In the same shape as `Key.expected`, or for a handed-in file the name of the check that fails.
    feedback
        HTML: the reason for this very mistake.
    outcome
        ``"wrong"``, or ``"partial"`` when the learner is nearly there.
    """

    expected: Json
    feedback: str
    outcome: Outcome = "wrong"


@dataclass(frozen=True, slots=True)
class Key:
    """The secret half of a variant, in one language.

    Parameters
    ----------
    kind
        Name of the answer kind.
    expected
        What the kind's checker compares with (JSON).
    mistakes
        Typical mistakes, looked at in order.
    hint
        HTML: a push in the right direction, shown after a wrong answer.
    solution
        HTML: how to get to the answer, with this variant's values.
    """

    kind: str
    expected: Json
    mistakes: tuple[Mistake, ...] = ()
    hint: str = ""
    solution: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A challenge made concrete by a secret seed, in every language.

    Parameters
    ----------
    challenge, version
        Identity of the item.
    seed
        128 secret bits.
    prompts, keys
        By language.
    """

    challenge: str
    version: int
    seed: bytes
    prompts: Mapping[str, Prompt]
    keys: Mapping[str, Key]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a checker says of one answer.

    Parameters
    ----------
    outcome
        ``correct``, ``partial``, ``wrong`` or ``skipped``.
    feedback
        HTML for the mistake that was recognised; empty when none was.
    detail
        Parts of the answer that are right or wrong, by id (blanks, pairs…).
    """

    outcome: Outcome
    feedback: str = ""
    detail: Mapping[str, bool] | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One version of a challenge as a strategy sees it.

    Parameters
    ----------
    challenge, version
        Identity.
    skill, topic, competence
        Ids of the framework.
    level
        1–8, the skill's.
    needs
        What the place must offer.
    timed
        Whether a clock runs on the question.
    hands_on
        Whether a file or workspace has to be used.
    """

    challenge: str
    version: int
    skill: str
    topic: str
    competence: str
    level: int
    needs: Needs = "none"
    timed: bool = False
    hands_on: bool = False
