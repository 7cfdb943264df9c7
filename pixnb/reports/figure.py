"""The profile as a figure of matplotlib: one A4 page of banded bars that reads in grey as well as in colour.

Everything is drawn on one set of axes measured in millimetres, without pyplot: nothing global is touched.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import files
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.textpath import text_to_path

from pixnb import words
from pixnb.core.app_messages import AreaStandings, ProfileMessage, Standing
from pixnb.core.text import Lang
from pixnb.version import __version__

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT, TOP, BOTTOM = 18.0, 192.0, 21.0, 280.0
BARS, BAND, GAP = 101.0, 50.0, 0.7
"""Where the bars begin, how wide eight cells are, and what is between two of them; mm."""
CELL = 3.4
WORDS_AT = BARS + BAND + 5.5
ROW, HEAD, BETWEEN = 9.3, 8.8, 3.6
"""Height of a competence, of the title of an area, and of the space between two areas; mm."""
TITLES = (20.0, 17.0, 14.5, 12.5)
"""Sizes of the title, from the one that looks best to the one that holds any name; points."""
MM_PER_INCH, POINTS_PER_MM = 25.4, 72 / 25.4
CAPITALS, LEADING = 0.68, 1.22
"""Height of a capital and distance of two lines, of the size of the letters."""

INK, MUTED, LINE, SUNKEN = "#10233f", "#4d5b74", "#b4bdcc", "#eef0f4"
ACCENT, SOFT = "#1f5599", "#84afe2"
AREAS = {1: "#4e3ec5", 2: "#932400", 3: "#43094c", 4: "#ef660d", 5: "#5696c4"}
"""Colours of the screens (extensions/player/src/styles/tokens.css)."""


class ProfileFigure(Figure):
    """A figure that a notebook shows by itself, with words for who does not see it.

    Parameters
    ----------
    alt
        What the picture says.
    options
        Of `matplotlib.figure.Figure`.
    """

    def __init__(self, alt: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.alt = alt

    def _repr_png_(self) -> tuple[bytes, dict[str, Any]]:
        out = io.BytesIO()
        self.savefig(out, format="png", dpi=144)
        return out.getvalue(), {"width": 760, "alt": self.alt}


def profile_figure(profile: ProfileMessage, lang: Lang, trust: str = "practice") -> ProfileFigure:
    """The profile as one A4 page.

    Parameters
    ----------
    profile
        Where a learner stands.
    lang
        Language of the profile.
    trust
        What its results are worth.

    Returns
    -------
    ProfileFigure
        A matplotlib figure: ``figure.savefig("profile.pdf")`` prints on A4, in colour or in grey.
    """
    size = (WIDTH / MM_PER_INCH, HEIGHT / MM_PER_INCH)
    figure = ProfileFigure(words.summary(profile, lang), figsize=size, dpi=100, facecolor="white")
    page = figure.add_axes((0, 0, 1, 1))
    page.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    page.set_axis_off()
    y = _heading(page, profile, lang)
    for area in profile["areas"]:
        y = _area(page, area, y, lang)
    _key(page, lang)
    _foot(page, profile, lang, trust)
    return figure


def _heading(page: Axes, profile: ProfileMessage, lang: Lang) -> float:
    title = words.title(profile["name"], lang)
    room = RIGHT - LEFT - 70
    size = next((one for one in TITLES if _width(title, one, True) <= room), TITLES[-1])
    _text(page, LEFT, TOP, title, size, bold=True, most=room)
    answers = words.answers(profile["answers"], lang)
    _text(
        page, LEFT, TOP + 9, words.say("at", lang, date=words.date(profile["at"], lang), answers=answers), 10.5, MUTED
    )
    out_of = words.say("pix_of", lang, max=profile["max_pix"])
    edge = RIGHT - _text(page, RIGHT, TOP + 1.7, out_of, 11, MUTED, align="right") - 2.2
    _text(page, edge, TOP, str(profile["pix"]), 27, bold=True, align="right")
    if profile["assessed"]:
        between = words.say("between", lang, low=profile["low"], high=profile["high"])
        _text(page, RIGHT, TOP + 9, between, 9.5, MUTED, align="right")
    reach = words.say("reachable", lang, pix=profile["reachable_pix"])
    _text(page, RIGHT, TOP + 14, reach, 8.5, MUTED, align="right")
    return TOP + 23


def _area(page: Axes, area: AreaStandings, y: float, lang: Lang) -> float:
    page.add_patch(_box(LEFT, y - 1.7, 3.4, 3.4, AREAS.get(area["area"], ACCENT), AREAS.get(area["area"], ACCENT)))
    _text(page, LEFT + 6, y, area["name"], 12.5, bold=True)
    y += HEAD
    for one in area["standings"]:
        _row(page, one, y, lang)
        y += ROW
    return y + BETWEEN


def _row(page: Axes, one: Standing, y: float, lang: Lang) -> None:
    _text(page, LEFT, y, one["competence"], 9, MUTED)
    _text(page, LEFT + 7.5, y, one["name"], 10, most=BARS - LEFT - 10.5)
    _band(page, one, y)
    first, second = words.standing(one, lang)
    if one["state"] == "level":
        wide = _text(page, WORDS_AT, y, first, 10, bold=True)
        _text(page, WORDS_AT + wide + 1.6, y, second, 9, MUTED)
    else:
        _text(page, WORDS_AT, y, first, 9.5, MUTED, most=RIGHT - WORDS_AT)


def _band(page: Axes, one: Standing, y: float) -> None:
    """Eight cells: full up to the level, a part of the next, hatched where nothing is known."""
    reach = one["reachable_level"]
    for place in range(one["max_level"]):
        if one["state"] == "unassessed":
            _cell(page, place, y, "none", hatch="//////")
        elif one["state"] == "range":
            _cell(page, place, y, SOFT, _share(one["low"], place), _share(one["high"], place), beyond=place >= reach)
        else:
            level = one["level"] + (one["ahead"] / one["pix_per_level"] if one["level"] < one["max_level"] else 0)
            _cell(page, place, y, ACCENT, 0, _share(level, place), beyond=place >= reach)
    if one["state"] == "level":
        _margin(page, one["low"], one["high"], one["max_level"], y)


def _share(level: float, place: int) -> float:
    """How much of a cell lies below a level."""
    return min(max(level - place, 0.0), 1.0)


def _cell(
    page: Axes, place: int, y: float, colour: str, start: float = 0, end: float = 0, *, hatch: str = "",
    beyond: bool = False, x: float = BARS,
) -> None:  # fmt: skip
    """One cell, filled from ``start`` to ``end`` of its width."""
    step = (BAND + GAP) / 8
    left, wide = x + place * step, step - GAP
    back = _box(left, y - CELL / 2, wide, CELL, "white" if hatch or beyond else SUNKEN, LINE)
    if beyond:
        back.set_linestyle((0, (1.2, 1.6)))
    page.add_patch(back)
    if hatch:
        lines = _box(left, y - CELL / 2, wide, CELL, "none", LINE, hatch=hatch)
        lines.set_hatch_linewidth(0.5)
        page.add_patch(lines)
    if end > start:
        fill = Rectangle((left + start * wide, y - CELL / 2), (end - start) * wide, CELL, facecolor=colour, lw=0)
        page.add_patch(fill)
        fill.set_clip_path(back)


def _margin(page: Axes, low: float, high: float, most: int, y: float, x: float = BARS) -> None:
    """The interval, under the bar so that a dark bar does not hide it."""
    ends = [x + min(one, most) / most * (BAND + GAP) - (GAP if one >= most else 0) for one in (low, high)]
    under = y + CELL / 2 + 1.3
    (line,) = page.plot(ends, [under, under], color=INK, lw=1.3, solid_capstyle="butt")
    line.set_path_effects([withStroke(linewidth=3, foreground="white")])
    for end in ends:
        page.plot([end, end], [under - 0.55, under + 0.55], color=INK, lw=1.0)


def _key(page: Axes, lang: Lang) -> None:
    """What the signs mean."""
    y, step = BOTTOM - 15.5, (BAND + GAP) / 8
    page.plot([LEFT, RIGHT], [y - 5.5, y - 5.5], color=LINE, lw=0.6)
    x = LEFT
    for sign, key in (("level", "key_level"), ("margin", "key_margin"), ("range", "key_range")):
        x = _entry(page, sign, words.say(key, lang), x, y, step)
    x = LEFT
    for sign, key in (("unassessed", "key_unassessed"), ("beyond", "key_beyond")):
        x = _entry(page, sign, words.say(key, lang), x, y + 5.4, step)


def _entry(page: Axes, sign: str, text: str, x: float, y: float, step: float) -> float:
    """One entry of the key; returns where the next begins."""
    if sign == "margin":
        under = y - CELL / 2 - 1.3
        _margin(page, 0, 0.97, 8, under, x)
    elif sign == "unassessed":
        _cell(page, 0, y, "none", hatch="//////", x=x)
    else:
        shares = {"level": (ACCENT, 0, 1), "range": (SOFT, 0.25, 1), "beyond": ("none", 0, 0)}
        colour, start, end = shares[sign]
        _cell(page, 0, y, str(colour), float(start), float(end), beyond=sign == "beyond", x=x)
    return x + step + 1.8 + _text(page, x + step + 1.8, y, text, 8.4, MUTED) + 5


def _foot(page: Axes, profile: ProfileMessage, lang: Lang, trust: str) -> None:
    _text(page, LEFT, BOTTOM - 3, words.say(f"trust_{trust}", lang), 8.4, INK, most=RIGHT - LEFT)
    made = words.say("made", lang, version=__version__, date=words.date(profile["at"], lang))
    _text(page, LEFT, BOTTOM + 1.6, made, 8, MUTED)


def _box(x: float, y: float, wide: float, high: float, face: str, edge: str, hatch: str = "") -> FancyBboxPatch:
    shape = "round,pad=0,rounding_size=0.75"
    return FancyBboxPatch(
        (x, y), wide, high, boxstyle=shape, facecolor=face, edgecolor=edge, linewidth=0.5, hatch=hatch or None
    )


def _text(
    page: Axes, x: float, y: float, text: str, size: float, colour: str = INK, *, bold: bool = False,
    align: str = "left", most: float = 0,
) -> float:  # fmt: skip
    """Write lines around ``y``, as many as ``most`` millimetres ask for; returns their width, mm.

    A name may hold a dollar sign or a backslash: nothing is read as mathematics.
    """
    lines = _wrapped(text, size, bold, most) if most else [text]
    em = size / POINTS_PER_MM
    base = y + em * CAPITALS / 2 - (len(lines) - 1) * em * LEADING / 2
    for place, line in enumerate(lines):
        page.text(
            x, base + place * em * LEADING, line, ha=align, va="baseline", fontproperties=_font(bold), fontsize=size,
            color=colour, parse_math=False,
        )  # fmt: skip
    return max(_width(line, size, bold) for line in lines)


def _wrapped(text: str, size: float, bold: bool, most: float) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and _width(f"{lines[-1]} {word}", size, bold) <= most:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def _width(text: str, size: float, bold: bool) -> float:
    """Width of a line, mm."""
    return _glyphs(text, bold) * size / 100 / POINTS_PER_MM


@cache
def _glyphs(text: str, bold: bool) -> float:
    """Width of a line at 100 points, in points."""
    font = _font(bold).copy()
    font.set_size(100)
    return float(text_to_path.get_text_width_height_descent(text, font, False)[0])


@cache
def _font(bold: bool) -> FontProperties:
    face = "Bold" if bold else "Regular"
    return FontProperties(fname=str(files("pixnb") / f"bank/makers/fonts/AtkinsonHyperlegibleNext-{face}.ttf"))
