"""The player in JupyterLab: it plays as in the page, and the notebook around it is left alone."""

from __future__ import annotations

import json
import re
from contextlib import suppress

import pytest
from driver import sheets
from driver.controls import field, put
from driver.past import at_desk
from driver.record import Record
from driver.running import LAB_TOKEN, eventually, lab_server, part_of_bank
from driver.screen import Screen
from driver.served import Served
from driver.traffic import Traffic
from driver.visits import Visits
from driver.words import plain
from playwright.sync_api import Locator, TimeoutError, expect

BANK = ("formulas/laps-total", "charts/monthly-bars", "reading/bus-timetable")
LAB = "JupyterLab"


def notebook(*sources: str) -> str:
    """A notebook of code cells."""
    cells = [
        {"cell_type": "code", "id": f"c{place}", "metadata": {}, "execution_count": None, "outputs": [], "source": text}
        for place, text in enumerate(sources)
    ]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab on a folder with one notebook; how many there were, nobody remembers between tests."""
    folder = tmp_path_factory.mktemp("lab")
    (folder / "root").mkdir()
    bank = part_of_bank(folder / "bank", BANK)
    server = lab_server(folder, folder / "root", PIXNB_BANK=str(bank))
    server.start()
    yield server
    server.tell()
    server.wait()


class Notebook(Screen):
    """A notebook in JupyterLab, with the player in it.

    Parameters
    ----------
    page
        The browser's page.
    name
        File of the notebook.
    """

    def __init__(self, page, name: str) -> None:
        super().__init__(page)
        self.name = name
        # Opened again right after a reload, JupyterLab sometimes asks which kernel a notebook wants.
        asks = page.get_by_role("dialog").filter(has_text="Select kernel for")
        page.add_locator_handler(asks, lambda dialog: dialog.locator(".jp-mod-accept").click())

    def open(self, server) -> None:
        """Open the notebook, and wait until its kernel is ready."""
        # A workspace of its own: another one would open what was open in it before.
        self.page.goto(f"{server.address}/workspaces/{self.name.partition('.')[0]}/tree/{self.name}?token={LAB_TOKEN}")
        self.ready()

    def ready(self) -> None:
        """Wait for an idle kernel."""
        expect(self.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').first).to_be_visible()

    def run(self, cell: int = 0) -> None:
        """Run a cell, until it shows a player of its own."""
        self.page.evaluate("document.querySelectorAll('.pixnb').forEach((one) => (one.dataset.old = true))")
        fresh = self.page.locator(".pixnb:not([data-old])")
        # JupyterLab moves the focus once more when it has finished opening a notebook.
        assert eventually(lambda: self._ran(cell, fresh)), "the cell shows no player"

    def _ran(self, cell: int, fresh: Locator) -> bool:
        self.page.locator(".jp-Cell .cm-content").nth(cell).click()
        self.page.keyboard.press("Control+Enter")
        with suppress(TimeoutError):
            fresh.wait_for(timeout=8_000)
        return fresh.is_visible()

    def cells(self) -> list[str]:
        """What the cells hold, as the notebook shows it."""
        return self.page.locator(".jp-Cell .cm-content").all_inner_texts()


@pytest.fixture(scope="module")
def playing(lab, browser):
    """A notebook with the player started in it, and what is behind it; what one test does, the next one finds."""
    name = "test.ipynb"
    root = lab.store.parent.parent / "root"
    (root / name).write_text(notebook('import pixnb\npixnb.start("1.3")', "1 + 1", "2 + 2"))
    visits = Visits(browser, [])
    screen = Notebook(visits().page, name)
    traffic = Traffic(screen.page)
    screen.open(lab)
    screen.run()
    screen.sit("Inès")
    screen.begin()
    yield Served(lab, Record(lab.store)), screen, traffic
    visits.close()


def test_shortcuts_of_the_notebook_sleep_while_somebody_writes(playing):
    """Typing “aabbddxx” and arrows into a field adds, moves and deletes no cell, and every letter arrives."""
    _, screen, _ = playing
    before = screen.cells()
    field(screen).click()
    screen.page.keyboard.type("aabbddxxzz00")
    screen.page.keyboard.press("ArrowUp")
    screen.page.keyboard.press("Shift+Enter")
    expect(screen.page.get_by_role("region", name=screen.say("invalid.title"))).to_be_visible()
    expect(field(screen)).to_have_value("aabbddxxzz00")
    screen.title.click()
    screen.page.keyboard.type("dd")
    assert screen.cells() == before


def test_the_colours_of_jupyterlab_are_followed(playing):
    """Its dark theme makes the player dark at once, and its light one light again."""
    _, screen, _ = playing
    expect(screen.player).to_have_attribute("data-theme", "light")
    for theme, look in ((f"{LAB} Dark", "dark"), (f"{LAB} Light", "light")):
        screen.page.get_by_role("menuitem", name="Settings", exact=True).click()
        item = screen.page.locator(".lm-Menu-item")
        item.filter(has_text=re.compile(r"^\s*Theme\s*$")).click()
        item.filter(has_text=re.compile(rf"^\s*{theme}\s*$")).click()
        expect(screen.player).to_have_attribute("data-theme", look)
    assert eventually(lambda: screen.page.evaluate("document.body.dataset.jpThemeLight") == "true")


def test_a_restarted_kernel_is_said_and_the_cell_brings_the_question_back(playing):
    """The player says that the connection is lost and to run the cell again; then it stands where it stood."""
    served, screen, _ = playing
    name = served.record.asked().name
    field(screen).fill("34")
    screen.page.get_by_role("menuitem", name="Kernel", exact=True).click()
    screen.page.get_by_role("menuitem", name="Restart Kernel…").click()
    screen.page.locator("dialog.jp-Dialog .jp-mod-accept").click()
    screen.shows(screen.say("lost.title"))
    screen.shows(screen.say("lost.lab"))
    screen.ready()
    screen.run()
    expect(screen.player.get_by_text(screen.say("lost.title"))).to_have_count(0)
    screen.at_question()
    expect(field(screen)).to_have_value("34")
    assert served.record.asked().name == name


def test_a_question_is_played_in_a_notebook(playing, tmp_path):
    """Files, a right answer and a typical mistake; a reload and a second run lead to the same variant and draft."""
    served, screen, traffic = playing
    name = served.record.asked().name
    first = screen.download(tmp_path).read_bytes()
    field(screen).fill("12")
    screen.page.reload()
    screen.ready()
    screen.run()
    screen.at_question()
    expect(field(screen)).to_have_value("12")
    assert served.record.asked().name == name
    again = screen.download(tmp_path)
    assert again.read_bytes() == first
    field(screen).fill(str(sheets.laps(again)))
    screen.submit()
    screen.at_outcome("correct")
    screen.press("feedback.next")
    screen.at_question()
    asked = served.record.asked()
    mistake = asked.key.mistakes[0]
    put(screen, asked.prompt.kind, asked.prompt.ask, asked.raw(mistake.expected))
    screen.submit()
    screen.at_outcome(mistake.outcome)
    screen.shows(" ".join(plain(mistake.feedback).split()[:6]))
    assert served.record.closed() == ["correct", mistake.outcome]
    assert traffic.elsewhere() == []
    served.agrees()


def test_home_profile_and_a_lesson_are_shown_in_a_notebook(lab, playing, browser):
    """Each is a cell: screens change inside it, and neither the address nor the other cells do."""
    name = "app.ipynb"
    root = lab.store.parent.parent / "root"
    sources = ("import pixnb\npixnb.start()", "pixnb.profile(lang='en')", "pixnb.tutorial('1.3.formulas')")
    (root / name).write_text(notebook(*sources))
    visits = Visits(browser, [])
    screen = Notebook(visits().page, name)
    screen.open(lab)
    screen.run()
    screen.at("home.hello", name="Inès")
    before = screen.page.url
    screen.follow("nav.profile")
    screen.at("profile.title")
    expect(screen.title).to_be_focused()
    screen.run(1)
    screen.lang = "en"
    screen.at("profile.title")
    expect(screen.player.locator("tr.px-standing")).to_have_count(16)
    screen.run(2)
    screen.lang = "fr"
    with at_desk(lab, "Inès") as desk:
        lesson = desk.tutorial(tutorial="1.3.formulas", lang="fr")
    expect(screen.title).to_have_text(lesson["title"])
    screen.button("tutorial.back").first.click()
    screen.at("home.hello", name="Inès")
    expect(screen.page.locator(".pixnb")).to_have_count(3)
    assert screen.page.url == before
    visits.close()
