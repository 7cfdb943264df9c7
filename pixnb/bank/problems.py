"""Turns whatever goes wrong with an authored value into a problem with file, line and remedy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pixnb.bank.frontmatter import Document
from pixnb.core.errors import BankError, PixnbError, Problem


@contextmanager
def located(document: Document, *where: str | int, seed: bytes = b"") -> Iterator[None]:
    """Give errors raised inside the place of an authored value.

    Parameters
    ----------
    document
        The file.
    where
        Path of the value in its front matter.
    seed
        Seed of the variant being made.

    Raises
    ------
    BankError
        In place of any other error.
    """
    try:
        yield
    except BankError:
        raise
    # Whatever an author's value makes a maker or a kind raise is a problem of that value.
    except Exception as error:
        label = ".".join(map(str, where))
        cause = str(error) if isinstance(error, PixnbError) else f"{type(error).__name__}: {error}"
        problem = Problem(
            document.path, document.line(*where), f"{label}: {cause}", str(document.data.get("id", "")), seed.hex()
        )
        raise BankError([problem]) from error
