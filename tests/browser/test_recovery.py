"""Kernels and servers die at bad moments: the page says so, comes back by itself, nothing is lost or counted twice."""

from __future__ import annotations

import signal
from contextlib import suppress
from itertools import count

import psutil
import pytest
from driver.controls import field, put
from driver.record import Record
from driver.running import CLASSMATES, eventually, known, page_server, part_of_bank
from driver.screen import Screen
from driver.served import Served
from playwright.sync_api import expect

# Questions with one field, in six topics: whatever happened before, there is one to ask.
BANK = (
    "formulas/laps-total", "charts/monthly-bars", "reading/bus-timetable", "sorting/camp-places",
    "cleaning/walking-km", "formulas/volunteer-hours",
)  # fmt: skip

# Each test has a learner of its own.
NAMES = map("Élève {}".format, count(1))

# A page whose ears can be closed, and whose last answer can be sent again. Jupyter itself drops a message
# that comes with the same signature; under another id the same call comes through.
EARS = """
  window.ears = { closed: false, again: null };
  window.WebSocket = class extends WebSocket {
    set onmessage(hear) { super.onmessage = (event) => ears.closed || hear(event); }
    get onmessage() { return super.onmessage; }
    send(data) {
      const text = Array.from(data, (byte) => String.fromCharCode(byte)).join("");
      if (text.includes('"method":"answer"')) {
        const copy = data.slice();
        const id = text.indexOf('"msg_id":"') + '"msg_id":"'.length;
        copy.set(new TextEncoder().encode("again"), id);
        ears.again = () => super.send(copy);
      }
      super.send(data);
    }
  };
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One server for all of them: what one test does to it, the next one must find mended."""
    folder = tmp_path_factory.mktemp("recovery")
    running = page_server(folder, PIXNB_BANK=str(part_of_bank(folder / "bank", BANK)))
    known(running, *CLASSMATES)
    running.start()
    yield running
    running.tell()
    running.wait()


@pytest.fixture
def playing(server, visit):
    """The page of a new learner at the first question of their attempt, and what is behind it."""
    served = Served(server, Record(server.store))
    screen = visit()
    screen.page.add_init_script(EARS)
    screen.goto(served.server, "plan/1.3")
    screen.sit(next(NAMES))
    screen.at_start()
    screen.begin()
    return served, screen


def give_right(served, screen) -> None:
    """Fill in the right answer."""
    asked = served.record.asked()
    put(screen, asked.prompt.kind, asked.prompt.ask, asked.right)


def is_gone(process: psutil.Process) -> bool:
    """Whether a process has ended."""
    with suppress(psutil.NoSuchProcess):
        return process.status() == psutil.STATUS_ZOMBIE
    return True


def kill_kernel(served, screen) -> None:
    """End the page's kernel as an overfull machine would."""
    process = served.server.kernel(screen.kernel)
    process.kill()
    assert eventually(lambda: is_gone(process))


def is_back(screen, old: str) -> None:
    """Wait until the page works with another kernel, without anybody's help."""
    expect(screen.player.get_by_text(screen.say("lost.title"))).to_have_count(0)
    assert eventually(lambda: screen.page.evaluate("1") and screen.kernel != old)


def outcomes(served) -> list[str]:
    """The outcomes of the attempt so far."""
    return served.record.closed()


def test_a_kernel_killed_between_receipt_and_next_question(playing):
    """The page says that the connection is lost, reloads by itself and stands where it stood; then it goes on."""
    served, screen = playing
    give_right(served, screen)
    screen.submit()
    screen.at_outcome("correct")
    title, old, before = screen.heading, screen.kernel, served.record.events()
    kill_kernel(served, screen)
    screen.shows(screen.say("lost.title"))
    screen.shows(screen.say("lost.safe"))
    is_back(screen, old)
    screen.at_outcome("correct")
    assert screen.heading == title
    assert served.record.events() == before
    screen.go_on()
    expect(screen.title).not_to_have_text(title)
    served.agrees()


def test_a_kernel_killed_while_the_learner_writes(playing):
    """What was written is there again after the page has come back, on the same variant."""
    served, screen = playing
    name, old, before = served.record.asked().name, screen.kernel, outcomes(served)
    field(screen).fill("77")
    kill_kernel(served, screen)
    screen.shows(screen.say("lost.title"))
    screen.shows(screen.say("lost.safe_draft"))
    is_back(screen, old)
    screen.at_question()
    expect(field(screen)).to_have_value("77")
    assert served.record.asked().name == name
    give_right(served, screen)
    screen.submit()
    screen.at_outcome("correct")
    assert outcomes(served) == [*before, "correct"]
    served.agrees()


def test_every_kernel_killed_at_once(playing):
    """Even when the one in reserve dies too, the page comes back."""
    served, screen = playing
    name, old = served.record.asked().name, screen.kernel
    assert eventually(lambda: len(served.server.kernels()) > 1)
    for kernel in served.server.kernels():
        kernel.kill()
    screen.shows(screen.say("lost.title"))
    is_back(screen, old)
    screen.at_question()
    assert served.record.asked().name == name


def test_a_killed_server_started_again_takes_its_page_back(playing, tmp_path):
    """On the same port and store, the page comes back by itself to the same question, file and draft."""
    served, screen = playing
    name, old, before = served.record.asked().name, screen.kernel, outcomes(served)
    file = screen.download(tmp_path).read_bytes()
    field(screen).fill("12")
    served.server.kill()
    screen.shows(screen.say("lost.title"))
    expect(field(screen)).to_have_value("12")
    served.server.start()
    is_back(screen, old)
    screen.at_question()
    expect(field(screen)).to_have_value("12")
    assert served.record.asked().name == name
    assert outcomes(served) == before
    assert screen.download(tmp_path).read_bytes() == file
    served.agrees()


def test_an_answer_given_while_the_server_is_gone(playing):
    """The page keeps it, says so, and hands it in by itself once the server is back."""
    served, screen = playing
    before = outcomes(served)
    give_right(served, screen)
    served.server.kill()
    screen.submit()
    screen.shows(screen.say("save.offline"))
    expect(screen.button("question.waiting")).to_be_visible()
    served.server.start()
    screen.at_outcome("correct")
    screen.shows(screen.say("notice.resent"))
    assert outcomes(served) == [*before, "correct"]
    served.agrees()


def test_an_answer_not_yet_written_when_its_kernel_dies(playing):
    """A kernel that stops before it could write: the answer is kept, sent again, and counted once."""
    served, screen = playing
    before = outcomes(served)
    kernel = served.server.kernel(screen.kernel)
    give_right(served, screen)
    kernel.send_signal(signal.SIGSTOP)
    screen.submit()
    expect(screen.button("question.saving")).to_be_visible()
    assert outcomes(served) == before
    kernel.kill()
    screen.at_outcome("correct")
    screen.shows(screen.say("notice.resent"))
    assert outcomes(served) == [*before, "correct"]
    served.agrees()


def test_an_answer_written_whose_receipt_was_lost(playing):
    """The kernel wrote it and died before the page heard of it: sent again with its key, it is still one answer."""
    served, screen = playing
    before = outcomes(served)
    give_right(served, screen)
    screen.page.evaluate("ears.closed = true")
    screen.submit()
    assert eventually(lambda: outcomes(served) != before)
    written = served.record.events()
    expect(screen.button("question.saving")).to_be_visible()
    kill_kernel(served, screen)
    screen.at_outcome("correct")
    assert served.record.events() == written
    assert outcomes(served) == [*before, "correct"]
    served.agrees()


def test_the_same_message_twice_counts_once(playing):
    """A message that the network delivers twice is one answer, with one verdict."""
    served, screen = playing
    before = outcomes(served)
    give_right(served, screen)
    screen.submit()
    screen.at_outcome("correct")
    screen.page.evaluate("ears.again()")
    # The kernel takes messages in order: once it has answered this one, it has met the second answer.
    screen.to_home()
    screen.follow("suggest.open.act")
    screen.at_outcome("correct")
    assert outcomes(served) == [*before, "correct"]
    assert served.record.events()[-1].kind == "answered"
    served.agrees()


def test_two_tabs_on_the_same_question_count_once(playing):
    """The first answer counts; the other tab is told what became of it, and both go on from there."""
    served, screen = playing
    before = outcomes(served)
    other = Screen(screen.page.context.new_page(), screen.lang)
    other.goto(served.server, "plan/1.3")
    other.sit(screen.learner)
    other.at_question()
    give_right(served, screen)
    screen.submit()
    screen.at_outcome("correct")
    field(other).fill("1")
    other.submit()
    other.at_outcome("correct")
    assert outcomes(served) == [*before, "correct"]
    (asked,) = served.record.events("presented")[len(before) :]
    assert served.record.events()[-1].seq == asked.seq + 1
    for each in (screen, other):
        each.go_on()
        expect(each.title).not_to_have_text(each.say("outcome.correct"))
    assert screen.heading == other.heading
    served.agrees()
