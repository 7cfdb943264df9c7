"""Kernels are processes of 100 MB each: none stays behind its page or its server."""

from __future__ import annotations

import re
import signal

import psutil
import pytest
from driver.running import eventually, is_kernel

# The same culling as always, with shorter delays; pages that cannot say goodbye are its business.
IMPATIENT = "import pixnb.serving.kernels as kernels; kernels.IDLE_SECONDS = 6; kernels.CULL_EVERY_SECONDS = 1"
SILENT = "navigator.sendBeacon = () => true"
RESERVE = 1
KERNEL_FILE = re.compile(r"kernel-([\w-]+)\.json")


def open_pages(served, visit, *, silent: bool):
    """Three pages, each in a browser of its own, all at work."""
    screens = []
    for _ in range(3):
        screens.append(visit())
        if silent:
            screens[-1].page.add_init_script(SILENT)
        screens[-1].goto(served.server)
        screens[-1].at_home()
    return screens


def names(served) -> set[str]:
    """Ids of the kernels that run."""
    return {match[1] for one in served.server.kernels() if (match := KERNEL_FILE.search(" ".join(one.cmdline())))}


def test_closed_pages_give_their_kernels_back(serve, visit):
    """After three pages were closed, only the kernel in reserve is left."""
    served = serve("formulas/laps-total")
    screens = open_pages(served, visit, silent=False)
    assert len(served.server.kernels()) >= len(screens)
    for screen in screens:
        screen.page.close()
    assert eventually(lambda: len(served.server.kernels()) == RESERVE)


def test_pages_that_vanish_lose_their_kernels_too(serve, visit):
    """A browser that crashed says nothing: its kernels are ended when they have been idle for long."""
    served = serve("formulas/laps-total", before=IMPATIENT)
    screens = open_pages(served, visit, silent=True)
    vanished = {screen.kernel for screen in screens}
    assert len(vanished) == len(screens)
    for screen in screens:
        screen.page.close()
    assert eventually(lambda: not vanished & names(served))
    assert eventually(lambda: len(served.server.kernels()) == RESERVE)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda one: one.name)
def test_a_stopped_server_leaves_no_kernel(serve, visit, how):
    """Ctrl-C, a service manager or a power cut, with a page open: no kernel is left, and what was begun is saved."""
    served = serve("formulas/laps-total")
    screen = visit()
    screen.open_plan(served.server)
    screen.begin()
    kernels = served.server.kernels()
    assert kernels
    if how is signal.SIGKILL:
        served.server.kill()
    else:
        served.server.tell(how)
        assert served.server.wait() == 0
    assert eventually(lambda: not any(map(is_living_kernel, kernels)))
    assert [event.kind for event in served.record.events()] == ["started", "presented"]


def is_living_kernel(process: psutil.Process) -> bool:
    """Whether it still runs, and is still a kernel."""
    return process.is_running() and is_kernel(process)
