"""A store with an attempt in it, a clock that ticks, and child processes that use the same file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

import pixnb
from pixnb.store import Store

CHILD = Path(__file__).with_name("child.py")


class Ticking:
    """A clock that moves on by one second each time it is read."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Read the clock."""
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the store is."""
    return tmp_path / "home" / "pixnb.db"


@pytest.fixture
def files() -> Callable[[Path], list[str]]:
    """Names of what is in a folder, sorted."""
    return lambda folder: sorted(file.name for file in folder.iterdir())


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A new store."""
    with Store.open(path, clock=Ticking(), patience=0.3) as opened:
        yield opened


@pytest.fixture
def begin() -> Callable[..., str]:
    """Open an attempt with its first event."""

    def begin(store: Store, plan_id: str = "1.3", learner: str | None = None) -> str:
        who = learner or store.learner()
        with store.transaction() as writer:
            plan = writer.put_blob(b'{"id":"1.3"}')
            attempt = writer.create_attempt(learner=who, plan_id=plan_id, plan=plan, framework="crcn")
            writer.append(attempt, "started", {"lang": "fr"}, None, 0)
        return attempt

    return begin


@pytest.fixture
def attempt(store: Store, begin: Callable[..., str]) -> str:
    """An attempt with one event."""
    return begin(store)


@pytest.fixture
def answer() -> Callable[..., str]:
    """Hand in an answer as the assessor does: recall, content, event, receipt in one transaction."""

    def answer(store: Store, attempt: str, seq: int, content: Any, key: str = "") -> Any:
        with store.transaction() as writer:
            known = writer.recall(attempt, key) if key else None
            if known is not None:
                return known
            digest = writer.put_content(attempt, seq + 1, content)
            event = writer.append(attempt, "answered", {"answer": digest}, None, seq)
            return writer.remember(attempt, key or f"key-{seq}", event.seq, {"seq": event.seq, "given": content})

    return answer


@pytest.fixture
def child() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a process that runs one command of ``child.py``; it is gone when the test ends."""
    started: list[subprocess.Popen[str]] = []

    def start(*words: object) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(Path(pixnb.__file__).parents[1])}
        command = [sys.executable, str(CHILD), *map(str, words)]
        process = subprocess.Popen(
            command, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
