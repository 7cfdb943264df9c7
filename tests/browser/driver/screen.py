"""A hand on the player's page: it finds everything by its role and its words, as a person does."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from driver.running import KERNEL_IN_ADDRESS
from driver.words import beginning, one_line, word

LOOKS = {"light": "theme.light", "dark": "theme.dark"}


class Screen:
    """The player on a page.

    Parameters
    ----------
    page
        The browser's page.
    lang
        The language on screen.
    """

    def __init__(self, page: Page, lang: str = "fr") -> None:
        self.page = page
        self.lang = lang
        self.player = page.locator(".pixnb").last
        self._sockets: list[str] = []
        page.on("websocket", lambda socket: self._sockets.append(socket.url))

    def say(self, name: str, /, **values: object) -> str:
        """A sentence of the player."""
        return word(self.lang, name, **values)

    def button(self, name: str, /, **values: object) -> Locator:
        """A button of the player by the name of its words."""
        return self.player.get_by_role("button", name=self.say(name, **values), exact=True)

    def press(self, name: str, /, **values: object) -> None:
        """Click such a button."""
        self.button(name, **values).click()

    # Where the learner is.

    @property
    def title(self) -> Locator:
        """The heading of the screen."""
        return self.player.locator("main").get_by_role("heading", level=1)

    @property
    def heading(self) -> str:
        """Its words."""
        return one_line(self.title.inner_text())

    @property
    def kernel(self) -> str:
        """Id of the kernel behind the page."""
        return next(match[1] for url in reversed(self._sockets) if (match := KERNEL_IN_ADDRESS.search(url)))

    def shows(self, text: str) -> None:
        """Wait until the page says this."""
        expect(self.player).to_contain_text(text, use_inner_text=True)

    def at_question(self) -> None:
        """Wait for a question that can be answered."""
        expect(self.button("question.submit")).to_be_visible()

    def at_outcome(self, outcome: str) -> None:
        """Wait for the feedback, with this verdict."""
        expect(self.title).to_have_text(self.say(f"outcome.{outcome}"))

    def at_start(self) -> None:
        """Wait for the start screen of an attempt that has not begun."""
        expect(self.button("start.begin")).to_be_visible()

    # What the learner does.

    def begin(self) -> None:
        """From the start screen to the first question."""
        self.press("start.begin")
        self.at_question()

    def submit(self) -> None:
        """Hand the answer in."""
        self.press("question.submit")

    def go_on(self) -> None:
        """From a feedback to what comes next: a question, a pause or the result."""
        self.button("feedback.next").or_(self.button("feedback.result")).click()

    def speak(self, lang: str) -> None:
        """Switch the language with the page's own buttons."""
        name = {"fr": "Français", "en": "English"}[lang]
        self.player.get_by_role("button", name=name, exact=True).click()
        self.lang = lang
        expect(self.player).to_have_attribute("lang", lang)
        expect(self.player.get_by_role("button", name=name, exact=True)).to_have_attribute("aria-pressed", "true")

    def colour(self, look: str) -> None:
        """Switch the colours with the page's own button, which goes round."""
        names = [self.say(name) for name in ("theme.auto", *LOOKS.values())]
        for _ in names:
            button = self.player.get_by_role("button").and_(self.page.locator(", ".join(map(_labelled, names))))
            if button.get_attribute("aria-label") == self.say(LOOKS[look]):
                break
            button.click()
        expect(self.player).to_have_attribute("data-theme", look)

    def download(self, folder: Path, place: int = 0) -> Path:
        """Get a file of the question through the browser."""
        button = self.player.get_by_role("button", name=beginning(self.lang, "file.download_name")).nth(place)
        with self.page.expect_download() as got:
            button.click()
        target = folder / got.value.suggested_filename
        got.value.save_as(target)
        return target

    def refusal(self, name: str, /, **values: object) -> None:
        """Wait until the answer is handed back with these words, and the focus is on them."""
        expect(self.title.page.get_by_role("region", name=self.say("invalid.title"))).to_be_focused()
        self.shows(self.say(name, **values))
        self.shows(self.say("invalid.free"))

    def remembered(self) -> str:
        """All that the browser keeps for the page, as one text."""
        return str(self.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])"))


def _labelled(label: str) -> str:
    return f'[aria-label="{label}"]'
