"""pixnb: open adaptive assessment of digital skills in Jupyter.

The public names below load on first use, so that ``import pixnb`` stays immediate.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pixnb.version import __version__

if TYPE_CHECKING:
    from pixnb.connect import connect
    from pixnb.core.errors import PixnbError
    from pixnb.widgets import start

__all__ = ["PixnbError", "__version__", "connect", "start"]

_HOMES = {"PixnbError": "pixnb.core.errors", "connect": "pixnb.connect", "start": "pixnb.widgets"}


def __getattr__(name: str) -> Any:
    """Load a public name from the module where it lives (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module 'pixnb' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return list(__all__)
