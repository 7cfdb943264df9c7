"""What a chart shows, as plain data read from an author's block."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

from pixnb.bank.makers._axis import ticks
from pixnb.bank.makers._base import Block
from pixnb.bank.makers._colours import SERIES, read_colour
from pixnb.core.text import Lang

SERIES_FIELDS: Final = ("name", "values")
MAX_LABELS: Final = 60
MAX_SERIES: Final = 6
SHORT_UNIT: Final = 4
"""Longer units name the axis once instead of following every number."""


@dataclass(frozen=True, slots=True)
class Series:
    """One set of values, one for each label of the chart."""

    name: str
    values: tuple[float, ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart before it is drawn.

    Parameters
    ----------
    title, source, axis_title, unit
        Texts, empty when there are none; the unit follows each number.
    labels, series
        What is shown; every series has one value for each label.
    ticks
        Values written on the axis.
    low, high
        Ends of the axis.
    show_values
        Whether values are written beside their bars, points or slices.
    lang
        Language of the numbers.
    colours
        One colour for each label (pie) or series.
    """

    title: str
    source: str
    axis_title: str
    unit: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    ticks: tuple[float, ...]
    low: float
    high: float
    show_values: bool
    lang: Lang
    colours: tuple[str, ...]


def read_chart(block: Block, *, from_zero: bool) -> Chart:
    """The chart that a block describes.

    Parameters
    ----------
    block
        The author's block.
    from_zero
        Whether the axis starts at zero when the author does not say.

    Raises
    ------
    BankError
        When values and labels do not go together or the axis has no length.
    """
    labels = block.texts("labels", most=MAX_LABELS)
    colours = read_colours(block)
    series = tuple(_series(block, labels, colours))
    unit = block.line("unit", "")
    axis = _axis(block, [value for one in series for value in one.values], from_zero)
    return Chart(
        block.text("title", ""),
        block.line("source", ""),
        block.line("axis_title", "") or (unit if len(unit) > SHORT_UNIT else ""),
        unit if len(unit) <= SHORT_UNIT else "",
        tuple(labels),
        series,
        *axis,
        block.flag("show_values", False),
        block.lang,
        colours,
    )


def read_colours(block: Block) -> tuple[str, ...]:
    """The author's colours, then the usual ones."""
    found = []
    for i, text in enumerate(block.texts("colours", ())):
        colour = read_colour(text)
        if colour is None:
            raise block.refuse(f"colours[{i}]", f"{text!r} is no colour; write #1f5599 or a name such as red")
        found.append(colour)
    return (*found, *SERIES)


def _series(block: Block, labels: list[str], colours: tuple[str, ...]) -> list[Series]:
    wheel = itertools.cycle(colours)
    if "series" not in block.fields:
        return [Series("", _values(block, labels), next(wheel))]
    if block.fields.get("values") is not None:
        raise block.refuse("values", "give values or series, not both")
    inner = block.blocks("series", SERIES_FIELDS, most=MAX_SERIES, some=True)
    return [Series(each.line("name"), _values(each, labels), next(wheel)) for each in inner]


def _values(block: Block, labels: list[str]) -> tuple[float, ...]:
    values = block.numbers("values")
    if len(values) != len(labels) or not values:
        raise block.refuse("values", f"{len(values)} values for {len(labels)} labels; give one for each")
    return tuple(values)


def _axis(block: Block, values: list[float], from_zero: bool) -> tuple[tuple[float, ...], float, float]:
    """Ticks and both ends. An author may start the axis anywhere: some questions are about that very trick."""
    least, most = min(values), max(values)
    spread = most - least or abs(most) or 1.0
    default = min(0.0, least) if from_zero else least - spread * 0.1
    low = block.number("axis_from", default)
    high = block.number("axis_to", max(most, 0.0) if from_zero else most + spread * 0.05)
    if "axis_to" not in block.fields and high <= low:
        high = low + abs(low or 1.0)
    if not low < high:
        raise block.refuse("axis_from", f"the axis would run from {low:g} to {high:g}; its start must be lower")
    marks = ticks(low, high)
    if "axis_from" not in block.fields and low != 0.0:
        step = marks[2] - marks[1] if len(marks) > 2 else high - low
        low = marks[1] - step if len(marks) > 1 else low
        marks = ticks(low, high)
    if "axis_to" in block.fields:
        return tuple(mark for mark in marks if mark <= high), low, high
    return tuple(marks), low, max(high, marks[-1])
