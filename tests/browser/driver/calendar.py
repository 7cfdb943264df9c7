"""Days that pass in a test: the clocks of a server's kernels and of its learners' browsers are moved together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from driver.running import environment
from driver.screen import Screen

# IPython runs it as a kernel starts. The file is read at each look at the clock, so that days pass without a restart.
KERNEL = """
import datetime, pathlib
import pixnb.store.store as store
today = store.utc_now
def later():
    return today() + datetime.timedelta(days=float(pathlib.Path({file!r}).read_text()))
store.utc_now = later
store.Store.open.__func__.__kwdefaults__["clock"] = later
"""
BROWSER = """
  const ahead = {days} * 86_400_000;
  window.Date = class extends Date {{
    constructor(...given) {{ given.length ? super(...given) : super(Date.now()); }}
    static now() {{ return super.now() + ahead; }}
  }};
"""


class Calendar:
    """The days of a test; make it before the server starts.

    Parameters
    ----------
    folder
        Where the server's things lie.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "days.txt"
        self.today = 0.0
        startup = Path(environment(folder)["IPYTHONDIR"]) / "profile_default" / "startup"
        startup.mkdir(parents=True)
        (startup / "clock.py").write_text(KERNEL.format(file=str(self._file)), encoding="utf-8")
        self.turn(0)

    def turn(self, days: float) -> None:
        """Let so many days pass."""
        self.today += days
        self._file.write_text(str(self.today))

    def visit(self, visit: Callable[..., Screen], *given: str, **options: Any) -> Screen:
        """An empty page of a browser that has the date of today; see `driver.visits.Visits`."""
        screen = visit(*given, **options)
        screen.page.add_init_script(BROWSER.format(days=self.today))
        return screen
