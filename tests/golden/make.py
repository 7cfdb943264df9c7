"""Writes a golden log: the transcript of an attempt that a simulated learner played on today's bank.

Run it once for a release: ``python tests/golden/make.py 0.1-level-3 3``. Golden logs are never rewritten.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.transcript import transcript
from pixnb.connect import open_bank
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner, entropy


def main(name: str, level: int) -> None:
    """Play an attempt of a learner of a level and write its transcript."""
    target = Path(__file__).parent / f"{name}.json"
    if target.exists():
        sys.exit(f"{target} is there already, and golden logs are never rewritten")
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "pixnb.db", clock=Clock()) as store:
        assessor = Assessor(store, open_bank(), learner=store.learner(), clock=Clock(), entropy=entropy(name))
        view = SimulatedLearner(assessor, lambda asked: asked.item.level <= level).play()
        written = json.dumps(transcript(store, view["attempt"]), ensure_ascii=False, indent=1)
        target.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
