"""Pages of learners' browsers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from driver.running import PATIENCE
from driver.screen import Screen

LOCALES = {"fr": "fr-FR", "en": "en-GB"}


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
    screens: list[Screen] = field(default_factory=list)

    def __call__(self, lang: str = "fr", look: str = "light", **options: Any) -> Screen:
        """An empty page of a learner's browser that speaks ``lang`` and is set to ``look``."""
        context = self.browser.new_context(
            locale=LOCALES[lang], color_scheme=look, reduced_motion="reduce", viewport={"width": 1280, "height": 900},
            **options,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE * 1000)
        self.contexts.append(context)
        self.screens.append(Screen(context.new_page(), lang))
        return self.screens[-1]

    def picture(self, folder: Path) -> None:
        """Keep a picture of every page."""
        pages = [page for context in self.contexts for page in context.pages]
        for place, page in enumerate(pages):
            page.screenshot(path=folder / f"page-{place}.png", full_page=True)

    def close(self) -> None:
        """Close all of them."""
        for context in self.contexts:
            context.close()
