"""The event log and what lies beside it, durable on disk: one SQLite file by default.

Names are looked up when first used, so that importing this package loads no database library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pixnb.store.attempts import AttemptRecord
    from pixnb.store.backup import Backup
    from pixnb.store.place import home, store_file
    from pixnb.store.store import Store
    from pixnb.store.transaction import Reader, Writer

__all__ = ["AttemptRecord", "Backup", "Reader", "Store", "Writer", "home", "store_file"]

_WHERE = {
    "AttemptRecord": "attempts",
    "Backup": "backup",
    "Reader": "transaction",
    "Store": "store",
    "Writer": "transaction",
    "home": "place",
    "store_file": "place",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(f"{__name__}.{_WHERE[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
