"""Several processes, and processes that die: what was acknowledged stays, and the chain stays whole."""

from __future__ import annotations

import random
import signal
import sqlite3
import sys
import time
from contextlib import closing

import pytest

from pixnb.store import Store


def test_of_two_processes_one_wins_each_event(store, attempt, child):
    """Two processes append after the same event at once: one is saved, the other gets Conflict, each time."""
    racers = [child("race", store.path, attempt) for _ in range(2)]
    assert [racer.stdout.readline() for racer in racers] == ["ready\n"] * 2
    rounds = 25
    for seq in range(1, rounds + 1):
        for racer in racers:
            racer.stdin.write(f"{seq}\n")
            racer.stdin.flush()
        assert sorted(racer.stdout.readline() for racer in racers) == ["conflict\n", "won\n"]
    assert store.attempt(attempt).last_seq == rounds + 1
    assert store.verify() == []


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_what_a_killed_process_acknowledged_is_there(store, attempt, child):
    """Ten times a writer is killed at a random moment: nothing it acknowledged is lost, nothing is half."""
    dice = random.Random(7)
    for _ in range(10):
        writer = child("write", store.path, attempt)
        lines = [writer.stdout.readline() for _ in range(dice.randint(1, 20))]
        time.sleep(dice.uniform(0, 0.01))
        writer.kill()
        rest, _errors = writer.communicate()
        assert writer.returncode == -signal.SIGKILL
        acknowledged = int([line for line in (*lines, *rest.splitlines(keepends=True)) if line.endswith("\n")][-1])
        with Store.open(store.path) as again, again.reading() as reader:
            seqs = [event.seq for event in reader.events(attempt)]
            assert seqs[-1] >= acknowledged
            assert list(reader.contents(attempt)) == seqs[1:]
            assert reader.recall(attempt, f"key-{acknowledged}") == {"seq": acknowledged}
            assert again.verify() == []
    with closing(sqlite3.connect(store.path)) as shell:
        assert shell.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert shell.execute("PRAGMA foreign_key_check").fetchall() == []


def test_processes_that_make_the_store_at_once_agree(path, child):
    """Four processes open a store that is not there: one makes it, all get the same two learners."""
    asking = [child("learner", path) for _ in range(4)]
    for process in asking:
        assert process.stdout.readline() == "ready\n"
    for process in asking:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60) for process in asking]
    assert [errors for _, errors in said] == [""] * 4
    assert len({out for out, _ in said}) == 1
    assert len(set(said[0][0].split())) == 2
    assert [file.name for file in path.parent.glob("*before*")] == []


def test_two_processes_open_one_attempt(store, child):
    """Two processes start the same plan for one learner: one opens the attempt, the other is told its id."""
    who = store.learner()
    asking = [child("attempts", store.path, who) for _ in range(2)]
    for process in asking:
        assert process.stdout.readline() == "ready\n"
    for process in asking:
        process.stdin.write("\n")
        process.stdin.flush()
    said = sorted(process.communicate(timeout=60)[0].split() for process in asking)
    opened = store.open_attempt(who, "1.3").id
    assert said == [["conflict", opened], ["opened", opened]]


def test_a_backup_while_another_process_writes_is_one_state(store, attempt, child, tmp_path):
    """Copies made during writes are whole, hold all that was acknowledged before, and open like any store."""
    writer = child("write", store.path, attempt)
    for count in range(4):
        acknowledged = max(int(writer.stdout.readline()) for _ in range(10))
        made = store.backup(tmp_path / "copies" / f"{count}.db")
        with Store.open(made.path) as copy:
            assert len(copy.events(attempt)) == made.events >= acknowledged
            assert made.attempts == 1
            assert copy.verify() == []
    assert writer.poll() is None
