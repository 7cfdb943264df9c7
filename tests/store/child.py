"""What another process does to the same store: one command per run, one line of output per step."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pixnb.core.errors import Conflict, PixnbError
from pixnb.store import Store

NOBODY = 65534


def say(*words: object) -> None:
    """Print one line at once."""
    print(*words, flush=True)


def race(path: str, attempt: str) -> None:
    """For each line read, append after the event it names; say who won."""
    with Store.open(Path(path)) as store:
        say("ready")
        for line in sys.stdin:
            try:
                with store.transaction() as writer:
                    writer.append(attempt, "focus_lost", {"by": os.getpid()}, None, int(line))
                say("won")
            except Conflict:
                say("conflict")


def write(path: str, attempt: str) -> None:
    """Append for ever from where the attempt is; say each number once it is saved."""
    with Store.open(Path(path)) as store:
        seq = store.attempt(attempt).last_seq
        while True:
            with store.transaction() as writer:
                digest = writer.put_content(attempt, seq + 1, {"text": "réponse " * 40, "seq": seq + 1})
                writer.put_blob(os.urandom(3000))
                seq = writer.append(attempt, "answered", {"answer": digest}, None, seq).seq
                writer.remember(attempt, f"key-{seq}", seq, {"seq": seq})
            say(seq)


def learner(path: str) -> None:
    """Wait for a line, then open the store and say the default learner and one with a name."""
    say("ready")
    sys.stdin.readline()
    with Store.open(Path(path)) as store:
        say(store.learner(), store.learner("Zoé"))


def attempts(path: str, who: str) -> None:
    """Wait for a line, then try to open an attempt in plan 1.3."""
    with Store.open(Path(path)) as store:
        say("ready")
        sys.stdin.readline()
        try:
            with store.transaction() as writer:
                plan = writer.put_blob(b"{}")
                say("opened", writer.create_attempt(learner=who, plan_id="1.3", plan=plan, framework="crcn"))
        except Conflict as error:
            say("conflict", error.params["attempt"])


def unprivileged(path: str) -> None:
    """Open the store as a user who is not root; say what that gives."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        Store.open(Path(path)).close()
        say("opened")
    except PixnbError as error:
        say(error.code, error)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
