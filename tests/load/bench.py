"""Benchmarks: what pixnb costs beside a limit or a peer measured in the same run. `make bench` runs them.

Nothing here passes or fails: each line is a figure, what it is held against, and the ratio of the two.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.desk import Desk
from pixnb.bank.bank import Bank
from pixnb.bank.identity import proof_seed
from pixnb.bank.variant import variant
from pixnb.connect import open_bank
from pixnb.core.challenge import Item
from pixnb.core.draw import Draw
from pixnb.core.events import Event
from pixnb.core.framework import Framework
from pixnb.measurement.strategy import Answered, Pool, strategy
from pixnb.store.attempts import AttemptRecord
from pixnb.store.store import Store
from pixnb.store.transaction import Writer
from pixnb.testing import Clock, SimulatedLearner, entropy

STATIC = Path(__file__).parents[2] / "pixnb" / "widgets" / "static"


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement beside what it is held against."""

    what: str
    value: float
    unit: str
    against: str
    other: float

    @property
    def ratio(self) -> float:
        """The measurement divided by the other figure."""
        return self.value / self.other if self.other else float("nan")


def timed(call: Callable[[], object]) -> float:
    """Seconds that a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def p99(values: list[float]) -> float:
    """The 99th percentile."""
    return statistics.quantiles(values, n=100)[98]


def imports() -> Iterator[Figure]:
    """Time to import pixnb, less that of an empty Python."""

    def python(code: str) -> float:
        return statistics.median(
            timed(lambda: subprocess.run([sys.executable, "-c", code], check=True)) for _ in range(7)
        )

    yield Figure("import pixnb", python("import pixnb") - python(""), "s", "limit", 0.3)


def decisions(framework: Framework) -> Iterator[Figure]:
    """One decision of the strategy with 5,000 items and 40 answers."""
    skills = framework.skills
    items = [
        Item(f"c{n}", 1, one.id, one.topic, one.competence, one.level)
        for n, one in ((n, skills[n % len(skills)]) for n in range(5_000))
    ]
    pool = Pool.of(skills, items)
    answers = [Answered(items[n * 97 % 5_000], "correct" if n % 3 else "wrong") for n in range(40)]
    rule = strategy("pix")
    times = [timed(lambda n=n: rule.choose(pool, answers, Draw(bytes(16), str(n)))) for n in range(300)]
    yield Figure("one decision, 5,000 items (median)", statistics.median(times) * 1e3, "ms", "limit", 1.0)


def variants(bank: Bank) -> Iterator[Figure]:
    """Making a variant of every challenge, files included."""
    times = [
        timed(lambda one=one, n=n: variant(one, proof_seed(one, n)))
        for one in bank.challenges.values()
        for n in range(3)
    ]
    yield Figure("make a variant with its files (median)", statistics.median(times) * 1e3, "ms", "first question", 1000)
    yield Figure("make a variant with its files (worst)", max(times) * 1e3, "ms", "first question", 1000)


def bare_commits(folder: Path, count: int = 300) -> float:
    """Single-row durable commits a second of sqlite3 alone on the same disk."""
    raw = sqlite3.connect(folder / "bare.db", isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE one (content TEXT)")

    def commit() -> None:
        raw.execute("INSERT INTO one VALUES ('x')")

    return count / timed(lambda: [commit() for _ in range(count)])


def receipts(bank: Bank, folder: Path) -> Iterator[Figure]:
    """Durable receipts of one learner, and their rate beside bare commits."""
    times: list[float] = []
    with Store.open(folder / "pixnb.db") as store:
        for number in range(12):
            assessor = Assessor(
                store,
                bank,
                learner=store.learner(f"learner {number}"),
                clock=store._clock,
                entropy=entropy(str(number)),
            )
            # Only the assessor's part is timed, not the imagined learner's work on the file.
            assessor.answer = partial(_kept, times, assessor.answer)  # type: ignore[method-assign]
            SimulatedLearner(assessor, lambda asked, number=number: asked.item.level <= number % 8).play()
    yield Figure("durable receipt, one learner (p99)", p99(times) * 1e3, "ms", "limit", 50)
    yield Figure(
        "durable receipts, one learner", 1 / statistics.mean(times), "/s", "bare commits/s", bare_commits(folder)
    )


def _kept(times: list[float], call: Callable[..., object], **arguments: object) -> object:
    began = time.perf_counter()
    result = call(**arguments)
    times.append(time.perf_counter() - began)
    return result


def many_answers(store: Store, bank: Bank, answers: int = 5_000) -> str:
    """A learner of many years: sixteen played attempts, copied as resets eight days apart."""
    learner = store.learner("home")
    desk = Desk(store, bank, learner=learner, clock=Clock(), entropy=entropy("home"))
    for one in bank.framework.competences:
        SimulatedLearner(desk.assessor, lambda asked: asked.item.level <= 3, one.id).play()
    logs = [(row, store.events(row.id)) for row in store.attempts(learner)]
    closed = sum(event.kind in ("answered", "skipped") for _, events in logs for event in events)
    with store.transaction() as writer:
        for number in range(1, answers // closed + 1):
            for row, events in logs:
                _copied(writer, row, events, timedelta(days=8 * number))
    return learner


def _copied(writer: Writer, row: AttemptRecord, events: list[Event], later: timedelta) -> None:
    name = writer.create_attempt(
        learner=row.learner, plan_id=row.plan_id, plan=row.plan, framework=row.framework,
        started_at=row.started_at + later,
    )  # fmt: skip
    for event in events:
        body = {**event.body, "mode": "reset"} if event.kind == "started" else event.body
        writer.append(name, event.kind, body, event.at + later, event.seq - 1)
    writer.finish_attempt(name)


def screens(bank: Bank, folder: Path) -> Iterator[Figure]:
    """Home and profile of a learner with 5,000 answers, in a process that has read nothing yet."""
    with Store.open(folder / "home.db") as store:
        learner = many_answers(store, bank)
        desk = Desk(store, bank, learner=learner, clock=store._clock, entropy=entropy("fresh"))
        cold = timed(lambda: desk.home(lang="fr"))
        yield Figure("home, 5,000 answers, first time", cold * 1e3, "ms", "limit", 1000)
        yield Figure("home, 5,000 answers, again", timed(lambda: desk.home(lang="fr")) * 1e3, "ms", "limit", 1000)
        yield Figure("history, 5,000 answers", timed(lambda: desk.history(lang="fr")) * 1e3, "ms", "limit", 1000)
        yield Figure("profile, 5,000 answers", timed(lambda: desk.profile(lang="fr")) * 1e3, "ms", "limit", 1000)


def weights() -> Iterator[Figure]:
    """What the page downloads for the player."""
    for name, limit in (("player.js", 60.0), ("player.css", 60.0)):
        path = STATIC / name
        if path.is_file():
            yield Figure(f"{name}, gzip", len(gzip.compress(path.read_bytes())) / 1024, "kB", "limit", limit)


def figures() -> Iterator[Figure]:
    """Every figure, as it is measured."""
    bank = open_bank()
    yield from imports()
    yield from decisions(replace(bank.framework))
    yield from variants(bank)
    with tempfile.TemporaryDirectory() as folder:
        yield from receipts(bank, Path(folder))
        yield from screens(bank, Path(folder))
    yield from weights()


def main() -> None:
    """Print the figures, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON")
    as_json = parser.parse_args().json
    measured = []
    for figure in figures():
        measured.append({**asdict(figure), "ratio": figure.ratio})
        if not as_json:
            print(
                f"{figure.what:42} {figure.value:10.3f} {figure.unit:4} "
                f"{figure.against}: {figure.other:.3f} {figure.unit:4} ratio {figure.ratio:.3f}",
                flush=True,
            )
    if as_json:
        print(json.dumps(measured, indent=2))


if __name__ == "__main__":
    main()
