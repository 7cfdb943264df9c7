"""Writes a golden log: the transcript of an attempt that a simulated learner played on today's bank.

Run it once for a release: ``python tests/golden/make.py 0.1-level-3 3``. With a second level the log is that of an
improvement five days after, by somebody who has reached it: ``python tests/golden/make.py 0.2-improve 3 6``.
Golden logs are never rewritten.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import get_args

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.transcript import transcript
from pixnb.connect import open_bank
from pixnb.core.attempt import Mode
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner, entropy

MODES: tuple[Mode, ...] = get_args(Mode)[:2]


def main(name: str, *levels: int) -> None:
    """Play an attempt of a learner of a level, and an improvement when there are two, and write the last transcript."""
    target = Path(__file__).parent / f"{name}.json"
    if target.exists():
        sys.exit(f"{target} is there already, and golden logs are never rewritten")
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "pixnb.db", clock=clock) as store:
        assessor = Assessor(store, open_bank(), learner=store.learner(), clock=clock, entropy=entropy(name))
        for level, mode in zip(levels, MODES, strict=False):
            view = SimulatedLearner(assessor, lambda asked, level=level: asked.item.level <= level).play(mode=mode)
            clock.forward(days=5)
        written = json.dumps(transcript(store, view["attempt"]), ensure_ascii=False, indent=1)
        target.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
