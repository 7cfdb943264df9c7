"""How fast answers become durable, beside what the disk alone allows: ``python tests/store/bench.py [folder]``."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import quantiles

from pixnb.store import Store

ROUNDS = 2000
PEOPLE = 200
ANSWERS_EACH = 5
BODY = {"prompt": "a" * 64, "key": "b" * 64, "seed": "c" * 32, "item": {"level": 3, "slope": 1.2}, "more": "x" * 200}


def rate(step: Callable[[int], None], rounds: int = ROUNDS) -> float:
    """Steps per second."""
    start = time.perf_counter()
    for number in range(rounds):
        step(number)
    return rounds / (time.perf_counter() - start)


def bare(folder: Path) -> float:
    """Single-row commits per second of sqlite3 alone, with the same journal and sync."""
    shell = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for line in ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "CREATE TABLE t (n INTEGER, body TEXT)"):
        shell.execute(line)
    found = rate(lambda number: shell.execute("INSERT INTO t VALUES (?, ?)", (number, "x" * 600)))
    shell.close()
    (folder / "bare.db").unlink()
    return found


def begin(store: Store, name: str, plan_id: str = "1.3") -> str:
    """An attempt with its first event."""
    with store.transaction() as writer:
        plan = writer.put_blob(b"{}")
        attempt = writer.create_attempt(learner=writer.learner(name), plan_id=plan_id, plan=plan, framework="crcn")
        writer.append(attempt, "started", {}, None, 0)
    return attempt


def append(store: Store, attempt: str, seq: int) -> None:
    """One event, durable when this returns."""
    with store.transaction() as writer:
        writer.append(attempt, "presented", BODY, None, seq)


def answer(store: Store, attempt: str, seq: int) -> None:
    """What one answer costs the assessor: recall, content, event, receipt."""
    key = f"key-{seq}"
    with store.transaction() as writer:
        writer.recall(attempt, key)
        digest = writer.put_content(attempt, seq + 1, {"text": "réponse"})
        writer.append(attempt, "answered", {**BODY, "answer": digest}, None, seq)
        writer.remember(attempt, key, seq + 1, {"seq": seq + 1, "view": "x" * 2000})


def crowd(store: Store, plan_id: str, pause: Callable[[], float]) -> tuple[float, list[float]]:
    """Answers per second and waiting times (ms) of many people who pause between their answers."""
    attempts = [begin(store, f"person {number}", plan_id) for number in range(PEOPLE)]
    waits: list[float] = []
    barrier = threading.Barrier(PEOPLE)

    def person(attempt: str) -> None:
        barrier.wait()
        for seq in range(1, ANSWERS_EACH + 1):
            time.sleep(pause())
            start = time.perf_counter()
            answer(store, attempt, seq)
            waits.append((time.perf_counter() - start) * 1000)

    threads = [threading.Thread(target=person, args=(attempt,)) for attempt in attempts]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(waits) / (time.perf_counter() - start), waits


def show(label: str, store: Store, plan_id: str, pause: Callable[[], float]) -> None:
    """Print how long a crowd waits."""
    throughput, waits = crowd(store, plan_id, pause)
    cuts = quantiles(waits, n=100)
    print(f"{PEOPLE} people, {label}: {throughput:.0f}/s, median {cuts[49]:.1f} ms, p99 {cuts[98]:.0f} ms")


def main(where: str | None = None) -> None:
    """Print every figure beside the bare rate of the same disk."""
    with tempfile.TemporaryDirectory(dir=where) as name, Store.open(Path(name) / "pixnb.db") as store:
        print(f"bare sqlite3, one row per commit   {bare(Path(name)):8.0f} commits/s")
        one, two = begin(store, "one"), begin(store, "two")
        print(f"store, one event per commit        {rate(lambda n: append(store, one, n + 1)):8.0f} commits/s")
        print(f"store, one whole answer per commit {rate(lambda n: answer(store, two, n + 1)):8.0f} commits/s")
        print(f"bare sqlite3 again                 {bare(Path(name)):8.0f} commits/s")
        dice = Random(1)
        show("an answer each 2 s", store, "spread", lambda: dice.uniform(0, 4))
        show("all at the same instant", store, "burst", lambda: 0.5)
        start = time.perf_counter()
        faults = store.verify()
        print(f"verify: {time.perf_counter() - start:.2f} s, {len(faults)} faults")


if __name__ == "__main__":
    main(*sys.argv[1:2])
