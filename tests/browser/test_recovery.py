"""Kernels and servers die at bad moments: the page says so, comes back by itself, and nothing is lost or counted twice."""

from __future__ import annotations

import signal
from contextlib import suppress

import psutil
import pytest
from driver.controls import field, put
from driver.running import eventually
from playwright.sync_api import expect

BANK = ("formulas/laps-total", "charts/monthly-bars", "reading/bus-timetable")

# A page whose ears can be closed, and whose last message with an answer can be sent again as it was.
EARS = """
  window.ears = { closed: false, again: null };
  window.WebSocket = class extends WebSocket {
    set onmessage(hear) { super.onmessage = (event) => ears.closed || hear(event); }
    get onmessage() { return super.onmessage; }
    send(data) {
      if (new TextDecoder().decode(data).includes('"method":"answer"')) ears.again = () => super.send(data);
      super.send(data);
    }
  };
"""


@pytest.fixture
def playing(serve, visit):
    """A page at its first question, and what is behind it."""
    served = serve(*BANK)
    screen = visit()
    screen.page.add_init_script(EARS)
    screen.page.goto(served.server.url)
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


def test_a_kernel_killed_between_receipt_and_next_question(playing):
    """The page says that the connection is lost, reloads by itself, and shows the same feedback; then it goes on."""
    served, screen = playing
    give_right(served, screen)
    screen.submit()
    screen.at_outcome("correct")
    old, before = screen.kernel, [event.kind for event in served.record.events()]
    kill_kernel(served, screen)
    with suppress(AssertionError):
        screen.press("feedback.next")
    screen.shows(screen.say("lost.title"))
    screen.shows(screen.say("lost.safe"))
    is_back(screen, old)
    screen.at_question() if len(served.record.events()) > len(before) else screen.at_outcome("correct")
    if screen.button("feedback.next").is_visible():
        screen.press("feedback.next")
        screen.at_question()
    assert [event.kind for event in served.record.events()] == [*before, "presented"]
    served.agrees()


def test_a_kernel_killed_while_the_learner_writes(playing):
    """What was written is there again after the page has come back, on the same variant."""
    served, screen = playing
    name, old = served.record.asked().name, screen.kernel
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
    assert served.record.closed() == ["correct"]
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
    """Same port, same store: the page comes back by itself to the same question, with the same file and the same draft."""
    served, screen = playing
    name, old = served.record.asked().name, screen.kernel
    file = screen.download(tmp_path).read_bytes()
    field(screen).fill("12")
    served.server.kill()
    screen.submit()
    screen.shows(screen.say("lost.title"))
    screen.shows(screen.say("save.offline"))
    field_value = field(screen).input_value()
    assert field_value == "12"
    assert served.record.closed() == []
    served.server.start()
    is_back(screen, old)
    # The answer that was being saved is sent again by itself.
    screen.shows(screen.say("notice.resent"))
    assert served.record.attempt().closed[0].outcome == "wrong"
    assert f"{served.record.attempt().questions[0].id} " in name
    assert screen.download(tmp_path).read_bytes() == file if screen.button("file.download").count() else file
    served.agrees()


def test_an_answer_not_yet_written_when_its_kernel_dies(playing):
    """A kernel that stops before it could write: the answer is kept, sent again, and counted once."""
    served, screen = playing
    kernel = served.server.kernel(screen.kernel)
    kernel.send_signal(signal.SIGSTOP)
    name = served.record.asked().name
    give_right(served, screen)
    screen.submit()
    expect(screen.button("question.saving")).to_be_visible()
    assert served.record.closed() == []
    kernel.kill()
    screen.at_outcome("correct")
    screen.shows(screen.say("notice.resent"))
    (answered,) = served.record.events("answered")
    assert name.startswith(f"{answered.body['question']} ")
    served.agrees()


def test_an_answer_written_whose_receipt_was_lost(playing):
    """The kernel wrote it and died before the page heard of it: sent again with its key, it is still one answer."""
    served, screen = playing
    give_right(served, screen)
    screen.page.evaluate("ears.closed = true")
    screen.submit()
    (written,) = eventually(lambda: served.record.events("answered"))
    expect(screen.button("question.saving")).to_be_visible()
    kill_kernel(served, screen)
    screen.at_outcome("correct")
    assert served.record.events("answered") == [written]
    served.agrees()


def test_the_same_message_twice_counts_once(playing):
    """A message that the network delivers twice is one answer, with one verdict."""
    served, screen = playing
    give_right(served, screen)
    screen.submit()
    screen.at_outcome("correct")
    before = served.record.events()
    screen.page.evaluate("ears.again()")
    # The kernel takes messages in order: once it has gone on, it has met the second one.
    screen.press("feedback.next")
    screen.at_question()
    assert served.record.events()[: len(before)] == before
    assert [event.kind for event in served.record.events()[len(before) :]] == ["presented"]
    served.agrees()


def test_two_tabs_on_the_same_question_count_once(playing):
    """The first answer counts; the other tab is told what became of it, and both go on from there."""
    served, screen = playing
    page = screen.page.context.new_page()
    page.goto(served.server.url)
    other = type(screen)(page, screen.lang)
    other.at_question()
    give_right(served, screen)
    screen.submit()
    screen.at_outcome("correct")
    field(other).fill("1")
    other.submit()
    other.at_outcome("correct")
    screen.press("feedback.next")
    screen.at_question()
    other.press("feedback.next")
    other.at_question()
    assert other.heading == screen.heading
    assert served.record.closed() == ["correct"]
    assert len(served.record.events("presented")) == 2
    served.agrees()
