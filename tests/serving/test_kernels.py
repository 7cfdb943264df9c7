"""The kernels behind the page: the right Python, found again when their page is gone."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest
from traitlets.config import Config

from pixnb.serving import kernels

T = TypeVar("T")
LONG_AGO = datetime.now(UTC) - timedelta(hours=1)


def manager(**culling: float) -> kernels.PageKernels:
    """A manager with the page's settings and other delays."""
    config = kernels.kernel_config()
    config.MappingKernelManager.update(culling)
    specs, folder = kernels.OwnKernelSpecs(), tempfile.mkdtemp(prefix="pixnb-kernels-")
    return kernels.PageKernels(config=config, kernel_spec_manager=specs, connection_dir=folder)


def ran(work: Coroutine[Any, Any, T]) -> T:
    """What a coroutine gives, in a thread of its own: browser tests of this process keep a loop running here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_another_python_of_the_same_name_is_not_taken(tmp_path, monkeypatch):
    """A ``python3`` kernel in the user's Jupyter folder does not replace the Python pixnb is installed in."""
    spec = tmp_path / "kernels" / "python3"
    spec.mkdir(parents=True)
    argv = {"argv": ["/elsewhere/python", "-m", "ipykernel_launcher"], "display_name": "Other", "language": "python"}
    (spec / "kernel.json").write_text(json.dumps(argv))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    found = kernels.OwnKernelSpecs().get_kernel_spec("python3")
    assert found.argv[0] == sys.executable


def test_unix_sockets_are_used_unless_their_path_would_be_too_long(monkeypatch):
    """A deep temporary folder, as on macOS, falls back to TCP."""
    monkeypatch.setattr(kernels.tempfile, "gettempdir", lambda: "/tmp")
    assert kernels.transport() == "ipc"
    monkeypatch.setattr(kernels.tempfile, "gettempdir", lambda: "/var/folders/" + "x" * 36)
    assert kernels.transport() == "tcp"


async def idle_kernel_is_left(in_reserve: bool) -> bool:
    """Whether a kernel that has been silent for an hour survives a round of the culler."""
    managed = manager(cull_idle_timeout=60, cull_interval=3600)
    kernel_id = await managed.start_kernel(kernel_name="python3")
    managed._kernels[kernel_id].execution_state = "idle"
    managed._kernels[kernel_id].last_activity = LONG_AGO
    waiting: asyncio.Future[dict[str, str]] = asyncio.get_running_loop().create_future()
    waiting.set_result({"kernel_id": kernel_id})
    managed._pools = {"page": [waiting]} if in_reserve else {}
    await managed.cull_kernels()
    left = kernel_id in managed
    await managed.shutdown_all(now=True)
    return left


def test_a_kernel_without_a_page_is_ended():
    """What a closed laptop left behind does not stay."""
    assert not ran(idle_kernel_is_left(in_reserve=False))


async def ended_while_starting(*, twice: bool) -> list[str]:
    """What is left when a kernel is told to end, once or twice, before it has started."""
    managed = manager()
    starting = asyncio.ensure_future(managed.start_kernel(kernel_name="python3"))
    while not managed._pending_kernels:
        await asyncio.sleep(0)
    (kernel_id,) = managed._pending_kernels
    assert kernel_id not in managed
    await asyncio.gather(*(managed.shutdown_kernel(kernel_id, now=True) for _ in range(2 if twice else 1)))
    await starting
    left = list(managed.list_kernel_ids())
    await managed.shutdown_all(now=True)
    return left


@pytest.mark.parametrize("twice", [False, True], ids=["once", "twice"])
def test_a_kernel_that_is_still_starting_can_be_ended(twice):
    """A page closed at once, or a server stopped at once, leaves no kernel behind."""
    assert ran(ended_while_starting(twice=twice)) == []


def test_a_kernel_in_reserve_does_not_age():
    """It may wait for hours, and is as young as any when its page comes."""
    assert ran(idle_kernel_is_left(in_reserve=True))


def test_an_unfinished_or_failed_start_is_not_in_reserve():
    """Only kernels that are there count."""

    async def reserve() -> list[str]:
        managed = manager()
        loop = asyncio.get_running_loop()
        starting, failed, stopped = (loop.create_future() for _ in range(3))
        failed.set_exception(RuntimeError("no kernel"))
        stopped.cancel()
        managed._pools = {"page": [starting, failed, stopped]}
        return managed.reserve()

    assert ran(reserve()) == []


def test_an_open_page_pings_more_often_than_kernels_are_ended():
    """The player pings every 15 s, and at least once a minute in a hidden tab."""
    config: Config = kernels.kernel_config()
    assert config.MappingKernelManager.cull_idle_timeout > 60
    assert config.MappingKernelManager.cull_connected is True
