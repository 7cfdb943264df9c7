"""Bar, line and pie charts."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

from pixnb.bank.makers._canvas import Canvas, text_width, wrapped
from pixnb.bank.makers._chart import Chart
from pixnb.bank.makers._colours import INK, LINE, MUTED
from pixnb.bank.makers._values import label


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the values go, in pixels, and the size of plain text."""

    left: float
    top: float
    right: float
    bottom: float
    size: float

    def y(self, chart: Chart, value: float) -> float:
        """Height of a value; what lies outside the axis is cut at its end."""
        share = (min(max(value, chart.low), chart.high) - chart.low) / (chart.high - chart.low)
        return self.bottom - share * (self.bottom - self.top)


def bars(canvas: Canvas, chart: Chart) -> None:
    """Vertical bars, side by side when there are several series."""
    plot = _frame(canvas, chart, turned=_turned(canvas, chart))
    slot = (plot.right - plot.left) / len(chart.labels)
    wide = slot * 0.72 / len(chart.series)
    base = plot.y(chart, 0.0)
    for i in range(len(chart.labels)):
        for j, series in enumerate(chart.series):
            left = plot.left + slot * (i + 0.14) + wide * j
            y = plot.y(chart, series.values[i])
            canvas.box(
                left, min(y, base), left + wide - (2 if len(chart.series) > 1 else 0), max(y, base), series.colour
            )
            if chart.show_values:
                _value(canvas, chart, left + wide / 2, min(y, base), series.values[i], plot.size)
    canvas.line([(plot.left, base), (plot.right, base)], INK, 1.5)
    _labels(canvas, chart, plot, [plot.left + slot * (i + 0.5) for i in range(len(chart.labels))], slot)


def lines(canvas: Canvas, chart: Chart) -> None:
    """One broken line for each series, with a dot at each value."""
    plot = _frame(canvas, chart, turned=False)
    slot = (plot.right - plot.left) / len(chart.labels)
    xs = [plot.left + slot * (i + 0.5) for i in range(len(chart.labels))]
    for series in chart.series:
        points = [(x, plot.y(chart, value)) for x, value in zip(xs, series.values, strict=True)]
        canvas.line(points, series.colour, 3.5)
        for (x, y), value in zip(points, series.values, strict=True):
            canvas.disc(x, y, 5, series.colour)
            if chart.show_values:
                _value(canvas, chart, x, y - 5, value, plot.size)
    canvas.line([(plot.left, plot.bottom), (plot.right, plot.bottom)], INK, 1.5)
    _labels(canvas, chart, plot, xs, slot)


def pie(canvas: Canvas, chart: Chart) -> None:
    """Slices from noon, clockwise, each with its name beside it: colour alone says nothing."""
    size = _text_size(canvas)
    top = _title(canvas, chart) + size
    bottom = canvas.height - _source(canvas, chart) - size
    values = chart.series[0].values
    colours = _neighbours_apart(chart.colours, len(values))
    radius = min((bottom - top) / 2 - size * 1.6, canvas.width * 0.27)
    x, y, angle = canvas.width / 2, (top + bottom) / 2, -90.0
    for name, value, colour in zip(chart.labels, values, colours, strict=True):
        turn = 360 * value / sum(values)
        if value:
            canvas.slice(x, y, radius, angle, angle + turn, colour)
        _slice_name(canvas, chart, (x, y, radius), angle + turn / 2, name, value)
        angle += turn


def _neighbours_apart(colours: tuple[str, ...], count: int) -> list[str]:
    """``count`` colours in turn, the last unlike the first it touches."""
    given = list(itertools.islice(itertools.cycle(colours), count))
    if count > 1 and given[0] == given[-1]:
        given[-1] = colours[1]
    return given


def _slice_name(
    canvas: Canvas, chart: Chart, disc: tuple[float, float, float], angle: float, name: str, value: float
) -> None:
    x, y, radius = disc
    size = _text_size(canvas)
    across, down = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    side = "l" if across > 0.15 else "r" if across < -0.15 else "m"
    shown = f"{name} : {_said(chart, value)}" if chart.lang == "fr" else f"{name}: {_said(chart, value)}"
    room = canvas.width / 2 - abs(across) * (radius + 16) - 12 if side != "m" else canvas.width * 0.5
    text = wrapped(shown if chart.show_values else name, room, size)
    canvas.text(
        x + across * (radius + 14), y + down * (radius + 14 + size * 0.5), text, size, anchor=f"{side}m", fill=INK
    )


def _frame(canvas: Canvas, chart: Chart, *, turned: bool) -> _Plot:
    """Title, legend, axis with its numbers and grid; returns what is left for the values."""
    size = _text_size(canvas)
    top = _legend(canvas, chart, _title(canvas, chart)) + size * (1.6 if chart.show_values else 0.9)
    names = [_said(chart, mark) for mark in chart.ticks]
    left = 22 + max(text_width(name, size) for name in names) + (size * 1.7 if chart.axis_title else 0)
    tall = max(text_width(name, size) for name in chart.labels) + 8 if turned else size * 2.9
    plot = _Plot(left + 10, top, canvas.width - 24, canvas.height - _source(canvas, chart) - tall - 10, size)
    for mark, name in zip(chart.ticks, names, strict=True):
        y = plot.y(chart, mark)
        canvas.line([(plot.left, y), (plot.right, y)], LINE, 1)
        canvas.text(plot.left - 8, y, name, size, anchor="rm", fill=MUTED)
    if chart.axis_title:
        canvas.turned_text(16, (plot.top + plot.bottom) / 2, chart.axis_title, size, centred=True, fill=MUTED)
    return plot


def _text_size(canvas: Canvas) -> float:
    """17 px on a picture of 900 × 540, in proportion on others, never below 11."""
    return max(11.0, 17 * min(canvas.width / 900, canvas.height / 540, 2.0))


def _title(canvas: Canvas, chart: Chart) -> float:
    """Draw the title; returns where it ends."""
    size = _text_size(canvas) * 1.35
    if not chart.title:
        return size * 0.4
    text = wrapped(chart.title, canvas.width - 60, size, "B")
    canvas.text(canvas.width / 2, size * 0.7, text, size, anchor="ma", style="B", fill=INK)
    return size * (0.7 + 1.35 * (text.count("\n") + 1))


def _legend(canvas: Canvas, chart: Chart, top: float) -> float:
    """Draw the names of the series under the title; returns where they end."""
    if len(chart.series) < 2:
        return top
    size = _text_size(canvas)
    widths = [size * 1.4 + text_width(series.name, size) + size * 1.4 for series in chart.series]
    x, y = max(24.0, (canvas.width - sum(widths)) / 2), top + size * 0.9
    for series, width in zip(chart.series, widths, strict=True):
        if x + width > canvas.width and x > 24:
            x, y = 24.0, y + size * 1.5
        canvas.box(x, y - size * 0.45, x + size * 0.9, y + size * 0.45, series.colour)
        canvas.text(x + size * 1.3, y, series.name, size, fill=INK)
        x += width
    return y + size * 0.7


def _source(canvas: Canvas, chart: Chart) -> float:
    """Draw the line at the foot; returns its height."""
    size = _text_size(canvas) * 0.82
    if not chart.source:
        return size * 0.6
    canvas.text(canvas.width - 24, canvas.height - size, chart.source, size, anchor="rm", fill=MUTED)
    return size * 2.1


def _turned(canvas: Canvas, chart: Chart) -> bool:
    """Whether the labels under the bars must be turned: a word is wider than its place, or lines too many."""
    size = _text_size(canvas)
    slot = (canvas.width - 110) / len(chart.labels)
    cut = [wrapped(name, slot - 6, size) for name in chart.labels]
    return any(name.count("\n") > 1 or text_width(name, size) > slot - 4 for name in cut)


def _labels(canvas: Canvas, chart: Chart, plot: _Plot, xs: list[float], slot: float) -> None:
    if _turned(canvas, chart):
        _sparse_labels(canvas, chart, plot, xs, slot)
        return
    for x, name in zip(xs, chart.labels, strict=True):
        canvas.text(x, plot.bottom + 8, wrapped(name, slot - 6, plot.size), plot.size, anchor="ma", fill=INK)


def _sparse_labels(canvas: Canvas, chart: Chart, plot: _Plot, xs: list[float], slot: float) -> None:
    """Turned labels when the frame left room for them, else every second, third… one."""
    room = canvas.height - _source(canvas, chart) - plot.bottom
    if room > max(text_width(name, plot.size) for name in chart.labels):
        for x, name in zip(xs, chart.labels, strict=True):
            canvas.turned_text(x, plot.bottom + 6, name, plot.size, fill=INK)
        return
    every = math.ceil((max(text_width(name, plot.size) for name in chart.labels) + 14) / slot)
    for x, name in list(zip(xs, chart.labels, strict=True))[::every]:
        canvas.text(x, plot.bottom + 8, name, plot.size, anchor="ma", fill=INK)


def _value(canvas: Canvas, chart: Chart, x: float, y: float, value: float, size: float) -> None:
    canvas.text(x, y - 5, _said(chart, value), size * 0.94, anchor="ms", style="B", fill=INK)


def _said(chart: Chart, value: float) -> str:
    space = (
        ""
        if not chart.unit
        else ""
        if chart.lang == "en" and chart.unit == "%"
        else "\u202f"
        if chart.unit == "%"
        else "\u00a0"
    )
    return f"{label(value, chart.lang)}{space}{chart.unit}"
