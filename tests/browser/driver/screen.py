"""A hand on the player's page: it finds everything by its role and its words, as a person does."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from driver.running import KERNEL_IN_ADDRESS, Running
from driver.words import beginning, one_line, word

FRAMES = (
    "new Promise((done) => { let left = 4; const next = () => left-- ? requestAnimationFrame(next) : done(); next(); })"
)
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
        self.learner = ""
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

    def way(self, name: str, /, **values: object) -> Locator:
        """A way to another screen: a link in the page, a button in JupyterLab, where screens have no address."""
        words, inside = self.say(name, **values), self.player
        if name.startswith("nav."):
            inside = inside.get_by_role("navigation", name=self.say("nav.label"))
        return inside.get_by_role("link", name=words, exact=True).or_(
            inside.get_by_role("button", name=words, exact=True)
        )

    def follow(self, name: str, /, **values: object) -> None:
        """Click such a way."""
        self.way(name, **values).click()

    def section(self, name: str, /) -> Locator:
        """The part of the screen under this heading."""
        heading = self.page.get_by_role("heading", name=self.say(name), exact=True)
        return self.player.locator("section", has=heading)

    def press_first(self, name: str, /, **values: object) -> None:
        """Click the first of several such buttons."""
        self.button(name, **values).first.click()

    # Getting there.

    def goto(self, server: Running, path: str = "home") -> None:
        """Open a screen by its address."""
        self.page.goto(server.at(path))

    def open_plan(self, server: Running, plan: str = "1.3") -> None:
        """Open the screen of a plan by its address, where an attempt has not begun."""
        self.goto(server, f"plan/{plan}")
        self.at_start()

    def move(self, path: str) -> None:
        """Go to a screen as by hand in the address: the page and its kernel stay."""
        self.page.evaluate("(path) => (location.hash = path)", f"#/{path}")

    def change(self, name: str, path: str = "home", lang: str = "fr") -> None:
        """Wherever the page is, let another learner sit down and go to a screen."""
        self.move("who")
        expect(self.player.locator(".px-who")).to_be_visible()
        if self.menu.is_visible():
            self.leave()
        self.speak(lang)
        self.sit(name)
        self.move(path)

    def to_home(self) -> None:
        """From an attempt, or any other screen, home."""
        self.button("header.quit").or_(self.way("nav.home")).click()
        self.at_home()

    def sit(self, name: str, pin: str = "") -> None:
        """Say who one is where that is asked: a name of the list, else a new one."""
        self.learner = name
        expect(self.player.locator(".px-who")).to_be_visible()
        if self.heading == one_line(self.say("who.title")):
            known = self.person(name)
            if known.count():
                known.click()
                if pin:
                    self.enter(pin)
                expect(self.menu).to_be_visible()
                return
            self.press("who.not_listed")
        self.player.get_by_label(self.say("who.name"), exact=True).fill(name)
        if pin:
            self.player.get_by_text(self.say("pin.optional"), exact=True).click()
            self.player.get_by_label(self.say("pin.choose"), exact=True).fill(pin)
        self.button("who.begin").or_(self.button("who.create")).click()
        self.seated(name)

    def person(self, name: str) -> Locator:
        """A name of the list."""
        whole = re.compile(rf"(^|\s){re.escape(name)}(\s|$)")
        return self.player.locator(".px-people").get_by_role("button", name=whole)

    def enter(self, pin: str) -> None:
        """Give a PIN where it is asked."""
        self.player.get_by_label(self.say("pin.label"), exact=True).fill(pin)
        self.press("pin.enter")

    def seated(self, name: str) -> None:
        """Wait until this learner sits here."""
        expect(self.menu).to_contain_text(name)

    def leave(self) -> None:
        """“That is not me”, in the learner's menu; wait for the question who it is."""
        self.menu.click()
        self.player.locator(".px-menu-list").get_by_role("button", name=self.say("menu.leave"), exact=True).click()
        expect(self.menu).to_have_count(0)
        expect(self.player.locator(".px-who")).to_be_visible()

    # Where the learner is.

    @property
    def menu(self) -> Locator:
        """The learner's name, which opens their menu."""
        return self.player.get_by_role("button", name=self.say("menu.label"))

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

    def at_home(self) -> None:
        """Wait for home, with its one suggestion."""
        expect(self.player.locator(".px-home .px-next")).to_be_visible()

    def at(self, name: str, /, **values: object) -> None:
        """Wait for the screen with this heading."""
        expect(self.title).to_have_text(self.say(name, **values))

    def at_end(self) -> None:
        """Wait for the result."""
        expect(self.end).to_be_visible()

    @property
    def end(self) -> Locator:
        """What comes after a result."""
        return self.player.get_by_role("region", name=self.say("again.title"), exact=True)

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
        """Switch the language with the page's own buttons; the words of the screen may take a moment more."""
        name = {"fr": "Français", "en": "English"}[lang]
        self.player.get_by_role("button", name=name, exact=True).click()
        self.lang = lang
        expect(self.player).to_have_attribute("lang", lang)
        expect(self.player.get_by_role("button", name=name, exact=True)).to_have_attribute("aria-pressed", "true")

    def settled(self) -> None:
        """Wait until a screen that is read has come in the language of now."""
        # The screen asks for its words in the second frame after the switch.
        self.page.evaluate(FRAMES)
        expect(self.player.locator("[aria-busy=true]")).to_have_count(0)

    def colour(self, look: str) -> None:
        """Switch the colours with the page's own button, which goes round."""
        names = [self.say(name) for name in ("theme.auto", *LOOKS.values())]
        for _ in names:
            button = self.player.get_by_role("button").and_(self.page.locator(", ".join(map(_labelled, names))))
            now = str(button.get_attribute("aria-label"))
            if now == self.say(LOOKS[look]):
                break
            button.click()
            expect(button).not_to_have_attribute("aria-label", now)
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
