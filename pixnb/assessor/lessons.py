"""Tutorials for a learner: recommended from what was missed, saved for later, done; and one as a notebook."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pixnb.assessor.seat import Seat
from pixnb.bank.bank import Bank
from pixnb.bank.challenge import Tutorial
from pixnb.core.app_messages import CompetenceLessons, LessonCard, LessonsMessage
from pixnb.core.errors import AttemptError
from pixnb.core.events import moment
from pixnb.core.profile import Knowledge, Shown
from pixnb.core.protocol import FileContent, TutorialMessage
from pixnb.core.text import Lang
from pixnb.store.people import LessonMark

RECOMMENDED = 6
"""Most tutorials that are recommended at once."""
MISSED_SHOWN = 3
"""Most missed questions that a card names."""
MEDIA_TYPE = "application/x-ipynb+json"

_WORDS = {
    "fr": (
        "Leçon · {minutes} min · {topic}",
        "## Et maintenant\u202f?\n\nExécute la cellule pour essayer des questions.",
    ),
    "en": ("Lesson · {minutes} min · {topic}", "## What next?\n\nRun the cell to try some questions."),
}
_SECTION = re.compile(r"(?m)^(?=## )")
_CODE = re.compile(r"(```.*?```|`[^`\n]*`)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tutorials as a learner finds them now.

    Parameters
    ----------
    seat
        Who looks.
    lang
        In which language.
    marks
        What the learner did with each.
    missed
        By tutorial, what it would have helped with, newest first; tutorials in the order of their newest miss.
    """

    seat: Seat
    lang: Lang
    marks: dict[str, LessonMark]
    missed: dict[str, list[Shown]]

    def card(self, tutorial: Tutorial) -> LessonCard:
        """A tutorial, with what the learner did with it."""
        framework, mark = self.seat.bank.framework, self.marks.get(tutorial.id, LessonMark())
        topic = framework.topic(tutorial.topic)
        return {
            "id": tutorial.id,
            "title": tutorial.title(self.lang),
            "minutes": tutorial.minutes,
            "topic": topic.name[self.lang],
            "competence": topic.competence,
            "area": int(framework.competence(topic.competence).area),
            "saved": mark.saved_at is not None,
            "done_at": moment(mark.done_at) if mark.done_at else None,
            "missed": list(self._titles(self.missed.get(tutorial.id, [])[:MISSED_SHOWN])),
        }

    def cards(self, names: Iterable[str]) -> list[LessonCard]:
        """The cards of tutorials by id, without those that the bank no longer has."""
        found = (self.seat.bank.tutorial(name) for name in names)
        return [self.card(tutorial) for tutorial in found if tutorial is not None]

    def _titles(self, missed: Iterable[Shown]) -> Iterator[str]:
        with self.seat.store.reading() as reader:
            events = [reader.event(one.attempt, int(one.question)) for one in missed]
        yield from (self.seat.title(event.body["variant"], self.lang) for event in events if event is not None)


def shelf(seat: Seat, knowledge: Knowledge, lang: Lang) -> Shelf:
    """Take stock of a learner's tutorials."""
    marks = marks_of(seat)
    return Shelf(seat, lang, marks, missed(seat, knowledge, marks))


def marks_of(seat: Seat) -> dict[str, LessonMark]:
    """What the learner did with the tutorials that today's bank has."""
    with seat.store.reading() as reader:
        marks = reader.marks(seat.learner)
    return {name: mark for name, mark in marks.items() if seat.bank.tutorial(name) is not None}


def missed(seat: Seat, knowledge: Knowledge, marks: dict[str, LessonMark]) -> dict[str, list[Shown]]:
    """Which tutorials would have helped with the learner's latest answers.

    Of several answers about one skill the latest counts. A tutorial that was done after a miss has answered it,
    and plans that show no verdicts give nothing away here either.

    Parameters
    ----------
    seat
        The learner.
    knowledge
        What their attempts say.
    marks
        What they did with the tutorials.

    Returns
    -------
    dict
        By id of the tutorial, the missed questions, newest first; tutorials in the order of their newest miss.
    """
    silent = {row.id for row, plan in seat.plans() if not plan.feedback}
    latest = {shown.skill: shown for shown in knowledge.answers}
    found: dict[str, list[Shown]] = {}
    for shown in sorted(latest.values(), key=lambda one: one.at, reverse=True):
        name = _tutorial_for(seat.bank, shown)
        done = marks.get(name, LessonMark()).done_at
        helps = shown.outcome != "correct" and shown.attempt not in silent and (done is None or done < shown.at)
        if helps and seat.bank.tutorial(name) is not None:
            found.setdefault(name, []).append(shown)
    return found


def lessons_message(seat: Seat, lang: Lang) -> LessonsMessage:
    """All tutorials for a learner; see `AssessorProtocol.lessons`."""
    found = shelf(seat, seat.knowledge(), lang)
    saved = [(mark.saved_at, name) for name, mark in found.marks.items() if mark.saved_at]
    done = [(mark.done_at, name) for name, mark in found.marks.items() if mark.done_at]
    return {
        "recommended": found.cards(list(found.missed)[:RECOMMENDED]),
        "saved": found.cards(name for _, name in sorted(saved, reverse=True)),
        "done": found.cards(name for _, name in sorted(done, reverse=True)),
        "all": list(_by_competence(found)),
    }


def mark(seat: Seat, tutorial: str, lang: Lang, *, saved: bool | None, done: bool | None) -> LessonCard:
    """Save a tutorial for later or mark it as done; see `AssessorProtocol.mark`.

    What is marked twice keeps its first time.
    """
    found, now = _tutorial(seat.bank, tutorial), seat.clock()
    with seat.store.transaction() as writer:
        before = writer.marks(seat.learner).get(tutorial, LessonMark())
        saved_at = before.saved_at if saved is None else (before.saved_at or now) if saved else None
        done_at = before.done_at if done is None else (before.done_at or now) if done else None
        writer.put_mark(seat.learner, tutorial, LessonMark(saved_at, done_at))
    return shelf(seat, seat.knowledge(), lang).card(found)


def marked(seat: Seat, message: TutorialMessage) -> TutorialMessage:
    """A tutorial to read, with what the learner did with it."""
    mark = marks_of(seat).get(message["id"], LessonMark())
    done_at = moment(mark.done_at) if mark.done_at else None
    return {**message, "saved": mark.saved_at is not None, "done_at": done_at}


def lesson_notebook(bank: Bank, tutorial: str, lang: Lang) -> FileContent:
    """A tutorial as a notebook of nbformat 4.5: its title, its sections, and a cell that asks questions.

    https://nbformat.readthedocs.io/en/latest/format_description.html
    """
    found = _tutorial(bank, tutorial)
    topic = bank.framework.topic(found.topic)
    head, ending = _WORDS[lang]
    kicker = head.format(minutes=found.minutes, topic=topic.name[lang])
    either = {"fr": "ou", "en": "or"}[lang]
    code = f'import pixnb\n\npixnb.start("{topic.competence}", lang="{lang}")  # {either} pixnb.tutorial("{found.id}")'
    sections = [part.strip() for part in _SECTION.split(found.body(lang)) if part.strip()]
    cells = [_text_cell(f"# {found.title(lang)}\n\n*{kicker}*"), *map(_text_cell, sections), _text_cell(ending)]
    cells.append({"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": code})
    content = {"cells": _numbered(cells), "metadata": _metadata(found, lang), "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return {"name": f"{found.id}.{lang}.ipynb", "media_type": MEDIA_TYPE, "content": f"{text}\n".encode()}


def _text_cell(markdown: str) -> dict[str, object]:
    # Two $ in a notebook's text make a formula of what stands between them.
    parts = _CODE.split(markdown)
    safe = [part if place % 2 else part.replace("$", r"\$") for place, part in enumerate(parts)]
    return {"cell_type": "markdown", "metadata": {}, "source": "".join(safe)}


def _numbered(cells: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{"id": f"cell-{place}", **cell} for place, cell in enumerate(cells, 1)]


def _metadata(tutorial: Tutorial, lang: Lang) -> dict[str, object]:
    return {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        "pixnb": {"tutorial": tutorial.id, "lang": lang},
    }


def _tutorial(bank: Bank, name: str) -> Tutorial:
    found = bank.tutorial(name)
    if found is None:
        msg = f"the bank has no tutorial “{name}”"
        raise AttemptError(msg, code="bank")
    return found


def _tutorial_for(bank: Bank, shown: Shown) -> str:
    """The tutorial of a challenge; of its topic when the bank no longer has the challenge."""
    challenge = bank.challenges.get(shown.challenge)
    return challenge.tutorial if challenge else shown.skill.rsplit(".", 1)[0]


def _by_competence(found: Shelf) -> Iterator[CompetenceLessons]:
    framework, tutorials = found.seat.bank.framework, found.seat.bank.tutorials.values()
    for competence in framework.competences:
        topics = [topic.id for topic in competence.topics]
        here = [one for one in tutorials if one.topic in topics]
        here.sort(key=lambda one: (topics.index(one.topic), one.id))
        if here:
            yield {
                "competence": competence.id,
                "name": competence.name[found.lang],
                "area": int(competence.area),
                "cards": [found.card(one) for one in here],
            }
