"""A whole attempt with the keyboard alone: the focus is always seen, always somewhere useful, and never caught."""

from __future__ import annotations

import pytest
from driver import sheets
from driver.words import one_line, plain
from playwright.sync_api import expect

# One challenge of each of six topics and of six kinds of answer, reachable whatever is answered before.
BANK = (
    "formulas/laps-total", "charts/chart-for-question", "reading/file-anatomy", "summaries/waiting-times",
    "sorting/tournament-list", "cleaning/walking-km",
)  # fmt: skip

# Everything that somebody with a mouse could use here; of a group of radio buttons, one.
USABLE = """() => {
  const all = [...document.querySelectorAll('button, input, select, textarea, a[href], summary')];
  const seen = all.filter((one) => !one.disabled && one.checkVisibility());
  const groups = new Set();
  return seen.filter((one) => one.type !== 'radio' || !groups.has(one.name) && groups.add(one.name)).length;
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const drawn = [one, one.closest('label')].filter(Boolean);
  const ringed = drawn.some((each) => {
    const style = getComputedStyle(each);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none';
  });
  const box = (one.closest('label') ?? one).getBoundingClientRect();
  const under = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const open = under === null || drawn.some((each) => each.contains(under) || under.contains(each));
  if (!one.dataset.met) one.dataset.met = String(window.lastMet = (window.lastMet ?? 0) + 1);
  const named = one.getAttribute('aria-label') || one.labels?.[0]?.innerText || one.innerText || one.tagName;
  const inside = box.top > -1 && box.bottom < innerHeight + 1;
  return { name: named.trim(), met: one.dataset.met, ringed, inside, open };
}"""


class Hands:
    """Two hands on a keyboard.

    Parameters
    ----------
    screen
        The page, which they never click on.
    """

    def __init__(self, screen) -> None:
        self.screen, self.keys = screen, screen.page.keyboard

    def focused(self):
        """What has the focus; None for the page as a whole."""
        return self.screen.page.evaluate(FOCUSED)

    def tab(self, name: str, most: int = 60) -> None:
        """Press Tab until something of this name has the focus, which can be seen there."""
        met = []
        for _ in range(most):
            self.keys.press("Tab")
            now = self.focused()
            if now is None:
                continue
            met.append(now["name"])
            assert now["ringed"], f"the focus on “{now['name']}” cannot be seen"
            assert (now["inside"], now["open"]) == (True, True), f"“{now['name']}” has the focus and is out of sight"
            if one_line(name) in one_line(now["name"]):
                return
        pytest.fail(f"Tab never comes to “{name}”: {met}")

    def press(self, name: str, key: str = "Enter", **values: object) -> None:
        """Come to a button and press a key on it."""
        self.tab(self.screen.say(name, **values))
        self.keys.press(key)

    def round(self) -> None:
        """Tab through everything that can be used, out of the page and in again: nothing is left out, nothing traps."""
        page = self.screen.page
        usable = page.evaluate(USABLE)
        met = set()
        outside = 0
        for _ in range(3 * usable + 10):
            self.keys.press("Tab")
            now = self.focused()
            outside += now is None
            if now:
                met.add(now["met"])
            if outside and len(met) == usable:
                return
        pytest.fail(f"Tab meets {len(met)} of {usable} things that can be used, and leaves the page {outside} times")


def file_anatomy(hands: Hands, asked) -> None:
    """Blanks with lists: typed and chosen."""
    for blank in asked.prompt.ask["blanks"]:
        hands.tab(plain(blank["label"]))
        hands.keys.type(asked.right["blanks"][blank["id"]])


def number(hands: Hands, asked) -> None:
    """A number, sent with Enter."""
    hands.screen.page.keyboard.press("Tab")
    while hands.screen.page.evaluate("document.activeElement.type") != "text":
        hands.keys.press("Tab")
    hands.keys.type(asked.right["text"])


def chart_for_question(hands: Hands, asked) -> None:
    """Lists, each chosen from by the first letters."""
    names = {side["id"]: plain(side["html"]) for side in asked.prompt.ask["right"]}
    for row in asked.prompt.ask["left"]:
        hands.tab(plain(row["html"]))
        hands.keys.type(names[asked.right["pairs"][row["id"]]])


def waiting_times(hands: Hands, asked) -> None:
    """Items in order, moved up by their buttons, which keep the focus."""
    names = {item["id"]: plain(item["html"]) for item in asked.prompt.ask["items"]}
    lying = list(names)
    hands.press("kind.order.down_item", "Space", item=names[lying[0]])
    hands.screen.shows(hands.screen.say("kind.order.moved", item=names[lying[0]], position=2, total=len(lying)))
    lying.insert(1, lying.pop(0))
    for place, wanted in enumerate(asked.right["order"]):
        moves = lying.index(wanted) - place
        if moves:
            hands.tab(hands.screen.say("kind.order.up_item", item=names[wanted]))
        for _ in range(moves):
            hands.keys.press("Enter")
        lying.insert(place, lying.pop(lying.index(wanted)))


def tournament_list(hands: Hands, asked, folder) -> None:
    """A file got, sorted and handed in."""
    page = hands.screen.page
    hands.tab(hands.screen.say("file.download_name", name=asked.prompt.files[0].name))
    with page.expect_download() as got:
        hands.keys.press("Enter")
    given = folder / got.value.suggested_filename
    got.value.save_as(given)
    hands.tab(hands.screen.say("kind.file.choose"))
    with page.expect_file_chooser() as chooser:
        hands.keys.press("Space")
    chooser.value.set_files(sheets.sort_tournament(given, folder / "mine.xlsx"))
    hands.screen.shows("mine.xlsx")


def report(hands: Hands, served) -> None:
    """The report opens with a key, closes with Escape and gives the focus back; a second one is sent."""
    screen = hands.screen
    dialog = screen.player.get_by_role("dialog")
    hands.press("question.report", "Space")
    expect(dialog).to_be_visible()
    hands.keys.press("Escape")
    expect(dialog).to_have_count(0)
    assert hands.focused()["name"] == screen.say("question.report")
    hands.keys.press("Enter")
    expect(dialog).to_be_visible()
    hands.tab(screen.say("report.unclear"))
    hands.keys.press("ArrowDown")
    hands.tab(screen.say("report.text"))
    hands.keys.type("Rien ne s’ouvre.")
    hands.press("report.send")
    expect(dialog).to_have_count(0)
    (sent,) = served.record.events("reported")
    assert sent.body["category"] == "file", "the arrow goes from the first reason to the second"


def test_a_whole_attempt_without_a_mouse(serve, visit, tmp_path):
    """From the start screen to the end with Tab, Space, Enter and arrows; each screen puts the focus on its title."""
    served = serve(*BANK)
    screen = visit()
    screen.open_plan(served.server)
    hands = Hands(screen)
    hands.press("start.begin")
    parts = {
        "laps-total": number, "walking-km": number, "file-anatomy": file_anatomy, "waiting-times": waiting_times,
        "chart-for-question": chart_for_question,
        "tournament-list": lambda hands, asked: tournament_list(hands, asked, tmp_path),
    }  # fmt: skip
    for count in range(1, len(BANK) + 1):
        screen.at_question()
        expect(screen.title).to_be_focused()
        asked = served.record.asked()
        if count == 1:
            hands.round()
            report(hands, served)
        parts[asked.challenge](hands, asked)
        if asked.prompt.kind == "number":
            hands.keys.press("Enter")
        else:
            hands.press("question.submit")
        screen.at_outcome("correct")
        expect(screen.title).to_be_focused()
        if count == 1:
            hands.round()
        hands.press("feedback.next" if count < len(BANK) else "feedback.result")
        if count == 5:
            expect(screen.title).to_have_text(screen.say("checkpoint.title"))
            expect(screen.title).to_be_focused()
            hands.press("checkpoint.continue")
    screen.at_end()
    expect(screen.title).to_be_focused()
    hands.round()
    assert served.record.closed() == ["correct"] * len(BANK)
    served.agrees()


def test_what_was_handed_back_takes_the_focus_and_leads_to_the_field(serve, visit):
    """After an answer that cannot be read, Tab and Enter lead to the field, and Escape breaks nothing."""
    served = serve("formulas/laps-total")
    screen = visit("en", "dark")
    screen.open_plan(served.server)
    hands = Hands(screen)
    hands.press("start.begin")
    screen.at_question()
    hands.press("question.submit")
    screen.refusal("error.invalid.empty")
    hands.keys.press("Escape")
    hands.tab(screen.say("error.invalid.empty"))
    hands.keys.press("Enter")
    assert screen.page.evaluate("document.activeElement.type") == "text"
    hands.keys.type("lots")
    hands.keys.press("Enter")
    screen.refusal("error.invalid.not_a_number")
    assert served.record.closed() == []


def test_the_screens_to_read_without_a_mouse(serve, visit):
    """From the name to a lesson and back: each screen puts the focus on its title, Back on the link that led away."""
    served = serve("formulas/laps-total", learners=())
    screen = visit()
    screen.goto(served.server)
    expect(screen.title).to_have_text(screen.say("who.welcome"))
    hands = Hands(screen)
    hands.round()
    hands.tab(screen.say("who.name"))
    hands.keys.type("Inès")
    hands.keys.press("Enter")
    screen.at("home.hello", name="Inès")
    expect(screen.title).to_be_focused()
    hands.round()
    hands.tab(screen.say("menu.label"))
    hands.keys.press("Enter")
    hands.tab(screen.say("menu.pin_add"))
    hands.keys.press("Escape")
    expect(screen.menu).to_be_focused()
    expect(screen.menu).to_have_attribute("aria-expanded", "false")
    for place in ("profile", "history", "lessons"):
        hands.press(f"nav.{place}")
        screen.at(f"{place}.title")
        expect(screen.title).to_be_focused()
        if place == "profile":
            hands.round()
    group = screen.player.locator(".px-group")
    hands.tab(one_line(group.locator("summary").inner_text()))
    hands.keys.press("Enter")
    link = screen.player.locator(".px-lesson-link").first
    title = one_line(link.inner_text())
    hands.tab(title)
    hands.keys.press("Enter")
    expect(screen.title).to_have_text(title)
    expect(screen.title).to_be_focused()
    hands.round()
    screen.player.locator(".px-lesson-foot").wait_for()
    hands.press("tutorial.back")
    screen.at("lessons.title")
    expect(link).to_be_focused()
