"""Browser tests play the whole product: real pages, kernels and stores, in processes of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for the package ``driver`` beside this file

from driver.record import Record
from driver.running import PATIENCE, Running, known, page_server, part_of_bank
from driver.screen import Screen
from driver.served import Served
from driver.visits import Visits
from playwright.sync_api import Browser, expect

expect.set_options(timeout=PATIENCE * 1000)

FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember which tests failed."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Visits]:
    """Opens pages for one test; when it fails, pictures of them are kept in its folder."""
    visits = Visits(browser, [])
    yield visits
    if request.node.stash.get(FAILED, False):
        visits.picture(tmp_path)
    visits.close()


@pytest.fixture(scope="module")
def staying(browser: Browser) -> Iterator[Visits]:
    """The pages that all tests of a module use one after the other: each new one costs a kernel."""
    visits = Visits(browser, [])
    yield visits
    visits.close()


@pytest.fixture
def stay(staying: Visits, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., Screen]]:
    """Gives the one page of a module, with a learner at a screen; when the test fails, a picture of it is kept."""

    def at(served: Served, learner: str, path: str = "home", lang: str = "fr") -> Screen:
        if not staying.screens:
            staying().goto(served.server)
        screen = staying.screens[0]
        screen.change(learner, path, lang)
        return screen

    yield at
    if request.node.stash.get(FAILED, False):
        staying.picture(tmp_path)


Serve = Callable[..., Served]


@pytest.fixture(scope="session")
def ending() -> Iterator[list[Running]]:
    """Servers that were told to end: the tests go on meanwhile, and at last each must have ended well."""
    servers: list[Running] = []
    yield servers
    assert [server.wait() for server in servers] == [0] * len(servers)


@pytest.fixture
def serve(tmp_path: Path, ending: list[Running]) -> Iterator[Serve]:
    """Starts ``pixnb run`` for one test, see `served_from`."""
    yield from served_from(tmp_path, ending)


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory, ending: list[Running]) -> Iterator[Serve]:
    """Starts ``pixnb run`` for all tests of a module, see `served_from`."""
    yield from served_from(tmp_path_factory.mktemp("shared"), ending)


def served_from(folder: Path, ending: list[Running]) -> Iterator[Serve]:
    """Gives what starts servers in a folder, on challenges named as in `part_of_bank`; tells them to end at last.

    Learners are known before a server starts: one alone sits down by themselves.
    """
    servers: list[Running] = []

    def start(*challenges: str, learners: Sequence[str] = ("Inès",), before: str = "", **more: str) -> Served:
        if challenges:
            more["PIXNB_BANK"] = str(part_of_bank(folder / "bank", challenges))
        servers.append(page_server(folder, before=before, **more))
        if learners:
            known(servers[-1], *learners)
        servers[-1].start()
        return Served(servers[-1], Record(servers[-1].store))

    yield start
    for server in servers:
        if server.tell():
            ending.append(server)
