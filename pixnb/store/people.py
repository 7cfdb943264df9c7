"""Rows about the people of one machine: learners, their names, PINs and marks on tutorials; and settings.

The log knows learners by random ids only. Everything here can be taken away and the log still stands.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pixnb.core.events import moment
from pixnb.store.tables import attempts, learner_names, learner_pins, learners, lesson_marks, settings

_DEFAULT_LEARNER = "default_learner"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A learner who has a name on this machine.

    Parameters
    ----------
    id
        Random.
    name
        As typed, tidy.
    pin
        Whether a PIN is asked.
    """

    id: str
    name: str
    pin: bool


@dataclass(frozen=True, slots=True)
class PinRecord:
    """What is kept of a PIN: never the PIN.

    Parameters
    ----------
    salt, digest
        What it is checked with.
    tries
        Wrong ones in a row.
    locked_until
        When the next try is allowed, aware; None when it is now.
    """

    salt: bytes
    digest: bytes
    tries: int = 0
    locked_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LessonMark:
    """What a learner did with a tutorial.

    Parameters
    ----------
    saved_at
        When it was kept for later, aware; None when it is not.
    done_at
        When it was marked as done, aware; None when it is not.
    """

    saved_at: datetime | None = None
    done_at: datetime | None = None


def tidy(name: str | None) -> str:
    """A name as it is kept and looked up: one Unicode form (NFC), single spaces; empty for nobody."""
    return " ".join(unicodedata.normalize("NFC", name or "").split())


def folded(name: str) -> str:
    """A name as people hear it: without case and accents, so that “Inès” and “INES” are the same."""
    return " ".join(_bare(_bare(name).casefold()).split())


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text)
    return "".join(one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")


class PeopleReads:
    """The part of `pixnb.store.transaction.Reader` that is about people and settings."""

    __slots__ = ()
    _connection: Connection

    def find_learner(self, name: str | None = None) -> str | None:
        """Id of the learner with this name, or of the one who gave none; None when there is none yet."""
        wanted = tidy(name)
        if not wanted:
            kept = self.setting(_DEFAULT_LEARNER)
            return None if kept is None else str(kept)
        rows = select(learner_names.c.learner).where(learner_names.c.name == wanted)
        found = self._connection.scalar(rows.order_by(learner_names.c.learner).limit(1))
        return None if found is None else str(found)

    def people(self) -> list[PersonRecord]:
        """Everyone who has a name on this machine, in the order of their names."""
        chosen = select(learner_names.c.learner, learner_names.c.name, learner_pins.c.learner.label("pin")).join(
            learner_pins, learner_pins.c.learner == learner_names.c.learner, isouter=True
        )
        found = [PersonRecord(row.learner, row.name, row.pin is not None) for row in self._connection.execute(chosen)]
        return sorted(found, key=lambda one: (folded(one.name), one.name, one.id))

    def pin(self, learner: str) -> PinRecord | None:
        """What is kept of a learner's PIN, None when there is none."""
        row = self._connection.execute(select(learner_pins).where(learner_pins.c.learner == learner)).first()
        return None if row is None else PinRecord(row.salt, row.digest, row.tries, _time(row.locked_until))

    def marks(self, learner: str) -> dict[str, LessonMark]:
        """What a learner did with the tutorials, by id of the tutorial."""
        rows = self._connection.execute(select(lesson_marks).where(lesson_marks.c.learner == learner))
        return {row.tutorial: LessonMark(_time(row.saved_at), _time(row.done_at)) for row in rows}

    def setting(self, name: str) -> Any | None:
        """A setting of this store (JSON), None when it was never made."""
        text = self._connection.scalar(select(settings.c.value).where(settings.c.name == name))
        return None if text is None else json.loads(text)


class PeopleWrites(PeopleReads):
    """The part of `pixnb.store.transaction.Writer` that is about people and settings."""

    __slots__ = ()
    _clock: Callable[[], datetime]

    def learner(self, name: str | None = None) -> str:
        """Id of the learner with this name, made when there is none; see `Store.learner`."""
        found = self.find_learner(name)
        if found is not None:
            return found
        learner, wanted = secrets.token_hex(16), tidy(name)
        self._connection.execute(insert(learners).values(id=learner, created_at=moment(self._clock())))
        if wanted:
            self._connection.execute(insert(learner_names).values(learner=learner, name=wanted))
        else:
            self.setting_once(_DEFAULT_LEARNER, lambda: learner)
        return learner

    def claim(self, name: str) -> str | None:
        """Give the learner who gave no name this one, with all their attempts.

        Returns
        -------
        str or None
            Their id; None when there is no such learner, or they never attempted anything.
        """
        nameless = self.find_learner()
        theirs = select(attempts.c.id).where(attempts.c.learner == nameless).limit(1)
        if nameless is None or self._connection.scalar(theirs) is None:
            return None
        self._connection.execute(insert(learner_names).values(learner=nameless, name=tidy(name)))
        self._connection.execute(delete(settings).where(settings.c.name == _DEFAULT_LEARNER))
        return nameless

    def put_pin(self, learner: str, pin: PinRecord | None) -> None:
        """Keep a PIN in place of the one before; None takes it away."""
        self._connection.execute(delete(learner_pins).where(learner_pins.c.learner == learner))
        if pin is not None:
            row = {**asdict(pin), "locked_until": _text(pin.locked_until), "learner": learner}
            self._connection.execute(insert(learner_pins).values(**row))

    def put_tries(self, learner: str, tries: int, locked_until: datetime | None) -> None:
        """Keep how many wrong tries there were, and until when no other is allowed."""
        row = update(learner_pins).where(learner_pins.c.learner == learner)
        self._connection.execute(row.values(tries=tries, locked_until=_text(locked_until)))

    def put_mark(self, learner: str, tutorial: str, mark: LessonMark) -> None:
        """Keep what a learner did with a tutorial, in place of what was kept before."""
        this = (lesson_marks.c.learner == learner, lesson_marks.c.tutorial == tutorial)
        self._connection.execute(delete(lesson_marks).where(*this))
        if mark != LessonMark():
            row = {"saved_at": _text(mark.saved_at), "done_at": _text(mark.done_at)}
            self._connection.execute(insert(lesson_marks).values(learner=learner, tutorial=tutorial, **row))

    def setting_once(self, name: str, make: Callable[[], Any]) -> Any:
        """A setting of this store, made at the first call and then for ever the same."""
        known = self.setting(name)
        if known is not None:
            return known
        made = make()
        self._connection.execute(insert(settings).values(name=name, value=json.dumps(made)))
        return made


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _text(time: datetime | None) -> str | None:
    return None if time is None else moment(time)
