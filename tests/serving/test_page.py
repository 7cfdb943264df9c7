"""The learner's page in a browser: seen at once, joined to its kernel, alone on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.browser

READY = "#pixnb-page h1:visible"
FAILED = ".wait-failed h1:visible"


@pytest.fixture
def visit(browser) -> Iterator[Callable[..., Any]]:
    """Opens empty pages, each in a browser of its own kind, and closes them at the end."""
    contexts: list[Any] = []

    def opened(**options: Any) -> Any:
        contexts.append(browser.new_context(**options))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


def text(page: Any, selector: str) -> str:
    """What a reader sees there."""
    return " ".join(page.inner_text(selector).split())


def test_the_widget_is_drawn_and_talks_with_its_kernel_in_both_directions(probe, visit):
    """State, messages and bytes go from the page to the kernel and back, 5 MB of them included."""
    page = visit(locale="fr-FR")
    page.goto(probe.url)
    page.wait_for_selector(READY)
    page.click("#send")
    page.wait_for_selector("#heard:has-text('5000000')")
    assert text(page, "#heard") == "hello [3] 1 5000000"
    assert page.is_hidden("#pixnb-waiting")


SOCKETS = """
const Original = WebSocket;
window.sockets = [];
window.WebSocket = class extends Original {
  constructor(...details) { super(...details); sockets.push(this); }
};
"""


def test_a_broken_connection_is_taken_up_again_with_the_same_kernel(probe, visit):
    """After a nap of the machine the page goes on where it was: the kernel still counts."""
    page = visit(locale="fr-FR")
    page.add_init_script(SOCKETS)
    page.goto(probe.url)
    page.wait_for_selector(READY)
    page.click("#send")
    page.wait_for_selector("#heard:has-text('hello [3] 1')")
    page.evaluate("sockets.at(-1).close()")
    page.click("#send")
    page.wait_for_selector("#heard:has-text('hello [3] 2')")
    assert page.evaluate("sockets.length") == 2


def test_a_dead_kernel_is_told_to_the_widget(start, visit, eventually):
    """The player need not wait for an answer that cannot come."""
    server = start()
    assert eventually(lambda: len(server.kernels()) == 1)
    reserve = server.kernels()
    page = visit()
    page.goto(server.url)
    page.wait_for_selector(READY)
    for kernel in reserve:
        kernel.kill()
    page.wait_for_selector("#heard:has-text('kernel lost')")


def test_nothing_is_asked_of_anyone_else(probe, visit):
    """Every request goes to the server itself, and the browser is told to refuse all others."""
    page = visit()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    response = page.goto(probe.url)
    page.wait_for_selector(READY)
    assert asked
    assert all(url.removeprefix("blob:").startswith(probe.address) for url in asked)
    refused = page.evaluate("fetch('http://example.org/').then(() => 'went', () => 'refused')")
    assert refused == "refused"
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_the_token_leaves_the_address_and_a_reload_needs_none(probe, visit):
    """After the first page the cookie opens the door; the token is not left in sight."""
    page = visit()
    page.goto(probe.url)
    page.wait_for_selector(READY)
    assert page.url == probe.address
    page.reload()
    page.wait_for_selector(READY)


def test_an_address_without_the_token_is_explained(probe, visit):
    """Somebody else on the machine gets a sentence and no kernel."""
    page = visit(locale="fr-FR")
    response = page.goto(probe.address)
    assert response.status == 403
    assert text(page, "h1") == "Cette adresse n’est pas complète"


def test_an_unknown_address_is_explained(probe, visit):
    """A wrong path gets a page in words, with a way back."""
    page = visit(locale="en-GB")
    response = page.goto(probe.address + "voila/static/voila.js")
    assert response.status == 404
    assert text(page, "h1") == "There is no such page"
    assert page.get_attribute("a", "href") == "/"


def test_a_closed_page_gives_its_kernel_back(start, visit, eventually):
    """Three visits one after the other leave the kernel in reserve and no other."""
    server = start()
    for _ in range(3):
        page = visit()
        page.goto(server.url)
        page.wait_for_selector(READY)
        page.close()
    assert eventually(lambda: len(server.kernels()) == 1)


def test_a_restarted_server_takes_an_open_page_back(start, visit):
    """A page from before the restart reloads into a working one, with nobody asked for anything."""
    server = start()
    page = visit()
    page.goto(server.url)
    page.wait_for_selector(READY)
    server.process.kill()
    server.process.wait()
    start(port=int(server.address.rsplit(":", 1)[1].strip("/")))
    page.reload()
    page.wait_for_selector(READY)


def test_a_failing_notebook_is_said_in_words_without_a_traceback(start, visit):
    """The learner reads what to do; what went wrong is for the terminal."""
    server = start("secret = 'no-learner-reads-this'\nraise RuntimeError(secret)")
    page = visit(locale="fr-FR")
    page.goto(server.url)
    page.wait_for_selector(FAILED, timeout=15_000)
    assert text(page, FAILED) == "La page n’a pas pu démarrer"
    assert "no-learner-reads-this" not in page.content()
    assert "Traceback" not in page.content()
    page.click("button:has-text('Recharger')")
    page.wait_for_selector(FAILED, timeout=15_000)
    assert "no-learner-reads-this" in server.stop()


def test_a_silent_kernel_is_said_after_twenty_seconds(endless, visit):
    """While nothing comes the page says it is preparing; after 20 s it says it failed."""
    page = visit(locale="en-GB")
    page.clock.install()
    page.goto(endless.url, wait_until="commit")
    page.wait_for_selector(".wait-words:visible")
    page.clock.fast_forward(19_000)
    assert text(page, ".wait-words") == "Getting your page ready…"
    page.clock.fast_forward(2_000)
    page.wait_for_selector(FAILED)
    assert page.is_visible("button:has-text('Reload')")


@pytest.mark.parametrize(("locale", "lang"), [("fr-CA", "fr"), ("en-US", "en"), ("de-DE", "en")])
def test_the_browsers_language_is_taken(probe, visit, locale, lang):
    """Without a wish of the teacher, page and widget speak French to French browsers and English to others."""
    page = visit(locale=locale)
    page.goto(probe.url)
    page.wait_for_selector(READY)
    assert page.get_attribute("html", "lang") == lang
    assert text(page, "#knows").split()[0] == lang


def test_a_language_asked_for_wins_over_the_browsers(start, visit):
    """``--lang en`` shows English to a French browser."""
    server = start(lang="en")
    page = visit(locale="fr-FR")
    page.goto(server.url)
    page.wait_for_selector(READY)
    assert page.get_attribute("html", "lang") == "en"
    assert text(page, "#knows").split()[0] == "en"


def test_a_warm_kernel_knows_where_it_serves_and_shows_no_old_screen(probe, visit):
    """The widget is told it is in Voilà, and the screen it made before the visit is not shown."""
    page = visit(locale="fr-FR")
    page.goto(probe.url)
    page.wait_for_selector(READY)
    assert text(page, "#knows") == "fr voila 0"


@pytest.mark.parametrize(
    ("choice", "scheme", "paper"),
    [
        (None, "light", "rgb(247, 246, 242)"),
        (None, "dark", "rgb(15, 23, 36)"),
        ("light", "dark", "rgb(247, 246, 242)"),
        ("dark", "light", "rgb(15, 23, 36)"),
        ("auto", "dark", "rgb(15, 23, 36)"),
    ],
)
def test_the_waiting_screen_has_the_theme_of_the_player(endless, visit, choice, scheme, paper):
    """The learner's choice decides, else the device: no flash of white before a dark page."""
    page = visit(color_scheme=scheme)
    if choice:
        page.add_init_script(f"localStorage.setItem('pixnb.theme', '{choice}')")
    page.goto(endless.url, wait_until="commit")
    page.wait_for_selector(".wait-words:visible")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == paper


def test_waiting_and_failing_screens_are_accessible(endless, visit):
    """The checker axe finds nothing on either, in light and dark, down to 320 pixels."""
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        page = visit(color_scheme=scheme, viewport={"width": 320, "height": 640})
        page.emulate_media(reduced_motion="reduce")
        page.goto(endless.url, wait_until="commit")
        page.wait_for_selector(".wait-words:visible")
        for state in ("waiting", "failed"):
            if state == "failed":
                page.evaluate("pixnbWaiting.fail()")
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_learners_notebook_shows_the_player(start, visit):
    """The page that ships draws the real player, with a heading to begin from."""
    server = start(source=None)
    page = visit(locale="fr-FR")
    page.goto(server.url)
    page.wait_for_selector(READY, timeout=30_000)
    assert page.locator("#pixnb-page .pixnb").count() >= 1
    assert page.is_hidden("#pixnb-waiting")
