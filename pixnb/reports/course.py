"""A class: pupils in rows, competences in columns, levels in the cells; as a frame, a figure and a page.

The look is that of the teacher's screens: one blue that deepens with the level, the figure always in the cell, italics
while a level is uncertain, hatching where nothing was assessed, and a word where something handed in does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from pixnb.core.framework import Framework
from pixnb.core.grading import CompetenceGrade, Grading, State
from pixnb.core.text import Lang
from pixnb.reports.figure import INK, LINE, MM_PER_INCH, MUTED, SUNKEN, ProfileFigure, _font, _width
from pixnb.words import number

LEVELS = ("#ffffff", "#eaf1fb", "#cfe0f5", "#adcaed", "#84afe2", "#5a91d3", "#3773bd", "#1f5599", "#0e3870")
"""Colours of level 0 to 8 (extensions/player/src/styles/tokens.css)."""
WHITE_FROM = 6
"""From this level on figures are white (contrast ≥ 4.8 : 1)."""
CELL, HIGH, GAP, AREA_GAP = 12.0, 9.0, 0.8, 4.0
"""Width and height of a cell, space between two cells and between two areas; mm."""
EDGE, TOP, HEAD, FOOT = 8.0, 9.0, 17.0, 15.0
"""Margin, title, heads of the columns, and notes; mm."""

STATES: dict[State, dict[Lang, str]] = {
    "ok": {"fr": "", "en": ""},
    "unfinished": {"fr": "pas terminé", "en": "not finished"},
    "missing": {"fr": "rien de rendu", "en": "nothing handed in"},
    "tampered": {"fr": "modifié : à voir", "en": "changed: to be looked at"},
    "copied": {"fr": "rendu à plusieurs : à voir", "en": "handed in by several: to be looked at"},
    "unverifiable": {"fr": "non vérifiable : à voir", "en": "cannot be verified: to be looked at"},
}
WORDS: dict[str, dict[Lang, str]] = {
    "pupil": {"fr": "Élève", "en": "Pupil"},
    "state": {"fr": "À savoir", "en": "To know"},
    "note": {
        "fr": "Chiffre en italique : niveau encore incertain. Hachures : pas évaluée.",
        "en": "Figure in italics: level still uncertain. Hatching: not assessed.",
    },
    "trust": {
        "fr": "Entraînement : les corrigés étaient à portée des élèves. Ces niveaux aident à faire le point.",
        "en": "Practice: the answers were within the pupils’ reach. These levels help to see where they stand.",
    },
    "unassessed": {"fr": "pas évaluée", "en": "not assessed"},
    "uncertain": {"fr": "encore incertain : entre {low} et {high}", "en": "still uncertain: between {low} and {high}"},
    "summary": {
        "fr": "{title} : {pupils} élèves, {done} avec des niveaux, {columns} compétences.",
        "en": "{title}: {pupils} pupils, {done} with levels, {columns} competences.",
    },
}


@dataclass(frozen=True, slots=True)
class Pupil:
    """A row of the class table.

    Parameters
    ----------
    name
        What to call them.
    state
        Whether what they handed in counts.
    grades
        By competence.
    """

    name: str
    state: State
    grades: Mapping[str, CompetenceGrade]


@dataclass(frozen=True)
class ClassReport:
    """The levels of a class; made by `class_report`.

    Parameters
    ----------
    title
        Name of the class or course.
    pupils
        In the order of the table.
    competences
        Codes, in the order of the framework.
    names
        Of the competences.
    lang
        Language of the words.
    """

    title: str
    pupils: Sequence[Pupil] = field(repr=False)
    competences: Sequence[str]
    names: Mapping[str, str] = field(repr=False)
    lang: Lang = "fr"

    @property
    def table(self) -> pd.DataFrame:
        """Levels: one row for each pupil, one column for each competence; what was not assessed is missing, not 0.

        Returns
        -------
        pandas.DataFrame
            ``Int64``; the index holds the names, ``table.attrs["state"]`` says what does not count.
        """
        rows = [[_level(pupil, code) for code in self.competences] for pupil in self.pupils]
        index = pd.Index([pupil.name for pupil in self.pupils], name=_said("pupil", self.lang))
        table = pd.DataFrame(rows, index=index, columns=list(self.competences)).astype("Int64")
        table.attrs["state"] = {pupil.name: pupil.state for pupil in self.pupils}
        return table

    def figure(self) -> ProfileFigure:
        """The class as a picture of matplotlib.

        Returns
        -------
        ProfileFigure
            ``figure.savefig("class.pdf")`` prints it.
        """
        return _Drawing(self).figure()

    def __repr__(self) -> str:
        return self._summary()

    def _summary(self) -> str:
        done = sum(bool(pupil.grades) for pupil in self.pupils)
        return _said(
            "summary", self.lang, title=self.title, pupils=len(self.pupils), done=done, columns=len(self.competences)
        )

    def _repr_html_(self) -> str:
        head = "".join(
            f'<th scope="col" title="{escape(self.names[code])}" style="text-align:center">{escape(code)}</th>'
            for code in self.competences
        )
        body = "".join(self._row(pupil) for pupil in self.pupils)
        notes = "<br>".join(escape(_said(key, self.lang)) for key in ("note", "trust"))
        pupil, state = (escape(_said(key, self.lang)) for key in ("pupil", "state"))
        return (
            f'<section lang="{self.lang}"><table style="border-collapse:separate;border-spacing:3px">'
            f'<caption style="text-align:left;font-weight:bold">{escape(self.title)}</caption>'
            f'<thead><tr><th scope="col">{pupil}</th>{head}<th scope="col">{state}</th></tr></thead>'
            f"<tbody>{body}</tbody></table><p>{notes}</p></section>"
        )

    def _row(self, pupil: Pupil) -> str:
        cells = "".join(self._cell(pupil.grades.get(code)) for code in self.competences)
        state = escape(_spaced(STATES[pupil.state][self.lang], self.lang))
        return f'<tr><th scope="row" style="text-align:left">{escape(pupil.name)}</th>{cells}<td>{state}</td></tr>'

    def _cell(self, one: CompetenceGrade | None) -> str:
        if one is None or one.level is None:
            hatch = f"repeating-linear-gradient(135deg,{SUNKEN} 0 4px,#fff 4px 8px)"
            style = f"width:44px;height:32px;border:1px solid {LINE};border-radius:5px;background:{hatch}"
            return f'<td style="{style}" title="{escape(_said("unassessed", self.lang))}"></td>'
        style = (
            f"width:44px;height:32px;border-radius:5px;text-align:center;background:{LEVELS[one.level]};"
            f"color:{'#fff' if one.level >= WHITE_FROM else INK};"
            f"box-shadow:{f'inset 0 0 0 1px {LINE}' if one.level == 0 else 'none'};"
            f"{'font-weight:bold' if one.certain else 'font-style:italic'}"
        )
        return f'<td style="{style}" title="{escape(self._margin(one))}">{one.level}</td>'

    def _margin(self, one: CompetenceGrade) -> str:
        margin = {"low": number(one.low, self.lang), "high": number(one.high, self.lang)}
        return "" if one.certain else _said("uncertain", self.lang, **margin)


def class_report(
    gradings: Iterable[tuple[str, str, Grading]], framework: Framework, title: str, lang: Lang
) -> ClassReport:
    """The levels of a class.

    Parameters
    ----------
    gradings
        Id of the pupil, name, and what they handed in is worth; of several that show a competence the latest counts.
    framework
        For the order and the names of the competences.
    title
        Name of the class or course.
    lang
        Language of the words.
    """
    pupils: dict[str, tuple[str, list[Grading]]] = {}
    for id, name, grading in gradings:
        pupils.setdefault(id, (name, []))[1].append(grading)
    names = [name for name, _ in pupils.values()]
    rows = [_pupil(name if names.count(name) == 1 else f"{name} ({id})", some) for id, (name, some) in pupils.items()]
    seen = {code for row in rows for code in row.grades}
    shown = [one for one in framework.competences if one.id in seen]
    return ClassReport(title, rows, [one.id for one in shown], {one.id: one.name[lang] for one in shown}, lang)


def _pupil(name: str, gradings: list[Grading]) -> Pupil:
    """All that one pupil handed in: the state is that of whatever does not stand, else the least finished."""
    grades: dict[str, CompetenceGrade] = {}
    for one in sorted(gradings, key=lambda one: one.at):
        grades.update({code: grade for code, grade in one.competences.items() if grade.questions})
    state = next((one.state for one in gradings if one.state not in ("ok", "missing")), gradings[-1].state)
    return Pupil(name, state, grades)


def _level(pupil: Pupil, code: str) -> int | None:
    one = pupil.grades.get(code)
    return None if one is None else one.level


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Draws a class on axes measured in millimetres."""

    report: ClassReport

    def figure(self) -> ProfileFigure:
        names = max((_width(pupil.name, 10, True) for pupil in self.report.pupils), default=0)
        states = [_spaced(STATES[pupil.state][self.report.lang], self.report.lang) for pupil in self.report.pupils]
        left = EDGE + names + 4
        places, right = self._places(left)
        notes = max(_width(_said(key, self.report.lang), 8.4, False) for key in ("note", "trust"))
        side = max((_width(state, 9, False) for state in states), default=0)
        wide = max(right + (side + 4 if side else 0), EDGE + notes) + EDGE
        high = TOP + HEAD + len(states) * (HIGH + GAP) + FOOT + EDGE / 2
        size = (wide / MM_PER_INCH, high / MM_PER_INCH)
        figure = ProfileFigure(self.report._summary(), figsize=size, dpi=100, facecolor="white")
        page = figure.add_axes((0, 0, 1, 1))
        page.set(xlim=(0, wide), ylim=(high, 0))
        page.set_axis_off()
        _write(page, EDGE, TOP, self.report.title, 15, bold=True)
        for code, x in places.items():
            _write(page, x + CELL / 2, TOP + HEAD - 7.6, code, 9.5, MUTED, bold=True, align="center")
        for row, (pupil, state) in enumerate(zip(self.report.pupils, states, strict=True)):
            y = TOP + HEAD + row * (HIGH + GAP)
            _write(page, EDGE, y, pupil.name, 10, bold=True)
            for code, x in places.items():
                _square(page, x, y, pupil.grades.get(code))
            _write(page, right + 4, y, state, 9, MUTED)
        foot = TOP + HEAD + len(states) * (HIGH + GAP)
        _write(page, EDGE, foot + 2, _said("note", self.report.lang), 8.4, MUTED)
        _write(page, EDGE, foot + 7, _said("trust", self.report.lang), 8.4, MUTED)
        return figure

    def _places(self, left: float) -> tuple[dict[str, float], float]:
        """Where each column begins, with a gap between two areas, and where the last one ends."""
        codes = list(self.report.competences)
        places, x = {}, left
        for before, code in pairwise(["", *codes]):
            x += AREA_GAP if before and before[0] != code[0] else 0
            places[code] = x
            x += CELL + GAP
        return places, x


def _square(page: Axes, x: float, y: float, one: CompetenceGrade | None) -> None:
    """One cell around the line ``y``."""
    level = None if one is None else one.level
    face = "white" if level is None else LEVELS[level]
    edge = LINE if not level else face
    shape = FancyBboxPatch(
        (x, y - HIGH / 2), CELL, HIGH, boxstyle="round,pad=0,rounding_size=1.2", facecolor=face, edgecolor=edge,
        linewidth=0.6, hatch="/////" if level is None else None,
    )  # fmt: skip
    shape.set_hatch_linewidth(0.5)
    page.add_patch(shape)
    if one is not None and level is not None:
        ink = "white" if level >= WHITE_FROM else INK
        _write(page, x + CELL / 2, y, str(level), 11, ink, bold=one.certain, slanted=not one.certain, align="center")


def _write(
    page: Axes, x: float, y: float, text: str, size: float, colour: str = INK, *, bold: bool = False,
    slanted: bool = False, align: str = "left",
) -> None:  # fmt: skip
    """A line around ``y``; a name may hold a dollar sign: nothing is read as mathematics."""
    font = {"style": "italic", "family": "DejaVu Sans"} if slanted else {"fontproperties": _font(bold)}
    page.text(
        x,
        y,
        text,
        ha=align,
        va="center_baseline",
        fontsize=size,
        color=colour,
        parse_math=False,
        **font,  # type: ignore[arg-type,unused-ignore]
    )


def _said(key: str, lang: Lang, **values: object) -> str:
    return _spaced(WORDS[key][lang].format(**values), lang)


def _spaced(text: str, lang: Lang) -> str:
    """French puts a no-break space before a colon."""
    return text.replace(" :", "\u00a0:") if lang == "fr" else text
