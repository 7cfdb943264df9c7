"""Browser tests play the whole product: real pages, kernels and stores, in processes of their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for the package ``driver`` beside this file

from driver.record import Record
from driver.running import PATIENCE, Running, page_server, part_of_bank
from driver.screen import Screen
from driver.served import Served
from playwright.sync_api import Browser, BrowserContext, expect

expect.set_options(timeout=PATIENCE * 1000)

FAILED = pytest.StashKey[bool]()
LOCALES = {"fr": "fr-FR", "en": "en-GB"}


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


@dataclass
class Visits:
    """Opens pages, each in a browser of its own kind, and closes them at the end.

    Parameters
    ----------
    browser
        The running browser.
    """

    browser: Browser
    contexts: list[BrowserContext]

    def __call__(self, lang: str = "fr", look: str = "light", **options: Any) -> Screen:
        """An empty page of a learner's browser that speaks ``lang`` and is set to ``look``."""
        context = self.browser.new_context(
            locale=LOCALES[lang], color_scheme=look, reduced_motion="reduce", viewport={"width": 1280, "height": 900},
            **options,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE * 1000)
        self.contexts.append(context)
        return Screen(context.new_page(), lang)

    def picture(self, folder: Path) -> None:
        """Keep a picture of every page."""
        pages = [page for context in self.contexts for page in context.pages]
        for place, page in enumerate(pages):
            page.screenshot(path=folder / f"page-{place}.png", full_page=True)

    def close(self) -> None:
        """Close all of them."""
        for context in self.contexts:
            context.close()


@pytest.fixture
def visit(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Visits]:
    """Opens pages for one test; when it fails, pictures of them are kept in its folder."""
    visits = Visits(browser, [])
    yield visits
    if request.node.stash.get(FAILED, False):
        visits.picture(tmp_path)
    visits.close()


Serve = Callable[..., Served]


@pytest.fixture(scope="session")
def ending() -> Iterator[list[Running]]:
    """Servers that were told to end: the tests go on meanwhile, and at last each must have ended well."""
    servers: list[Running] = []
    yield servers
    assert [server.wait() for server in servers] == [0] * len(servers)


@pytest.fixture
def serve(tmp_path: Path, ending: list[Running]) -> Iterator[Serve]:
    """Starts ``pixnb run`` for one test, on challenges named as ``topic/name``."""
    servers: list[Running] = []

    def start(*challenges: str, before: str = "", **more: str) -> Served:
        if challenges:
            more["PIXNB_BANK"] = str(part_of_bank(tmp_path / "bank", challenges))
        servers.append(page_server(tmp_path, before=before, **more))
        servers[-1].start()
        return Served(servers[-1], Record(servers[-1].store))

    yield start
    for server in servers:
        if server.tell():
            ending.append(server)
