"""The widget: its first paint, its calls, and what it shows where no browser draws it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from pixnb.assessor.assessor import Assessor
from pixnb.assessor.desk import Desk
from pixnb.bank.bank import Bank
from pixnb.connect import open_bank
from pixnb.core.errors import PlaceError, StoreError
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner, entropy
from pixnb.widgets import player as module
from pixnb.widgets.player import Player

VIEW = "application/vnd.jupyter.widget-view+json"
Learner = Callable[..., SimulatedLearner]


@pytest.fixture(scope="module")
def bank() -> Bank:
    """The open bank."""
    return open_bank()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with Store.open(tmp_path / "pixnb.db", clock=Clock()) as opened:
        yield opened


@pytest.fixture
def empty(store: Store, bank: Bank) -> Desk:
    """A desk where nobody sits."""
    return Desk(store, bank, clock=Clock(), entropy=entropy("desk"))


@pytest.fixture
def desk(empty: Desk) -> Desk:
    """A desk where Inès sits."""
    empty.register(name="Inès")
    return empty


@pytest.fixture
def learner(desk: Desk, store: Store, bank: Bank) -> Learner:
    """Makes Inès play a competence as somebody of level 2."""

    def made(plan: str = "1.3") -> SimulatedLearner:
        known = desk.desk()["learner"]
        assert known
        assessor = Assessor(store, bank, learner=known["id"], clock=Clock(), entropy=entropy("play"))
        return SimulatedLearner(assessor, lambda question: question.item.level <= 2, plan=plan)

    return made


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The notebook is run by a program."""
    monkeypatch.setattr(module, "browserless", lambda: True)


class Tags(HTMLParser):
    """Whether every tag is closed, and which there are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.add(tag)
        if tag not in ("img", "br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def shown(desk: Desk, route: str, lang: str = "fr") -> tuple[str, str]:
    """HTML and text of a screen at rest."""
    data, _ = Player(route, lang, lambda: desk)._repr_mimebundle_()
    assert Tags(data["text/html"]).open == []
    return data["text/html"], data["text/plain"]


@pytest.mark.parametrize(
    ("route", "key"),
    [("home", "suggestion"), ("profile", "progress"), ("plan/1.3", "screen"), ("lesson/1.3.formulas", "body")],
)
def test_the_first_paint_waits_for_no_round_trip(desk: Desk, route: str, key: str) -> None:
    """Who sits here, where the app opens and the whole first screen come with the widget."""
    made = Player(route, "fr", lambda: desk)
    first: Any = made.first
    assert first["desk"]["learner"]["name"] == "Inès"
    assert first["route"] == made.route == route
    assert key in first["page"]
    json.dumps(first)


def test_nobody_at_the_desk_gets_no_page(empty: Desk) -> None:
    """The screen asks who it is; the route stays known for afterwards."""
    first: Any = Player("plan/1.3", "fr", lambda: empty).first
    assert first["desk"]["learner"] is None
    assert (first["route"], first["page"]) == ("plan/1.3", None)


def test_a_code_with_odd_letters_travels_in_the_route(desk: Desk) -> None:
    """Routes are written as addresses are, and read back."""
    first: Any = Player("plan/positioning-1%2E3", "fr", lambda: desk).first
    assert first["page"]["plan"]["competence"] == "1.3"


def test_an_assessor_that_cannot_be_reached_is_asked_again() -> None:
    """The widget comes up without its first page; the screen says the error at its first call."""
    tries: list[int] = []

    def connect() -> Any:
        tries.append(1)
        msg = "the disk is full"
        raise StoreError(msg, code="store.full")

    made = Player("home", "fr", connect)
    sent: list[Any] = []
    made.send = lambda reply, buffers: sent.append(reply)  # type: ignore[method-assign]
    assert made.first == {"desk": None, "route": "home", "page": None}
    made._on_call(made, {"id": "1", "method": "home", "params": {"lang": "fr"}}, [])
    assert sent == [{"id": "1", "ok": False, "error": {"code": "store.full", "params": {}}}]
    assert len(tries) == 2


def test_a_page_that_opens_late_is_given_the_first_screen_as_it_is_then(empty: Desk) -> None:
    """A kernel waits for its page: who came meanwhile is known, and nothing older is handed out."""
    made = Player("home", "fr", lambda: empty)
    first: Any = made.first
    assert first["desk"]["learner"] is None
    empty.register(name="Inès")
    state = made.get_state()
    assert state["first"]["desk"]["learner"]["name"] == "Inès"
    assert state["first"]["page"]["name"] == "Inès"
    assert made.get_state("lang") == {"lang": "fr"}


def test_a_browser_gets_the_widget_and_words(desk: Desk) -> None:
    """JupyterLab draws the widget; a page made of the saved notebook has the words."""
    data, _ = Player("home", "fr", lambda: desk)._repr_mimebundle_()
    assert {VIEW, "text/html", "text/plain"} <= set(data)


def test_voila_gets_the_widget_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its page is made for a browser that is there."""
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    data, _ = Player("home", "fr", lambda: desk)._repr_mimebundle_()
    assert VIEW in data
    assert "text/html" not in data


@pytest.mark.usefixtures("alone")
def test_a_program_gets_words_alone(desk: Desk) -> None:
    """Nbconvert would prefer a widget that it cannot draw; and no token is saved in a notebook."""
    made = Player("profile", "fr", lambda: desk)
    data, _ = made._repr_mimebundle_()
    assert set(data) == {"text/html", "text/plain"}
    assert made.first is None


def test_words_follow_the_attempt(desk: Desk, learner: Learner) -> None:
    """Not begun, under way, finished: each time what is true now."""
    assert "Pas encore commencé" in shown(desk, "plan/1.3")[1]
    learner().play(limit=3)
    assert "question 4" in shown(desk, "plan/1.3")[1]
    view = learner().play()
    result = view["result"]
    assert result
    html, text = shown(desk, "plan/1.3")
    for said in (f"Niveau {result['level']}", f"{result['pix']} pix", f"{len(result['questions'])} réponses"):
        assert said in text
        assert said in html
    assert "Entraînement" in text
    assert f"Level {result['level']}" in shown(desk, "plan/1.3", "en")[1]


def test_words_of_the_profile(desk: Desk, learner: Learner) -> None:
    """All sixteen competences, as a table with headers and as lines."""
    learner().play()
    html, text = shown(desk, "profile", "en")
    assert html.count('<th scope="row">') == 16
    assert text.count("Not assessed yet") == 15
    assert "1.3 Process data: Level" in text


def test_words_of_a_lesson(desk: Desk) -> None:
    """The whole lesson can be read without a browser."""
    html, text = shown(desk, "lesson/1.3.formulas")
    assert "4 min" in text
    assert desk.tutorial(tutorial="1.3.formulas", lang="fr")["body"] in html


def test_words_when_nobody_sits_there(empty: Desk) -> None:
    """Nothing is made up."""
    assert "Personne" in shown(empty, "profile")[1]
    assert "Nobody" in shown(empty, "plan/1.3", "en")[1]


def test_words_of_an_unknown_plan(desk: Desk) -> None:
    """A plan that is not there shows no traceback and no invented state."""
    html, text = shown(desk, "plan/9.9")
    assert "Traceback" not in html
    assert text.startswith("pixnb")


def test_a_name_is_text(empty: Desk) -> None:
    """Whatever a learner is called, the page stays the page."""
    empty.register(name="<script>alert(1)</script>")
    html, _ = shown(empty, "plan/1.3")
    assert "script" not in Tags(html).seen
    assert "&lt;script&gt;" in html


def test_words_tell_no_key(desk: Desk, learner: Learner) -> None:
    """What a program saves of an open question is its number, nothing of it."""
    playing = learner()
    playing.play(limit=2)
    html, text = shown(desk, "plan/1.3")
    question = desk.view(plan="1.3", lang="fr")["question"]
    assert question
    assert question["title"] not in html + text


def test_a_front_end_that_was_not_built_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The error says what is missing and what to run."""
    monkeypatch.setattr(module, "STATIC", tmp_path)
    with pytest.raises(PlaceError, match="make run"):
        Player("home", "fr", lambda: desk)
