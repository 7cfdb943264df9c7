"""What is wrong with the look of a page: axe's findings, and pages that scroll sideways."""

from __future__ import annotations

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

from driver.screen import Screen

WIDTHS = (320, 400, 768, 1280)
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
CHECKED = ("fr", "light", WIDE), ("en", "dark", NARROW)
Act = Callable[[], None]
_WIDER = """() => [...document.querySelectorAll('.pixnb *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


def nothing() -> None:
    """Nothing to open or close."""


def faults(page: Page) -> list[str]:
    """What axe finds, in words."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then((all) => all.violations)")
    return [f"{one['impact']} {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def overflow(page: Page) -> list[str]:
    """Widths at which the page scrolls sideways, with what sticks out."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 640 if width < 768 else 900})
        if page.evaluate("document.scrollingElement.scrollWidth > innerWidth"):
            found.append(f"{width} pixels: {page.evaluate(_WIDER)[-3:]}")
    return found


def inspect(screen: Screen, where: str, show: Act = nothing, hide: Act = nothing) -> list[str]:
    """All that is wrong with a screen, by day in French and by night in English; it is left as it was.

    Axe looks at it wide by day and narrow by night: its rules are about colours or about sizes, not about both.

    Parameters
    ----------
    screen
        The page.
    where
        What to call the screen.
    show, hide
        Open and close what lies over the page and its buttons.
    """
    wrong: list[str] = []
    lang, look = screen.lang, screen.player.get_attribute("data-theme") or "light"
    for language, colours, size in CHECKED:
        screen.speak(language)
        screen.colour(colours)
        screen.settled()
        show()
        name = f"{where} {language} {colours}"
        wrong += [f"{name}: {each}" for each in overflow(screen.page)]
        screen.page.set_viewport_size(size)
        wrong += [f"{name} {size['width']}: {each}" for each in faults(screen.page)]
        screen.page.set_viewport_size(WIDE)
        hide()
    screen.speak(lang)
    screen.colour(look)
    return wrong
