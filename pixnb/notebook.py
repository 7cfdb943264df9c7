"""What a notebook can ask for: the learner's app, profiles as frames and figures, and plans of one's own.

Every name here is one of ``pixnb``'s and loads on first use. Who is meant: the learner that is named, else the one
of ``PIXNB_LEARNER``, else the only one of this machine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pixnb.connect import bank_folders, connect, open_bank
from pixnb.core.errors import DeskError, FrameworkError, PixnbError, PlaceError
from pixnb.core.grading import SUFFIX
from pixnb.core.plan import Plan, thematic
from pixnb.core.text import LANGS, Lang, language

if TYPE_CHECKING:
    import pandas as pd

    from pixnb.bank.bank import Bank
    from pixnb.core.app_messages import ProfileMessage
    from pixnb.core.profile import Knowledge
    from pixnb.reports.figure import ProfileFigure
    from pixnb.store.people import PersonRecord
    from pixnb.widgets.player import Player


# The app.


def start(
    plan: str | Plan | None = None,
    lang: str | None = None,
    learner: str | None = None,
    transcript: str | Path | bool | None = None,
) -> Player:
    """Show the learner's app: home, or one plan.

    Parameters
    ----------
    plan
        Nothing for home; the code of a competence, for instance ``"1.3"``; or a plan made by `plan`.
    lang
        ``"fr"`` or ``"en"``; by default ``PIXNB_LANG``, else French. The screen can switch at any moment.
    learner
        Name of the learner on this machine; a new name makes a new profile. Without one the screen asks when
        there are several.
    transcript
        File where the attempt in ``plan`` is written after each answer, to be handed in; True for one beside
        the notebook that is called after the plan.

    Returns
    -------
    Player
        A widget: as the last line of a cell it is shown.

    Raises
    ------
    FrameworkError
        When ``plan`` is a code that the framework does not have.
    PlaceError
        When the front end was not built.

    Examples
    --------
    >>> import pixnb
    >>> pixnb.start("1.3")  # doctest: +SKIP
    """
    if isinstance(plan, str):
        _known_plan(plan)
    plans = [plan] if isinstance(plan, Plan) else []
    name = plan.id if isinstance(plan, Plan) else plan
    route = f"plan/{quote(name, safe='')}" if name else "home"
    file = f"{name}{SUFFIX}" if transcript is True else transcript
    return _player(route, lang, learner, plans=plans, transcript=Path(file) if file else None)


def profile(lang: str | None = None, learner: str | None = None) -> Player:
    """Show the learner's app at the profile; parameters as for `start`."""
    return _player("profile", lang, learner)


def tutorial(id: str, lang: str | None = None, learner: str | None = None) -> Player:
    """Show the learner's app at a lesson.

    Parameters
    ----------
    id
        Id of the tutorial, for instance ``"1.3.formulas"``.
    lang, learner
        As for `start`.

    Raises
    ------
    PixnbError
        When the bank has no such tutorial; the nearest ids are named.
    """
    _known_tutorial(id)
    return _player(f"lesson/{quote(id, safe='')}", lang, learner)


def _player(
    route: str,
    lang: str | None,
    learner: str | None,
    *,
    plans: Iterable[Plan] = (),
    transcript: Path | None = None,
) -> Player:
    from pixnb.widgets.player import Player

    given = tuple(plans)
    return Player(route, _lang(lang), lambda: connect(learner=learner, plans=given, transcript=transcript))


def _known_plan(name: str) -> None:
    """Refuse a code that means nothing; ids of plans that were begun are the assessor's to know."""
    if "-" not in name:
        _bank().framework.competence(name)


def _known_tutorial(id: str) -> None:
    from difflib import get_close_matches

    tutorials = _bank().tutorials
    if id not in tutorials:
        beside = sorted(one for one in tutorials if one.split(".")[:2] == id.split(".")[:2])
        near = get_close_matches(id, tutorials, n=3) or beside or sorted(tutorials)[:3]
        msg = f"the bank has no tutorial {id!r}; the nearest: {', '.join(near)}"
        raise PixnbError(msg, code="bank")


# Results.


def results(learner: str | None = None, lang: str | None = None, pin: str = "") -> pd.DataFrame:
    """Where a learner stands, as a frame of pandas: one row for each competence.

    Parameters
    ----------
    learner
        Name of the learner on this machine.
    lang
        Language of the names; by default ``PIXNB_LANG``, else French.
    pin
        The learner's PIN, when the profile has one.

    Returns
    -------
    pandas.DataFrame
        Its columns are those of `pixnb.reports.frames.results`; ``frame.attrs`` holds the total.

    Raises
    ------
    DeskError
        When it is not clear who is meant (the names are listed), or the PIN is wrong.
    PlaceError
        When pandas is not installed.
    """
    frames, spoken = _reports("frames"), _lang(lang)
    return frames.results(_profile(learner, spoken, pin), _bank().framework, spoken)


def answered(learner: str | None = None, lang: str | None = None, pin: str = "") -> pd.DataFrame:
    """Every answer that counts in a learner's profile, as a frame of pandas, oldest first.

    Parameters and errors as for `results`; columns: see `pixnb.reports.frames.answers`.
    """
    frames = _reports("frames")
    with _learner(learner, pin) as (_, knowledge):
        return frames.answers(knowledge.answers, _bank().framework, _lang(lang))


def figure(learner: str | None = None, lang: str | None = None, pin: str = "") -> ProfileFigure:
    """A learner's profile as a figure of matplotlib, one A4 page; parameters and errors as for `results`.

    Examples
    --------
    >>> import pixnb
    >>> pixnb.figure().savefig("profile.pdf")  # doctest: +SKIP
    """
    drawing, spoken = _reports("figure"), _lang(lang)
    made: ProfileFigure = drawing.profile_figure(_profile(learner, spoken, pin), spoken)
    return made


def _reports(name: str) -> Any:
    """A module of the reports, whose libraries a plain installation does not have."""
    try:
        return import_module(f"pixnb.reports.{name}")
    except ImportError as error:
        msg = f"{error.name} is not installed: run pip install 'pixnb[lab]'"
        raise PlaceError(msg) from error


def _profile(learner: str | None, lang: Lang, pin: str) -> ProfileMessage:
    from pixnb.assessor.profile import profile_message
    from pixnb.store.store import utc_now

    with _learner(learner, pin) as (person, knowledge):
        return profile_message(knowledge, _bank(), lang, name=person.name, at=utc_now())


@contextmanager
def _learner(name: str | None, pin: str) -> Iterator[tuple[PersonRecord, Knowledge]]:
    """Who is meant, and what their attempts say."""
    from pixnb.assessor import pins
    from pixnb.assessor.knowledge import KnowledgeReader
    from pixnb.assessor.memory import Blobs
    from pixnb.store.store import Store, utc_now

    with Store.open() as store:
        with store.reading() as reader:
            person = _meant(reader.people(), name or os.environ.get("PIXNB_LEARNER"))
        pins.check(store, person.id, pin, utc_now)
        yield person, KnowledgeReader(store, Blobs(store.blob)).of(person.id, _bank().framework)


def _meant(people: Iterable[PersonRecord], name: str | None) -> PersonRecord:
    """The learner of a name, or the only one."""
    from pixnb.store.people import folded

    known = list(people)
    found = [one for one in known if folded(one.name) == folded(name)] if name else known
    if len(found) == 1:
        return found[0]
    if not known:
        msg = "nobody has a profile on this machine yet: pixnb.start() makes one"
        raise DeskError(msg)
    listed = ", ".join(one.name for one in known)
    what = f"no learner is called {name!r} here" if name else "several learners share this machine"
    msg = f"{what}: name one of {listed}, for instance learner={known[0].name!r}"
    raise DeskError(msg, code="desk.unknown")


# Plans.


def plan(
    id: str,
    title: str | Mapping[str, str],
    *,
    competences: Iterable[str] = (),
    topics: Iterable[str] = (),
    skills: Iterable[str] = (),
    levels: Iterable[int] = (),
    limit: int = 0,
    description: str | Mapping[str, str] = "",
) -> Plan:
    """Make a plan on a theme, over one competence or several.

    Parameters
    ----------
    id
        A short name that stays the same: a learner's attempt is found again by it.
    title, description
        What the learner reads: ``{"fr": …, "en": …}``, or one text for both languages.
    competences, topics, skills
        Ids of what may be asked, together.
    levels
        Only skills of these levels; all when empty.
    limit
        Most questions; 0 to go on until nothing is worth asking.

    Returns
    -------
    Plan
        For `start`.

    Raises
    ------
    FrameworkError
        When an id is not in the framework, or nothing may be asked.

    Examples
    --------
    >>> import pixnb
    >>> data = pixnb.plan("data", "Data", competences=["1.2", "1.3"], levels=[1, 2, 3], limit=12)
    >>> data.id
    'thematic-data'
    """
    framework = _bank().framework
    chosen = [skill for one in competences for skill in framework.skills_of(one)]
    chosen += [skill for one in topics for skill in framework.topic(one).skills]
    chosen += [framework.skill(one) for one in skills]
    wanted = set(levels)
    kept = [skill.id for skill in chosen if not wanted or skill.level in wanted]
    askable = {item.skill for item in _bank().items}
    if askable.isdisjoint(kept):
        msg = f"plan {id!r} asks nothing: name competences, topics or skills that the bank has challenges for"
        raise FrameworkError(msg)
    return thematic(framework, id, _localised(title), _localised(description), kept, limit)


def _localised(text: str | Mapping[str, str]) -> dict[str, str]:
    given = dict.fromkeys(LANGS, text) if isinstance(text, str) else dict(text)
    return {lang: given.get(lang) or next(iter(given.values()), "") for lang in LANGS}


def _lang(lang: str | None) -> Lang:
    return language(lang or os.environ.get("PIXNB_LANG"))


def _bank() -> Bank:
    """The bank of this process; read once, since a frame and a figure are often asked for one after the other."""
    return _read(tuple(bank_folders()))


@lru_cache(maxsize=2)
def _read(folders: tuple[Path, ...]) -> Bank:
    return open_bank(folders)
