"""The home screen: what a click on each competence does, and what is suggested next, with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from pixnb.assessor.desk import Desk
from pixnb.bank.bank import Bank
from pixnb.core.app_messages import CompetenceCard, HomeMessage
from pixnb.core.attempt import Question
from pixnb.core.plan import thematic
from pixnb.testing import Clock, SimulatedLearner

Screen = Callable[..., Desk]


def able(level: int) -> Callable[[Question], bool]:
    return lambda question: question.item.level <= level


def play(desk: Desk, plan: str, level: int = 3, limit: int = 200, **options: Any) -> str:
    return SimulatedLearner(desk.assessor, able(level), plan).play(limit, **options)["attempt"]


def cards(home: HomeMessage) -> dict[str, CompetenceCard]:
    return {card["standing"]["competence"]: card for area in home["areas"] for card in area["cards"]}


def competences(bank: Bank) -> list[str]:
    """Those that today's bank can ask."""
    asked = {item.competence for item in bank.items}
    return [one.id for one in bank.framework.competences if one.id in asked]


def only(bank: Bank, *kept: str) -> Bank:
    """The bank as if it asked these competences alone."""
    chosen = {name: one for name, one in bank.challenges.items() if one.item(bank.framework).competence in kept}
    return Bank(bank.framework, chosen, bank.tutorials)


def test_a_new_learner_begins_with_the_most_practical_competence(desk: Desk, bank: Bank) -> None:
    """Every competence that can be asked can be started; the suggestion says why and how long."""
    home = desk.home(lang="fr")
    assert [card["next"] for name, card in cards(home).items() if name in competences(bank)] == ["start"] * len(
        competences(bank)
    )
    assert (home["pix"], home["assessed"], home["answers"], home["saved_lessons"]) == (0, 0, 0, 0)
    suggestion = home["suggestion"]
    assert (suggestion["reason"], suggestion["plan"], suggestion["title"]) == ("first", "1.3", "Traiter des données")
    assert 5 <= suggestion["minutes"] <= 20


def test_all_competences_stand_in_their_areas(desk: Desk) -> None:
    """Five areas, sixteen competences, in the framework's order and the screen's language."""
    home = desk.home(lang="en")
    assert [(area["area"], len(area["cards"])) for area in home["areas"]] == [(1, 3), (2, 4), (3, 4), (4, 3), (5, 2)]
    assert home["competences"] == 16
    assert home["areas"][0]["cards"][2]["standing"]["name"] == "Process data"


def test_an_attempt_left_in_the_middle_comes_first(desk: Desk, clock: Clock) -> None:
    """Where it was left, since when, and how much remains: the question that waits counts."""
    play(desk, "1.3", limit=4)
    left = desk.view(plan="1.3", lang="fr")
    clock.forward(days=1)
    home = desk.home(lang="fr")
    assert cards(home)["1.3"]["next"] == "resume"
    suggestion = home["suggestion"]
    assert (suggestion["reason"], suggestion["plan"]) == ("open", "1.3")
    opened, remaining = suggestion["open"], left["progress"]["remaining"]
    assert opened is not None
    assert remaining is not None
    assert (opened["number"], opened["since"]) == (5, left["saved_at"])
    assert (opened["low"], opened["high"]) == (remaining["low"] + 1, remaining["high"] + 1)
    assert suggestion["minutes"] == opened["minutes"] > 0


def test_a_night_between_two_answers_does_not_make_an_attempt_long(desk: Desk, clock: Clock) -> None:
    """Minutes follow the usual pace of the learner: here two minutes a question, and one night."""
    view = desk.start(plan="1.3", lang="fr")
    player = SimulatedLearner(desk.assessor, able(3), "1.3")
    for number in range(5):
        clock.forward(hours=14 if number == 2 else 0, minutes=2)
        view = player.answer(view)["view"]
        while view["screen"] in ("feedback", "checkpoint"):
            view = desk.next(attempt=view["attempt"], after=view["after"], lang="fr")
    opened = desk.home(lang="fr")["suggestion"]["open"]
    assert opened is not None
    middle = (opened["low"] + opened["high"]) / 2
    assert 2 * middle <= opened["minutes"] <= 2.2 * middle + 1


def test_of_several_open_attempts_the_one_left_last_is_suggested(desk: Desk) -> None:
    """The other stays on its card."""
    play(desk, "1.3", limit=2)
    play(desk, "1.1", limit=2)
    home = desk.home(lang="fr")
    assert home["suggestion"]["plan"] == "1.1"
    assert [cards(home)[name]["next"] for name in ("1.1", "1.3")] == ["resume", "resume"]


def test_an_open_course_is_suggested_by_its_title(screen: Screen, bank: Bank) -> None:
    """Also at a desk that was not given its plan: the attempt knows it, and the click opens it."""
    skills = [skill.id for skill in bank.framework.skills_of("1.3")]
    plan = thematic(bank.framework, "data", {"fr": "Données en 3e"}, {"fr": ""}, skills)
    given = screen(plans=[plan])
    given.register(name="Inès")
    play(given, "thematic-data", limit=2)
    desk = screen()
    desk.desk()
    suggestion = desk.home(lang="fr")["suggestion"]
    assert (suggestion["reason"], suggestion["plan"], suggestion["title"]) == ("open", "thematic-data", "Données en 3e")
    assert desk.view(plan=suggestion["plan"], lang="fr")["screen"] == "question"


def test_practice_left_open_is_not_suggested(desk: Desk) -> None:
    """It never ends, so it would stand there for ever."""
    attempt = play(desk, "1.3")
    question = desk.review(attempt=attempt, lang="fr")["questions"][0]["id"]
    desk.practise(attempt=attempt, question=question, lang="fr")
    assert desk.home(lang="fr")["suggestion"]["reason"] == "unassessed"


def test_next_comes_the_area_of_which_least_is_known(desk: Desk, bank: Bank) -> None:
    """After 1.3 an area without any answer; after all of those, the one with the smallest share."""
    seen = []
    for _ in range(6):
        suggestion = desk.home(lang="fr")["suggestion"]
        seen.append(suggestion["plan"])
        play(desk, suggestion["plan"], level=8)
    areas = [name[0] for name in seen]
    assert seen[0] == "1.3"
    assert sorted(areas[:5]) == ["1", "2", "3", "4", "5"]
    assert areas[5] in ("2", "3")  # 1 of 4 known there, the smallest share


def test_when_all_is_assessed_a_lesson_for_something_missed_lately(screen: Screen, bank: Bank) -> None:
    """With the tutorial's own title and minutes; a month later it is old."""
    desk = screen(bank=only(bank, "1.3"))
    desk.register(name="Inès")
    play(desk, "1.3")
    suggestion = desk.home(lang="fr")["suggestion"]
    first = desk.lessons(lang="fr")["recommended"][0]
    assert suggestion == {
        "reason": "lesson",
        "plan": "",
        "title": first["title"],
        "tutorial": first["id"],
        "minutes": first["minutes"],
        "open": None,
    }


def test_a_competence_waits_then_can_be_improved(screen: Screen, bank: Bank, clock: Clock) -> None:
    """Four days after the last answer; a month later nothing missed is recent, and improving is suggested."""
    desk = screen(bank=only(bank, "1.3"))
    desk.register(name="Inès")
    play(desk, "1.3")
    card = cards(desk.home(lang="fr"))["1.3"]
    assessed, since = card["standing"]["assessed_at"], card["improve_on"]
    assert card["next"] == "wait"
    assert assessed is not None
    assert since is not None
    assert datetime.fromisoformat(since) - datetime.fromisoformat(assessed) == timedelta(days=4)
    clock.forward(days=4)
    card = cards(desk.home(lang="fr"))["1.3"]
    assert (card["next"], card["improve_on"]) == ("improve", None)
    clock.forward(days=30)
    suggestion = desk.home(lang="fr")["suggestion"]
    assert (suggestion["reason"], suggestion["plan"]) == ("improve", "1.3")
    assert suggestion["minutes"] > 0
    assert play(desk, "1.3", level=8, mode="improve")
    assert desk.home(lang="fr")["suggestion"]["reason"] == "all_done"


def test_of_several_the_one_with_most_to_gain_is_to_be_improved(screen: Screen, bank: Bank, clock: Clock) -> None:
    """Not the first in the list, and not the one that is nearly full."""
    desk = screen(bank=only(bank, "1.1", "1.3"))
    desk.register(name="Inès")
    play(desk, "1.1", level=3)
    play(desk, "1.3", level=1)
    clock.forward(days=40)
    home = desk.home(lang="fr")
    assert [cards(home)[name]["next"] for name in ("1.1", "1.3")] == ["improve", "improve"]
    assert home["suggestion"]["plan"] == "1.3"


def test_whoever_can_do_all_is_told_so(screen: Screen, bank: Bank) -> None:
    """Nothing waits and nothing is to gain."""
    desk = screen(bank=only(bank, "1.3"))
    desk.register(name="Inès")
    play(desk, "1.3", level=8)
    home = desk.home(lang="fr")
    assert home["suggestion"]["reason"] == "all_done"
    assert cards(home)["1.3"]["next"] == "done"
    assert home["pix"] == cards(home)["1.3"]["standing"]["pix"] > 0


def test_what_the_bank_cannot_ask_is_never_offered(screen: Screen, bank: Bank) -> None:
    """A click would find nothing."""
    desk = screen(bank=only(bank, "1.1"))
    desk.register(name="Inès")
    home = desk.home(lang="fr")
    assert home["suggestion"]["plan"] == "1.1"
    assert cards(home)["1.3"]["next"] == "done"


def test_saved_lessons_are_counted(desk: Desk) -> None:
    """Those that wait, not those that were only done."""
    desk.mark(tutorial="1.3.charts", lang="fr", saved=True)
    desk.mark(tutorial="1.3.cleaning", lang="fr", done=True)
    assert desk.home(lang="fr")["saved_lessons"] == 1
