"""Pictures of every screen and answer kind, with what axe and a few checks of our own find wrong.

``python gallery.py FOLDER [--chromium PATH] [--only TEXT]`` exits with 1 when something is wrong.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from serve import harness

SIZES = {"320": (320, 640), "390": (390, 844), "768": (768, 900), "1280": (1280, 900)}
LOOKS = [
    ("fr", "light", "1280"),
    ("fr", "light", "320"),
    ("en", "dark", "390"),
    ("en", "dark", "768"),
    ("fr", "dark", "1280"),
    ("en", "light", "320"),
]

OVERFLOW = "document.documentElement.scrollWidth > innerWidth"
SMALL = """
[...document.querySelectorAll(`.pixnb :is(
  button, a.px-btn, a.px-place, a.px-comp, a.px-door, select, summary, label.px-option, input.px-input, textarea
)`)]
  .filter(e => e.offsetParent && (e.getBoundingClientRect().height < 43.5 || e.getBoundingClientRect().width < 43.5))
  .map(e => e.outerHTML.slice(0, 90))
"""


def scenes(browser: Browser, address: str) -> list[str]:
    """Names of what the harness can show."""
    page = browser.new_page()
    page.goto(address)
    page.wait_for_function("window.scenes && document.querySelector('h1')")
    names: list[str] = page.evaluate("window.scenes")
    page.close()
    return names


def wrong(page: Page) -> list[str]:
    """What is wrong with the page as it is."""
    found = [f"axe {each['id']}: {each['nodes'][0]['html'][:120]}" for each in Axe().run(page).response["violations"]]
    if page.evaluate(OVERFLOW):
        found.append("the page scrolls sideways")
    found += [f"small target: {each}" for each in page.evaluate(SMALL)]
    return found


def show(browser: Browser, address: str, query: str, look: tuple[str, str, str]) -> Page:
    """A page with one scene in one look."""
    lang, scheme, size = look
    width, height = SIZES[size]
    options: dict[str, Any] = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
    page = browser.new_context(**options, reduced_motion="reduce", locale="fr-FR").new_page()
    page.on("pageerror", lambda error: print("page error:", error))
    page.on("console", lambda message: message.type == "error" and print("console:", message.text))
    page.goto(f"{address}?{query}&lang={lang}")
    page.wait_for_selector("h1")
    page.wait_for_timeout(150)
    return page


def main() -> int:
    """Take every picture; say what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    problems = 0
    with harness() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox"])
        for name in scenes(browser, address):
            for look in LOOKS if asked.only in name else []:
                page = show(browser, address, f"scene={name}", look)
                page.screenshot(path=asked.folder / f"{name}_{'_'.join(look)}.png", full_page=True)
                for each in wrong(page):
                    problems += 1
                    print(f"{name} {' '.join(look)}: {each}")
                page.context.close()
        browser.close()
    print(f"{problems} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
