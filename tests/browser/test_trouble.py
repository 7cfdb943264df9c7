"""Stores and banks in trouble: the page says in words what is wrong and what to do, and never shows the inside."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from driver.looks import inspect
from driver.running import part_of_bank
from playwright.sync_api import expect

BANK = "formulas/laps-total"
INSIDE = ("Traceback", "Error:", ".py", "sqlite", "pixnb.store", 'File "')


def unwritable() -> Path:
    """A folder nobody may write in, not even root."""
    return Path("/sys/pixnb-home") if Path("/sys/kernel").is_dir() else Path("/dev/pixnb-home")


def corrupt(folder: Path) -> dict[str, str]:
    """A store that is a picture of a cat, or anything else."""
    (folder / "home").mkdir()
    (folder / "home" / "pixnb.db").write_bytes(b"not a store at all" * 300)
    return {}


def newer(folder: Path) -> dict[str, str]:
    """A store from a pixnb to come."""
    from pixnb.store.store import Store

    Store.open(folder / "home" / "pixnb.db").close()
    with sqlite3.connect(folder / "home" / "pixnb.db") as database:
        assert database.execute("UPDATE alembic_version SET version_num = '9999'").rowcount == 1
    return {}


def read_only(folder: Path) -> dict[str, str]:
    """A home nobody may write to."""
    return {"PIXNB_HOME": str(unwritable())}


def broken_bank(folder: Path) -> dict[str, str]:
    """A bank whose only challenge cannot be read."""
    bank = part_of_bank(folder / "broken", [BANK])
    (file,) = bank.rglob("laps-total.md")
    file.write_text(file.read_text().replace("kind: number", "kind: guess"))
    return {"PIXNB_BANK": str(bank)}


TROUBLE = {
    "corrupt": (corrupt, "error.store.corrupt", "store.corrupt"),
    "newer": (newer, "error.store.newer", "store.newer"),
    "read-only": (read_only, "error.store.read_only", "store.read_only"),
    "bank": (broken_bank, "error.bank", "bank"),
}


@pytest.mark.parametrize(("make", "words", "code"), TROUBLE.values(), ids=TROUBLE)
def test_trouble_is_said_in_words(serve, visit, tmp_path, make, words, code):
    """In French and in English, with a code for the teacher, a way to try again, and nothing of the inside."""
    more = make(tmp_path)
    bank = () if "PIXNB_BANK" in more else (BANK,)
    served = serve(*bank, learners=(), **more)
    screen = visit()
    screen.goto(served.server, "plan/1.3")
    expect(screen.title).to_have_text(screen.say("error.title"))
    screen.shows(screen.say(words))
    screen.shows(screen.say("error.code", code=code))
    screen.press("error.retry")
    expect(screen.title).to_have_text(screen.say("error.title"))
    screen.speak("en")
    screen.shows(screen.say(words))
    assert inspect(screen, code) == []
    seen = screen.page.inner_text("body")
    assert not [each for each in (*INSIDE, str(tmp_path)) if each in seen]


def test_one_broken_file_does_not_take_the_others_away(serve, visit, tmp_path):
    """Its question is not asked; the others are, and the terminal says what is wrong where."""
    bank = part_of_bank(tmp_path / "half", [BANK, "charts/monthly-bars"])
    (file,) = bank.rglob("laps-total.md")
    file.write_text("---\nid: 1.3-laps-total\n---\n")
    served = serve(PIXNB_BANK=str(bank))
    screen = visit()
    screen.open_plan(served.server)
    screen.begin()
    assert served.record.asked().challenge == "monthly-bars"


def test_a_store_mended_meanwhile_is_taken_up_without_a_restart(serve, visit, tmp_path):
    """Whoever moves the damaged file away presses “try again” and goes on."""
    corrupt(tmp_path)
    served = serve(BANK, learners=())
    screen = visit()
    screen.goto(served.server, "plan/1.3")
    screen.shows(screen.say("error.store.corrupt"))
    served.server.store.rename(tmp_path / "damaged.db")
    screen.press("error.retry")
    screen.sit("Inès")
    screen.begin()
    assert served.record.asked().challenge == "laps-total"
