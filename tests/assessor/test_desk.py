"""Who sits at a screen: names, PINs, tokens, and nothing for nobody."""

from __future__ import annotations

import inspect
import itertools
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from pixnb.assessor import pins
from pixnb.assessor.desk import Desk
from pixnb.assessor.names import expected
from pixnb.core.errors import AttemptError, DeskError
from pixnb.core.plan import thematic
from pixnb.core.protocol import AssessorProtocol
from pixnb.store.store import Store
from pixnb.testing import Clock, SimulatedLearner

Screen = Callable[..., Desk]
OPEN_TO_NOBODY = {"desk", "register", "enter", "leave", "join", "lesson_notebook"}


@pytest.fixture(autouse=True)
def _quick_pins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trying a PIN takes no time here; one test below holds the real cost."""
    monkeypatch.setattr(pins, "_COST", 2**4)


def code_of(call: Callable[[], object]) -> tuple[str, dict[str, Any]]:
    with pytest.raises(DeskError) as caught:
        call()
    return caught.value.code, caught.value.params


def names(desk: Desk) -> list[str]:
    return [one["name"] for one in desk.desk()["learners"]]


def test_a_new_machine_asks_for_a_name(screen: Screen) -> None:
    """Nobody sits, nobody is there to choose, and no token is given."""
    assert screen().desk() == {"learner": None, "learners": [], "token": ""}


def test_registering_sits_down(screen: Screen) -> None:
    """The name is tidied; the same desk then says who sits there."""
    desk = screen()
    said = desk.register(name="  Inès   B. ")
    assert said["learner"] is not None
    assert said["learner"]["name"] == "Inès B."
    assert desk.desk()["learner"] == said["learner"]
    assert desk.home(lang="fr")["name"] == "Inès B."


@pytest.mark.parametrize("method", sorted({n for n in vars(AssessorProtocol) if n[0] != "_"} - OPEN_TO_NOBODY))
def test_nothing_is_done_for_nobody(screen: Screen, store: Store, method: str) -> None:
    """Every other call of the protocol is refused with one code, and nothing is written."""
    wanted = inspect.signature(getattr(AssessorProtocol, method)).parameters
    given: dict[str, Any] = {name: "1.3" for name, one in wanted.items() if name != "self" and one.default is one.empty}
    desk = screen()
    assert code_of(lambda: getattr(desk, method)(**given)) == ("desk.nobody", {})
    assert store.attempts() == []


@pytest.mark.parametrize("name", ["", "   ", "x" * 41, "Inès\x00", "a\u202eb"])
def test_a_name_can_be_seen_and_fits(screen: Screen, name: str) -> None:
    """Empty, too long, or with characters that hide or turn others round: refused."""
    assert code_of(lambda: screen().register(name=name)) == ("desk.name", {"max": 40})


def test_a_name_is_taken_whatever_its_case_and_accents(desk: Desk, screen: Screen) -> None:
    """Two pupils with names that sound the same would take each other's profile."""
    assert code_of(lambda: screen().register(name="INES")) == ("desk.name_taken", {"name": "Inès"})


@pytest.mark.parametrize("name", ["Zoé", "علی‌رضا", "李小龍", "O’Neill-Ó Briain", "x" * 40])
def test_names_of_all_the_world_are_names(screen: Screen, name: str) -> None:
    """Also those that are spelt with an invisible joiner."""
    learner = screen().register(name=name)["learner"]
    assert learner is not None
    assert learner["name"] == name


def test_names_registered_at_once_stay_unique(screen: Screen) -> None:
    """Of several tabs that register one name in the same moment, one gets it."""

    def attempt(place: int) -> str:
        try:
            screen().register(name="Zoé" if place % 2 else "zoe")
        except DeskError as error:
            return error.code
        return "sits"

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == ["desk.name_taken"] * 3 + ["sits"]


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "１２３４", " 1234", "-1234"])
def test_a_pin_is_digits(screen: Screen, pin: str) -> None:
    """Four to eight digits 0–9; a refused PIN makes no learner."""
    desk = screen()
    assert code_of(lambda: desk.register(name="Inès", pin=pin)) == ("desk.pin_form", {"min": 4, "max": 8})
    assert names(desk) == []


def test_the_first_name_takes_over_what_was_done_without_a_name(screen: Screen, make: Callable[..., Any]) -> None:
    """Attempts of version 0.1 belong to the first who says their name, not to the second."""
    begun = make().start(plan="1.3", lang="fr")["attempt"]
    first = screen()
    assert first.desk()["learner"] is None
    first.register(name="Inès")
    assert [one["attempt"] for one in first.history(lang="fr")["attempts"]] == [begun]
    second = screen()
    second.register(name="Tom")
    assert second.history(lang="fr")["attempts"] == []


def test_the_only_learner_sits_down_alone(desk: Desk, screen: Screen) -> None:
    """Another kernel needs no question when one learner without PIN is all there is."""
    assert screen().desk()["learner"] == desk.desk()["learner"]


def test_nobody_sits_down_alone_once_there_are_two(desk: Desk, screen: Screen) -> None:
    """Then the screen asks, with both names in order."""
    screen().register(name="anaïs")
    third = screen()
    assert third.desk()["learner"] is None
    assert names(third) == ["anaïs", "Inès"]


def test_a_pin_keeps_the_only_learner_from_sitting_down_alone(desk: Desk, screen: Screen) -> None:
    """Who asked for a PIN is asked for it."""
    desk.protect(pin="", new="1234")
    assert screen().desk()["learner"] is None


def test_who_left_is_not_put_back(desk: Desk) -> None:
    """After leaving, the screen asks, though one learner is all there is."""
    left = desk.leave()
    assert (left["learner"], left["token"]) == (None, "")
    assert desk.desk()["learner"] is None
    assert code_of(lambda: desk.home(lang="fr"))[0] == "desk.nobody"


def test_two_desks_are_two_screens(desk: Desk, screen: Screen) -> None:
    """Two widgets of one notebook may have two learners, each with their own attempts."""
    other = screen()
    other.register(name="Tom")
    begun = desk.start(plan="1.3", lang="fr")["attempt"]
    assert desk.desk()["learner"] != other.desk()["learner"]
    assert other.view(plan="1.3", lang="fr")["screen"] == "start"
    with pytest.raises(AttemptError):
        other.review(attempt=begun, lang="fr")


# PINs.


@pytest.fixture
def guarded(screen: Screen) -> tuple[str, Screen]:
    """A learner with PIN 1234, and screens to try it at."""
    learner = screen().register(name="Inès", pin="1234")["learner"]
    assert learner is not None
    assert learner["pin"]
    return learner["id"], screen


def test_the_right_pin_lets_in_and_a_wrong_one_does_not(guarded: tuple[str, Screen]) -> None:
    """The number of tries left is said."""
    learner, screen = guarded
    desk = screen()
    assert code_of(lambda: desk.enter(learner=learner, pin="4321")) == ("desk.pin", {"left": 4})
    assert code_of(lambda: desk.enter(learner=learner)) == ("desk.pin", {"left": 3})
    assert desk.desk()["learner"] is None
    assert desk.enter(learner=learner, pin="1234")["learner"] is not None


def test_five_wrong_pins_make_everybody_wait_a_minute(guarded: tuple[str, Screen], clock: Clock) -> None:
    """Also other screens, also the right PIN; then five more tries."""
    learner, screen = guarded
    for left in (4, 3, 2, 1):
        assert code_of(lambda: screen().enter(learner=learner, pin="0000")) == ("desk.pin", {"left": left})
    assert code_of(lambda: screen().enter(learner=learner, pin="0000")) == ("desk.locked", {"seconds": 60})
    code, params = code_of(lambda: screen().enter(learner=learner, pin="1234"))
    assert code == "desk.locked"
    assert 50 <= params["seconds"] <= 60
    clock.forward(seconds=60)
    assert code_of(lambda: screen().enter(learner=learner, pin="0000")) == ("desk.pin", {"left": 4})
    assert screen().enter(learner=learner, pin="1234")["learner"] is not None


def test_the_right_pin_forgets_the_wrong_ones(guarded: tuple[str, Screen]) -> None:
    """Tries are counted in a row."""
    learner, screen = guarded
    for _ in range(2):
        for left in (4, 3, 2):
            assert code_of(lambda: screen().enter(learner=learner, pin="0000")) == ("desk.pin", {"left": left})
        screen().enter(learner=learner, pin="1234")


def test_many_screens_at_once_get_no_more_tries(guarded: tuple[str, Screen]) -> None:
    """Twelve guesses in one moment: four are wrong, one locks, seven find it locked."""
    learner, screen = guarded
    desks = [screen() for place in range(12)]
    with ThreadPoolExecutor(12) as pool:
        codes = list(pool.map(lambda desk: code_of(lambda: desk.enter(learner=learner, pin="0000"))[0], desks))
    assert sorted(codes) == ["desk.locked"] * 8 + ["desk.pin"] * 4


def test_a_try_counts_before_it_is_judged(guarded: tuple[str, Screen], monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that ends in the middle of a try has used it up."""
    learner, screen = guarded
    with monkeypatch.context() as patch:
        patch.setattr(pins, "_digest", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            screen().enter(learner=learner, pin="0000")
    assert code_of(lambda: screen().enter(learner=learner, pin="0000")) == ("desk.pin", {"left": 3})


def test_a_clock_set_back_locks_nobody_out(guarded: tuple[str, Screen], clock: Clock) -> None:
    """A wait longer than a minute can only come from a clock that was wrong."""
    learner, screen = guarded
    for _ in range(5):
        code_of(lambda: screen().enter(learner=learner, pin="0000"))
    clock.forward(days=-1)
    assert screen().enter(learner=learner, pin="1234")["learner"] is not None


def test_a_pin_is_changed_only_by_who_knows_it(guarded: tuple[str, Screen]) -> None:
    """A wrong one changes nothing; the old one no longer holds; an empty new one takes it away."""
    learner, screen = guarded
    desk = screen()
    desk.enter(learner=learner, pin="1234")
    assert code_of(lambda: desk.protect(pin="0000", new="5678"))[0] == "desk.pin"
    desk.protect(pin="1234", new="5678")
    assert code_of(lambda: screen().enter(learner=learner, pin="1234"))[0] == "desk.pin"
    said = desk.protect(pin="5678", new="")["learner"]
    assert said is not None
    assert not said["pin"]
    assert screen().enter(learner=learner)["learner"] is not None


def test_the_pin_is_nowhere_in_the_store(guarded: tuple[str, Screen], store: Store) -> None:
    """Not in the file, not in its log; the digest is salted, so two learners with one PIN differ."""
    _, screen = guarded
    other = screen().register(name="Tom", pin="20092011")["learner"]
    assert other is not None
    store.close()
    held = b"".join(file.read_bytes() for file in store.path.parent.glob("pixnb.db*"))
    assert b"20092011" not in held


def test_one_pin_of_two_learners_is_kept_as_two_digests() -> None:
    """Whoever reads the store cannot see who shares a PIN."""
    salts = itertools.count()
    one, other = (pins.kept("1234", lambda count: bytes([next(salts)]) * count) for _ in range(2))
    assert one is not None
    assert other is not None
    assert one.digest != other.digest


def test_a_try_costs_what_is_recommended(monkeypatch: pytest.MonkeyPatch) -> None:
    """OWASP's scrypt parameters, N·r·p at least 2^14·8·5, so that a copied store is not guessed through in a second."""
    monkeypatch.undo()
    assert pins._COST * pins._BLOCK * pins._PARALLEL >= 2**14 * 8 * 5
    begin = time.process_time()
    pins.kept("1234", bytes)
    assert time.process_time() - begin > 0.02


def test_an_unknown_learner_cannot_enter(screen: Screen) -> None:
    """Also one whose profile was taken away meanwhile."""
    assert code_of(lambda: screen().enter(learner="0" * 32))[0] == "desk.unknown"


# Tokens.


def test_a_token_brings_its_learner_back(guarded: tuple[str, Screen]) -> None:
    """A reload of the page starts another kernel: no PIN is asked again."""
    learner, screen = guarded
    token = screen().enter(learner=learner, pin="1234")["token"]
    back = screen().desk(token=token)["learner"]
    assert back is not None
    assert back["id"] == learner


def test_a_token_ends_after_half_a_day(guarded: tuple[str, Screen], clock: Clock) -> None:
    """A tab left open overnight asks for the PIN."""
    learner, screen = guarded
    token = screen().enter(learner=learner, pin="1234")["token"]
    clock.forward(hours=11)
    assert screen().desk(token=token)["learner"] is not None
    clock.forward(hours=1)
    assert screen().desk(token=token)["learner"] is None


def test_a_new_pin_ends_the_tokens_before_it(guarded: tuple[str, Screen]) -> None:
    """Whoever changes a PIN wants others out."""
    learner, screen = guarded
    desk = screen()
    old = desk.enter(learner=learner, pin="1234")["token"]
    new = desk.protect(pin="1234", new="5678")["token"]
    assert screen().desk(token=old)["learner"] is None
    assert screen().desk(token=new)["learner"] is not None


@pytest.mark.parametrize("place", [0, 40, 60, -1])
def test_a_changed_token_brings_nobody(guarded: tuple[str, Screen], place: int) -> None:
    """Another learner, a later end, another signature: each change is seen."""
    learner, screen = guarded
    token = screen().enter(learner=learner, pin="1234")["token"]
    changed = list(token)
    changed[place] = "1" if changed[place] != "1" else "2"
    assert screen().desk(token="".join(changed))["learner"] is None


@pytest.mark.parametrize("token", ["x", "..", "a.b.c", "é.1.é", "0.99999999999999.0", "." * 50])
def test_nonsense_is_no_token(guarded: tuple[str, Screen], token: str) -> None:
    """Whatever a page sends, nobody sits down and nothing fails."""
    _, screen = guarded
    assert screen().desk(token=token)["learner"] is None


def test_a_token_does_not_change_who_sits(desk: Desk, screen: Screen) -> None:
    """Two widgets of one page share its memory; each keeps its learner."""
    other = screen()
    token = other.register(name="Tom")["token"]
    assert desk.desk(token=token)["learner"] != other.desk()["learner"]


# Somebody expected.


def test_who_is_expected_sits_down_at_once(screen: Screen, store: Store) -> None:
    """A notebook that names its learner asks nothing; case and accents do not make another one."""
    learner = expected(store, "Inès")
    assert expected(store, "INES") == learner
    screen().register(name="Tom")
    said = screen(learner=learner).desk()["learner"]
    assert said is not None
    assert said["name"] == "Inès"


def test_who_is_expected_and_has_a_pin_must_enter_it(guarded: tuple[str, Screen]) -> None:
    """Until then nobody sits, and only they are named; once they have left, everybody may."""
    learner, screen = guarded
    screen().register(name="Tom")
    desk = screen(learner=learner)
    assert desk.desk()["learner"] is None
    assert names(desk) == ["Inès"]
    desk.enter(learner=learner, pin="1234")
    desk.leave()
    assert names(desk) == ["Inès", "Tom"]


def test_another_learners_token_does_not_take_the_place_of_who_is_expected(guarded: tuple[str, Screen]) -> None:
    """The screen was made for one learner."""
    learner, screen = guarded
    token = screen().register(name="Tom")["token"]
    assert screen(learner=learner).desk(token=token)["learner"] is None


# What is done with the calls about attempts.


def test_after_everything_saved_the_hook_is_told_the_attempt(screen: Screen) -> None:
    """Once per start, submission, report and step; looking tells nothing."""
    told: list[str] = []
    desk = screen(on_saved=told.append)
    desk.register(name="Inès")
    view = desk.view(plan="1.3", lang="fr")
    assert told == []
    view = desk.start(plan="1.3", lang="fr")
    assert view["question"] is not None
    asked: dict[str, Any] = {"attempt": view["attempt"], "question": view["question"]["id"], "lang": "fr"}
    desk.report(**asked, category="unclear", text="?", key="report")
    after = desk.skip(**asked, key="skip")["view"]["after"]
    desk.next(attempt=view["attempt"], after=after, lang="fr")
    assert told == [view["attempt"]] * 4


def test_a_plan_that_was_given_can_be_asked_for(screen: Screen) -> None:
    """A notebook's own plan is found by its id and leads to a result."""
    framework = screen()._bank.framework
    skills = [skill.id for skill in framework.skills_of("1.3")][:4]
    plan = thematic(framework, "mine", {"fr": "À moi"}, {"fr": "Pour voir"}, skills, limit=3)
    desk = screen(plans=[plan])
    desk.register(name="Inès")
    assert desk.view(plan="thematic-mine", lang="fr")["plan"]["title"] == "À moi"
    assert SimulatedLearner(desk.assessor, lambda _: True, "thematic-mine").play()["screen"] == "end"


@pytest.mark.parametrize("code", ["ab12-cd34", " AB12 - CD34 ", "ab12- cd34\n"])
def test_a_code_that_nobody_gave_is_said_back_as_it_is_written(screen: Screen, code: str) -> None:
    """Spaces and case do not count."""
    with pytest.raises(AttemptError) as caught:
        screen().join(code=code, lang="fr")
    assert (caught.value.code, caught.value.params) == ("code.unknown", {"code": "AB12-CD34"})


def test_the_profile_and_its_files_carry_the_name(desk: Desk) -> None:
    """Screen, CSV and JSON are of whoever sits here."""
    assert desk.profile(lang="fr")["name"] == "Inès"
    for form in ("csv", "json"):
        assert "Inès" in desk.export(format=form, lang="fr")["content"].decode()  # type: ignore[arg-type]
