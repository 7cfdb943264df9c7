"""The kernels behind the page: this very Python, one warm in reserve, given back when a page is gone."""

from __future__ import annotations

import asyncio
import os
import tempfile
from datetime import UTC, datetime

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_core.utils import ensure_async
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from traitlets import List
from traitlets.config import Config

# An open page pings its kernel every 15 s; browsers slow the timers of hidden tabs to one a minute.
IDLE_SECONDS = 90
CULL_EVERY_SECONDS = 15
# Long enough for a page to draw itself before its kernel's successor wants the processor.
REFILL_AFTER_SECONDS = 0.5
# How long a dead kernel may go unnoticed.
DEAD_AFTER_SECONDS = 1.0
# A Unix socket's path fits 104 bytes on macOS, 108 on Linux; Voilà's names take 64 of them.
SOCKET_PATH_BYTES = 104
NAMES_BYTES = 64


class OwnKernelSpecs(KernelSpecManager):
    """Finds one kernel only: the Python that runs the server.

    A ``python3`` kernel in the user's folder would come first otherwise, and it is often another
    Python, one without pixnb.
    """

    kernel_dirs: List[str] = List([])


class PageKernels(AsyncMappingKernelManager):
    """Kernels of pages; those that wait in reserve do not age."""

    async def cull_kernels(self) -> None:
        """End the kernels whose page is gone.

        A kernel that leaves the reserve would look idle since it was made, and could be culled before
        its page has said a word.
        """
        for kernel_id in self.reserve():
            if kernel_id in self._kernels:
                self._kernels[kernel_id].last_activity = datetime.now(UTC)
        await super().cull_kernels()  # type: ignore[no-untyped-call]

    async def _async_shutdown_kernel(
        self, kernel_id: str, now: bool | None = False, restart: bool | None = False
    ) -> None:
        """End a kernel. One that is still starting, or ending already, is waited for first.

        Jupyter would answer that it does not exist, and a server that stops would leave it behind.
        """
        if pending := self._pending_kernels.get(kernel_id):
            await asyncio.wait([pending])
        if kernel_id in self:
            await super()._async_shutdown_kernel(kernel_id, now=now, restart=restart)  # type: ignore[no-untyped-call]

    shutdown_kernel = _async_shutdown_kernel  # type: ignore[assignment] # the base class runs its own otherwise

    async def forget_dead(self) -> None:
        """Replace kernels that have died in the reserve: a page that was given one would never start."""
        for notebook, pool in getattr(self, "_pools", {}).items():
            dead = [task for task in pool if task.done() and not await self._lives(task)]
            pool[:] = [task for task in pool if task not in dead]
            if dead:
                self.fill_if_needed(notebook_name=notebook)  # type: ignore[attr-defined] # Voilà's subclass

    async def _lives(self, task: asyncio.Task[dict[str, str]]) -> bool:
        """Whether the kernel that a finished task made is there and alive."""
        if task.cancelled() or task.exception() is not None:
            return False
        kernel = self._kernels.get(task.result()["kernel_id"])
        return kernel is not None and bool(await ensure_async(kernel.is_alive()))

    def reserve(self) -> list[str]:
        """Ids of the kernels that wait for a page."""
        tasks = [task for pool in getattr(self, "_pools", {}).values() for task in pool]
        ready = [task for task in tasks if task.done() and not task.cancelled() and task.exception() is None]
        return [task.result()["kernel_id"] for task in ready]


def transport() -> str:
    """``ipc`` where Unix sockets work, else ``tcp``.

    With TCP the server picks a port that another process may take before the kernel binds it, and every
    user of the machine can connect to it.
    """
    fits = len(os.fsencode(tempfile.gettempdir())) + NAMES_BYTES < SOCKET_PATH_BYTES
    return "ipc" if os.name == "posix" and fits else "tcp"


def kernel_config() -> Config:
    """The traitlets settings of the kernels."""
    config = Config()
    config.VoilaConfiguration.multi_kernel_manager_class = PageKernels
    config.VoilaConfiguration.kernel_spec_manager_class = OwnKernelSpecs
    config.VoilaConfiguration.preheat_kernel = True
    config.VoilaConfiguration.default_pool_size = 1
    config.VoilaKernelManager.fill_delay = REFILL_AFTER_SECONDS
    config.MappingKernelManager.cull_idle_timeout = IDLE_SECONDS
    config.MappingKernelManager.cull_interval = CULL_EVERY_SECONDS
    config.MappingKernelManager.cull_connected = True
    config.KernelManager.transport = transport()
    # A kernel that died and was started again knows nothing of its page: say at once that it is gone.
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = DEAD_AFTER_SECONDS
    # The limit is for runaway prints in notebooks; it would drop a question's file of 3 MB.
    config.ZMQChannelsWebsocketConnection.limit_rate = False
    return config
