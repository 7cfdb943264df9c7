"""A whole attempt with the keyboard alone, and every state that is not a screen: refused, lost, failing, resumed.

``python walk.py FOLDER [--chromium PATH]`` exits with 1 when something is not as it must be.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from gallery import show, wrong
from playwright.sync_api import Browser, Page, expect, sync_playwright
from serve import harness

LIGHT = ("fr", "light", "1280")
NARROW = ("fr", "light", "320")
DARK = ("fr", "dark", "1280")


class Walk:
    """Takes pictures on the way and keeps what is wrong."""

    def __init__(self, browser: Browser, address: str, folder: Path) -> None:
        self.browser, self.address, self.folder = browser, address, folder
        self.problems: list[str] = []

    def open(self, query: str, look: tuple[str, str, str] = LIGHT) -> Page:
        """A page of its own."""
        return show(self.browser, self.address, query, look)

    def look(self, page: Page, name: str) -> None:
        """A picture, and what is wrong in it."""
        page.wait_for_timeout(120)
        page.screenshot(path=self.folder / f"{name}.png", full_page=True)
        self.problems += [f"{name}: {each}" for each in wrong(page)]

    def must(self, ok: bool, what: str) -> None:
        """Keep what is not so."""
        if not ok:
            self.problems.append(what)


def focused(page: Page) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("(document.activeElement?.innerText || document.activeElement?.tagName || '').trim()"))


def tab_to(page: Page, words: str, most: int = 40) -> None:
    """Press Tab until something with these words has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in focused(page):
            return
    raise AssertionError(f"Tab never reaches “{words}”; at “{focused(page)}”")


def keyboard(walk: Walk) -> None:
    """Every kind of question, answered without a mouse."""
    page = walk.open("scene=start")
    tab_to(page, "Commencer")
    page.keyboard.press("Enter")
    answers: dict[str, Callable[[], None]] = {
        "choice": lambda: press(page, "Tab", "2"),
        "number": lambda: typed(page, "64,4"),
        "blanks": lambda: typed(page, "NB.SI", "Tab", ">=", "Tab", "10"),
        "order": lambda: press(page, "Tab", "Enter", "Enter"),
        "match": lambda: typed(page, "NB", "Tab", "MA", "Tab", "ArrowDown", "ArrowDown", "ArrowDown"),
        "text": lambda: typed(page, "mirabelle"),
    }
    for name, answer in answers.items():
        expect(page.locator(f"[id$='-q-{name}'], [id*='-q-{name}-']").first).to_be_attached()
        walk.must(page.evaluate("document.activeElement.tagName") == "H1", f"{name}: the focus is not on the question")
        answer()
        walk.look(page, f"walk-{name}")
        if name == "order":
            walk.must(
                "Descendre" in str(page.evaluate("document.activeElement.ariaLabel")),
                "order: the focus left its button",
            )
            said = page.locator("[role=status]").inner_text()
            walk.must("position 3 sur 4" in said, f"order: the move was not announced, but “{said}”")
        tab_to(page, "Valider") if name in ("choice", "order", "match") else None
        page.keyboard.press("Enter")
        expect(page.locator(".px-verdict")).to_be_visible()
        walk.must(page.evaluate("document.activeElement.tagName") == "H1", f"{name}: the focus is not on the verdict")
        tab_to(page, "Question suivante")
        page.keyboard.press("Enter")
        expect(page.locator(".px-verdict")).to_have_count(0)
    tab_to(page, "Je passe")
    page.keyboard.press("Enter")
    expect(page.locator(".px-verdict")).to_contain_text("Passée")
    tab_to(page, "Lire")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("La moyenne")
    walk.look(page, "walk-tutorial")
    tab_to(page, "Retour")
    page.keyboard.press("Enter")
    walk.must("Lire" in focused(page), "after the lesson the focus is not back on its button")
    tab_to(page, "Question suivante")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Petite pause")
    tab_to(page, "Continuer")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Niveau 3")
    sent = page.evaluate("kernel.calls.filter(c => c.method === 'answer').map(c => c.params.answer)")
    expected = [
        {"choices": ["2"]}, {"text": "64,4"}, {"blanks": {"f": "NB.SI", "c": ">=", "n": "10"}},
        {"order": ["2", "3", "1", "4"]}, {"pairs": {"l1": "r2", "l2": "r1", "l3": "r3"}}, {"text": "mirabelle"},
    ]  # fmt: skip
    for got, want in zip(sent, expected, strict=True):
        walk.must(got == want, f"sent {got} instead of {want}")
    page.context.close()


def press(page: Page, *keys: str) -> None:
    """Keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


def typed(page: Page, *what: str) -> None:
    """Go into the answer's first field, then type texts and press keys."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.px-answer')"):
            break
    for each in what:
        page.keyboard.press(each) if each in ("Tab", "ArrowDown") else page.keyboard.type(each)


def refused(walk: Walk) -> None:
    """An answer that cannot be read."""
    for look in (LIGHT, NARROW, DARK):
        page = walk.open("scene=question-number&method=answer&problem=invalid.not_a_number", look)
        page.locator(".px-answer input").fill("abc")
        page.keyboard.press("Enter")
        expect(page.locator(".px-refusal")).to_be_focused()
        walk.must(page.title().startswith("Erreur"), "the page's title does not begin with Erreur")
        walk.must(page.locator(".px-answer input").input_value() == "abc", "what was typed is gone")
        walk.look(page, f"refused-{look[1]}-{look[2]}")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator(".px-answer input")).to_be_focused()
        page.context.close()
    page = walk.open("scene=question-choice&method=answer&problem=invalid.empty")
    page.get_by_role("button", name="Valider").click()
    expect(page.locator(".px-refusal")).to_be_focused()
    walk.look(page, "refused-choice")
    page.context.close()


def lost(walk: Walk) -> None:
    """The kernel falls silent while an answer is saved, and comes back."""
    for place, look in (("lab", LIGHT), ("voila", NARROW), ("lab", DARK)):
        page = walk.open(f"scene=question-number&place={place}", look)
        page.route("**/*", lambda route: route.abort())
        page.locator(".px-answer input").fill("9,2")
        page.evaluate("kernel.deaf = true")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Enregistrement…")).to_be_visible()
        expect(page.locator(".px-banner")).to_be_visible(timeout=12_000)
        walk.look(page, f"lost-{place}-{look[1]}-{look[2]}")
        page.evaluate("kernel.deaf = false")
        expect(page.locator(".px-verdict")).to_be_visible(timeout=8_000)
        walk.must(page.evaluate("kernel.events.size") == 1, "the answer was not written once")
        page.context.close()


def reloaded(walk: Walk) -> None:
    """The page reloads by itself and sends the answer that was being saved again, with the same key."""
    page = walk.open("scene=question-number")
    page.locator(".px-answer input").fill("9,2")
    page.evaluate("kernel.deaf = true")
    page.keyboard.press("Enter")
    with page.expect_navigation(timeout=30_000):
        pass
    expect(page.locator(".px-verdict")).to_be_visible()
    walk.must(
        page.evaluate("kernel.calls.some(c => c.method === 'answer' && c.params.answer.text === '9,2')"),
        "not sent again",
    )
    expect(page.locator(".px-note")).to_contain_text("renvoyée")
    walk.look(page, "reloaded")
    page.context.close()


def others(walk: Walk) -> None:
    """Failures, the report, quitting, drafts, themes, JupyterLab's shape."""
    page = walk.open("scene=question-number&method=answer&problem=store.full")
    page.locator(".px-answer input").fill("1")
    page.keyboard.press("Enter")
    expect(page.locator(".px-problem")).to_contain_text("disque")
    walk.look(page, "problem")
    page.context.close()

    page = walk.open("scene=start&method=view&problem=bank")
    walk.look(page, "problem-first")
    page.context.close()

    for look in (LIGHT, NARROW, DARK):
        page = walk.open("scene=question-number", look)
        page.get_by_role("button", name="Signaler un problème").click()
        page.get_by_role("button", name="Envoyer").click()
        walk.look(page, f"report-{look[1]}-{look[2]}")
        page.get_by_label("Il y a une erreur").check()
        page.get_by_role("button", name="Envoyer").click()
        expect(page.locator("dialog")).to_have_count(0)
        expect(page.locator(".px-note")).to_contain_text("Merci")
        page.get_by_role("button", name="Quitter").click()
        walk.look(page, f"home-{look[1]}-{look[2]}")
        page.context.close()

    page = walk.open("scene=question-number&place=lab")
    page.locator(".px-answer input").fill("9,")
    page.reload()
    expect(page.locator(".px-answer input")).to_have_value("9,")
    page.get_by_role("button", name="English").click()
    expect(page.locator("h1")).to_contain_text("average")
    expect(page.locator(".px-answer input")).to_have_value("9,")
    walk.look(page, "lab-en")
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    expect(page.locator(".pixnb")).to_have_attribute("data-theme", "dark")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download readings").click()
    walk.must(download.value.suggested_filename == "readings-valbrune.csv", "the file has another name")
    walk.look(page, "lab-dark-downloaded")
    page.context.close()

    page = walk.open("scene=question-file")
    page.locator("input[type=file]").set_input_files({"name": "tri.docx", "mimeType": "a/b", "buffer": b"x"})
    expect(page.locator(".px-refusal")).to_be_focused()
    page.locator("input[type=file]").set_input_files(
        {"name": "tri.csv", "mimeType": "text/csv", "buffer": b"a;b\n" * 900}
    )
    walk.look(page, "file-chosen")
    page.get_by_role("button", name="Valider").click()
    expect(page.locator(".px-verdict")).to_be_visible()
    walk.must(page.evaluate("kernel.calls.at(-1).bytes") == 3600, "the file's bytes did not arrive")
    page.context.close()

    page = walk.open("scene=end")
    page.emulate_media(media="print")
    page.screenshot(path=walk.folder / "print-end.png", full_page=True)
    page.emulate_media(media="screen", forced_colors="active")
    walk.look(page, "forced-end")
    page.context.close()
    page = walk.open("scene=question-choice")
    page.emulate_media(forced_colors="active")
    page.locator("label").nth(1).click()
    walk.look(page, "forced-choice")
    page.emulate_media(forced_colors="none", contrast="more")
    walk.look(page, "contrast-choice")
    page.context.close()


def main() -> int:
    """Walk; say what is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with harness() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox"])
        walk = Walk(browser, address, asked.folder)
        for part in (keyboard, refused, lost, reloaded, others):
            if asked.only in part.__name__:
                part(walk)
        browser.close()
    print("\n".join([*walk.problems, f"{len(walk.problems)} problems"]))
    return 1 if walk.problems else 0


if __name__ == "__main__":
    sys.exit(main())
