"""A running page together with an eye on its store."""

from __future__ import annotations

from dataclasses import dataclass

from driver.record import Record
from driver.running import Running


@dataclass
class Served:
    """A running page with its store.

    Parameters
    ----------
    server
        The process.
    record
        An eye on its store.
    """

    server: Running
    record: Record

    def agrees(self) -> None:
        """Every attempt, computed again from the log, equals what was shown."""
        replayed = self.server.pixnb("replay", "--all", "--store", str(self.server.store))
        assert replayed.returncode == 0, replayed.stdout + replayed.stderr
        assert "equal to what was shown" in replayed.stdout
