"""Every error pixnb raises on purpose, in one tree.

::

    PixnbError
    ├── FrameworkError        a framework file that cannot be read, or an id it does not have
    ├── BankError             challenge files that cannot be used: a list of problems with file and line
    ├── ExpressionError       an expression in a challenge file that is refused or fails
    ├── InvalidAnswer         an answer that cannot be read: handed back, costs nothing
    ├── AttemptError          an attempt or question that is not there, or not open
    │   └── Conflict          the attempt has moved on elsewhere (another tab, another process)
    ├── DeskError             nobody sits at this screen, or who wants to sit down cannot
    ├── StoreError            the store cannot be read or written; what was saved stays saved
    └── PlaceError            something pixnb needs on this machine is missing

Messages say what, where and how to mend it. Every error carries a ``code`` and ``params``, so that a
screen can say the same thing to a learner in French or English without parsing a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class PixnbError(Exception):
    """The root of all errors raised on purpose.

    Parameters
    ----------
    message
        What happened, where, and how to mend it, in English, for logs and terminals.
    code
        A stable name for screens (see ``extensions/player/src/messages``).
    params
        Values that the screen's sentence needs.
    """

    code = "internal"

    def __init__(self, message: str, *, code: str | None = None, **params: Any) -> None:
        super().__init__(message)
        self.code = code or type(self).code
        self.params: dict[str, Any] = params

    def __reduce__(self) -> tuple[Any, ...]:
        # Pickle would call the class with the message alone, which subclasses read as something else:
        # errors travel between the processes of a bank check.
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[PixnbError], args: tuple[Any, ...], state: dict[str, Any]) -> PixnbError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class FrameworkError(PixnbError):
    """A framework's data are broken, or an id is not in it."""

    code = "framework"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one file of a bank.

    Parameters
    ----------
    file
        Path of the file, as short as it stays clear.
    line
        Line in that file, from 1; 0 when the file as a whole is meant.
    what
        What is wrong and how to mend it.
    challenge
        Id of the challenge, when it could be read.
    seed
        Seed (hexadecimal) of the variant that shows the problem, when one is needed to see it.
    """

    file: str
    line: int
    what: str
    challenge: str = ""
    seed: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}" + (f" (seed {self.seed})" if self.seed else "")


class BankError(PixnbError):
    """Files of a bank that cannot be used. Carries every problem found, not only the first."""

    code = "bank"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)) or "the bank cannot be read")


class ExpressionError(PixnbError):
    """An expression of a challenge file that is refused or fails."""

    code = "bank"


class InvalidAnswer(PixnbError):
    """An answer that cannot be read. It is handed back with the reason and costs nothing."""

    code = "invalid"

    def __init__(self, problem: str, message: str = "", **params: Any) -> None:
        super().__init__(message or problem, code=f"invalid.{problem}", **params)
        self.problem = problem


class AttemptError(PixnbError):
    """An attempt or a question that does not exist or is not open."""

    code = "attempt"


class Conflict(AttemptError):
    """The attempt has moved on elsewhere; the caller should look again."""

    code = "conflict"


class DeskError(PixnbError):
    """Nobody sits at this screen, or who wants to sit down cannot."""

    code = "desk.nobody"


class StoreError(PixnbError):
    """The store cannot be read or written."""

    code = "store"


class PlaceError(PixnbError):
    """Something that pixnb needs on this machine is missing."""

    code = "place"
