"""Quick starts: leave out what a library would load for nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(name: str) -> Iterator[None]:
    """Make an optional module look absent while others are imported that would load it.

    Jsonschema loads ``rfc3987_syntax`` whenever it is there, to check a format ("iri") that no schema
    used here names; building that module's grammar takes 1.7 s, in the server and again in each kernel.

    Parameters
    ----------
    name
        The module. When it is loaded already, nothing is changed; afterwards it can be imported as usual.
    """
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]  # importing it raises ImportError, as documented
    try:
        yield
    finally:
        del sys.modules[name]
