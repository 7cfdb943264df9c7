"""Tutorials: recommended from what was missed, saved, done, and each as a notebook."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from pixnb.assessor.desk import Desk
from pixnb.assessor.lessons import RECOMMENDED, _text_cell, lesson_notebook
from pixnb.bank.bank import Bank
from pixnb.connect import open_bank
from pixnb.core.attempt import Question
from pixnb.core.errors import AttemptError
from pixnb.core.text import Lang
from pixnb.testing import Clock, SimulatedLearner

Screen = Callable[..., Desk]
TUTORIALS = sorted(open_bank().tutorials)


def play(desk: Desk, plan: str, can: Callable[[Question], bool], **options: Any) -> str:
    return SimulatedLearner(desk.assessor, can, plan).play(**options)["attempt"]


def nothing(_question: Question) -> bool:
    return False


def everything(_question: Question) -> bool:
    return True


def ids(cards: list[Any]) -> list[str]:
    return [card["id"] for card in cards]


def missed(desk: Desk, attempt: str) -> list[dict[str, Any]]:
    """Missed questions of an attempt, newest first."""
    found = [one for one in desk.review(attempt=attempt, lang="fr")["questions"] if one["outcome"] != "correct"]
    return [dict(one) for one in reversed(found)]


def test_a_new_learner_finds_every_tutorial_and_no_advice(desk: Desk, bank: Bank) -> None:
    """All of the bank's, by competence in order; nothing recommended, saved or done."""
    said = desk.lessons(lang="fr")
    assert (said["recommended"], said["saved"], said["done"]) == ([], [], [])
    assert sorted(card["id"] for one in said["all"] for card in one["cards"]) == sorted(bank.tutorials)
    assert [one["competence"] for one in said["all"]] == sorted(one["competence"] for one in said["all"])
    assert all(card["competence"] == one["competence"] for one in said["all"] for card in one["cards"])


def test_what_was_missed_is_recommended_newest_first(desk: Desk, bank: Bank) -> None:
    """Each tutorial once, where its newest miss stands, with the titles of the questions as they were asked."""
    attempt = play(desk, "1.3", nothing)
    sitting = desk.assessor.sitting(attempt).attempt
    by_tutorial: dict[str, list[str]] = {}
    for one in missed(desk, attempt):
        question = sitting.question(one["id"])
        assert question is not None
        by_tutorial.setdefault(bank.challenges[question.item.challenge].tutorial, []).append(one["title"])
    recommended = desk.lessons(lang="fr")["recommended"]
    assert ids(recommended) == list(by_tutorial)[:RECOMMENDED]
    assert [card["missed"] for card in recommended] == [titles[:3] for titles in by_tutorial.values()][:RECOMMENDED]


def test_who_was_right_needs_no_lesson(desk: Desk) -> None:
    """Nothing was missed, nothing is recommended."""
    play(desk, "1.3", everything, limit=5)
    assert desk.lessons(lang="fr")["recommended"] == []


def test_a_later_right_answer_settles_a_miss(desk: Desk, clock: Clock) -> None:
    """What was missed a week ago and is shown today needs no lesson."""
    play(desk, "1.3", nothing)
    assert desk.lessons(lang="fr")["recommended"] != []
    clock.forward(days=8)
    play(desk, "1.3", everything, mode="reset")
    assert desk.lessons(lang="fr")["recommended"] == []


def test_a_lesson_done_after_the_miss_is_no_longer_recommended(desk: Desk, clock: Clock) -> None:
    """Until the same thing is missed again."""
    play(desk, "1.3", nothing)
    before = ids(desk.lessons(lang="fr")["recommended"])
    desk.mark(tutorial=before[0], lang="fr", done=True)
    assert ids(desk.lessons(lang="fr")["recommended"]) == before[1:]
    clock.forward(days=8)
    play(desk, "1.3", nothing, mode="reset")
    assert before[0] in ids(desk.lessons(lang="fr")["recommended"])


def test_practice_recommends_nothing(desk: Desk) -> None:
    """Trying again is for learning: a miss there is no news."""
    attempt = play(desk, "1.3", everything, limit=1)
    question = desk.review(attempt=attempt, lang="fr")["questions"][0]["id"]
    view = desk.practise(attempt=attempt, question=question, lang="fr")
    assert view["question"] is not None
    desk.skip(attempt=view["attempt"], question=view["question"]["id"], key="k", lang="fr")
    assert desk.lessons(lang="fr")["recommended"] == []


def test_marks_are_kept_and_taken_back(desk: Desk, screen: Screen) -> None:
    """Saved and done are two things; None leaves each as it is; another kernel finds them."""
    assert desk.mark(tutorial="1.3.charts", lang="fr", saved=True)["saved"]
    card = desk.mark(tutorial="1.3.charts", lang="fr", done=True)
    assert (card["saved"], card["done_at"] is not None) == (True, True)
    other = screen()
    other.desk()
    said = other.lessons(lang="en")
    assert (said["saved"], said["done"]) == (
        [card | {"title": said["saved"][0]["title"], "topic": said["saved"][0]["topic"]}],
    ) * 2
    desk.mark(tutorial="1.3.charts", lang="fr", saved=False)
    said = desk.lessons(lang="fr")
    assert (ids(said["saved"]), ids(said["done"])) == ([], ["1.3.charts"])
    assert desk.mark(tutorial="1.3.charts", lang="fr", done=False)["done_at"] is None


def test_saving_twice_keeps_the_first_time_and_the_newest_stands_first(desk: Desk) -> None:
    """A second click is no second saving."""
    for name in ("1.3.charts", "1.3.cleaning", "1.3.charts"):
        desk.mark(tutorial=name, lang="fr", saved=True)
    assert ids(desk.lessons(lang="fr")["saved"]) == ["1.3.cleaning", "1.3.charts"]


def test_marks_are_ones_own(desk: Desk, screen: Screen) -> None:
    """A sister at the same computer has her own."""
    desk.mark(tutorial="1.3.charts", lang="fr", saved=True, done=True)
    other = screen()
    other.register(name="Tom")
    said = other.lessons(lang="fr")
    assert (said["saved"], said["done"]) == ([], [])


def test_a_tutorial_to_read_says_its_marks(desk: Desk) -> None:
    """The page of the lesson shows what its card shows."""
    desk.mark(tutorial="1.3.charts", lang="fr", saved=True)
    message = desk.tutorial(tutorial="1.3.charts", lang="fr")
    assert (message["saved"], message["done_at"]) == (True, None)
    done = desk.mark(tutorial="1.3.charts", lang="fr", done=True)["done_at"]
    assert desk.tutorial(tutorial="1.3.charts", lang="en")["done_at"] == done


def test_marks_of_a_tutorial_that_is_gone_disturb_nobody(desk: Desk, screen: Screen, bank: Bank) -> None:
    """A later bank may have fewer."""
    desk.mark(tutorial="1.3.charts", lang="fr", saved=True, done=True)
    later = screen(bank=Bank(bank.framework, bank.challenges, {}))
    later.desk()
    assert later.lessons(lang="fr") == {"recommended": [], "saved": [], "done": [], "all": []}
    assert later.home(lang="fr")["saved_lessons"] == 0


@pytest.mark.parametrize("call", ["mark", "lesson_notebook", "tutorial"])
def test_an_unknown_tutorial_is_said(desk: Desk, call: str) -> None:
    """Nothing is marked for it."""
    with pytest.raises(AttemptError) as caught:
        getattr(desk, call)(tutorial="9.9.none", lang="fr")
    assert caught.value.code == "bank"


# As a notebook.


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", TUTORIALS)
def test_every_tutorial_is_a_valid_notebook(bank: Bank, name: str, lang: Lang) -> None:
    """Checked by nbformat; its text is the tutorial's, and the last cell asks questions of its competence."""
    made = lesson_notebook(bank, name, lang)
    notebook = nbformat.reads(made["content"].decode(), as_version=4)
    nbformat.validate(notebook)
    *texts, code = notebook.cells
    assert made["name"] == f"{name}.{lang}.ipynb"
    assert texts[0].source.startswith(f"# {bank.tutorials[name].title(lang)}\n")
    told = "\n\n".join(cell.source for cell in texts[1:-1]).replace(r"\$", "$")
    assert re.sub(r"\s+", " ", told) == re.sub(r"\s+", " ", bank.tutorials[name].body(lang)).strip()
    assert code.cell_type == "code"
    competence = bank.framework.topic(bank.tutorials[name].topic).competence
    assert f'pixnb.start("{competence}", lang="{lang}")' in code.source
    compile(code.source, name, "exec")


def test_a_notebook_is_the_same_each_time(desk: Desk) -> None:
    """No random ids: a teacher who downloads it again sees no change."""
    first, second = (desk.lesson_notebook(tutorial="1.3.charts", lang="fr")["content"] for _ in range(2))
    assert first == second


def test_dollars_in_a_lesson_are_no_formula() -> None:
    """Jupyter takes text between two $ for mathematics; code stays as it is."""
    cell = _text_cell("5 $ et 6 $, `=$B$2`\n\n```\n$x\n```")
    assert cell["source"] == "5 \\$ et 6 \\$, `=$B$2`\n\n```\n$x\n```"


def test_a_notebook_holds_nothing_of_the_learner(desk: Desk) -> None:
    """It may be handed on."""
    desk.mark(tutorial="1.3.charts", lang="fr", done=True)
    text = json.dumps(json.loads(desk.lesson_notebook(tutorial="1.3.charts", lang="fr")["content"]))
    assert "Inès" not in text
