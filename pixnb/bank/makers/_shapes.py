"""Simple shapes on a plain ground: things to count, name, compare or describe."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from pixnb.bank.makers._base import Block
from pixnb.bank.makers._canvas import Canvas, Point
from pixnb.bank.makers._colours import INK, read_colour

SHAPE_FIELDS: Final = ("shape", "colour", "x", "y", "size", "text")
MAX_SHAPES: Final = 200


def _regular(points: int, start: float = -90.0, inner: float = 0.0) -> list[Point]:
    """Corners on the unit circle; with ``inner``, every second one lies at that radius (a star)."""
    count = points * 2 if inner else points
    turns = [math.radians(start + 360 * i / count) for i in range(count)]
    return [
        (math.cos(turn) * (inner if inner and i % 2 else 1), math.sin(turn) * (inner if inner and i % 2 else 1))
        for i, turn in enumerate(turns)
    ]


_CROSS: Final[list[Point]] = [
    *((-0.3, -0.95), (0.3, -0.95), (0.3, -0.3), (0.95, -0.3), (0.95, 0.3), (0.3, 0.3)),
    *((0.3, 0.95), (-0.3, 0.95), (-0.3, 0.3), (-0.95, 0.3), (-0.95, -0.3), (-0.3, -0.3)),
]
_ARROW: Final[list[Point]] = [(-1, -0.3), (0.1, -0.3), (0.1, -0.8), (1, 0), (0.1, 0.8), (0.1, 0.3), (-1, 0.3)]
_HEART: Final[list[Point]] = [
    (
        math.sin(t / 20 * math.pi) ** 3,
        -(13 * math.cos(a := t / 20 * math.pi) - 5 * math.cos(2 * a) - 2 * math.cos(3 * a) - math.cos(4 * a)) / 17,
    )
    for t in range(40)
]
OUTLINES: Final[dict[str, Callable[[], list[Point]] | None]] = {
    "circle": None,
    "square": lambda: [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)],
    "rectangle": lambda: [(-1.0, -0.55), (1.0, -0.55), (1.0, 0.55), (-1.0, 0.55)],
    "triangle": lambda: _regular(3),
    "diamond": lambda: _regular(4),
    "pentagon": lambda: _regular(5),
    "hexagon": lambda: _regular(6),
    "star": lambda: _regular(5, inner=0.42),
    "cross": lambda: _CROSS,
    "arrow": lambda: _ARROW,
    "heart": lambda: _HEART,
}


def shapes(canvas: Canvas, block: Block) -> None:
    """Draw the block's ``shapes``, in order, on a grid or where the author says (pixels of the picture)."""
    given = block.blocks("shapes", SHAPE_FIELDS, most=MAX_SHAPES, some=True)
    columns = block.whole("grid", _columns(canvas, len(given)), 1, MAX_SHAPES)
    lines = math.ceil(len(given) / columns)
    wide, high = canvas.width / columns, canvas.height / lines
    for i, shape in enumerate(given):
        x = shape.number("x", wide * (i % columns + 0.5), 0, canvas.width)
        y = shape.number("y", high * (i // columns + 0.5), 0, canvas.height)
        size = shape.number("size", min(wide, high) * 0.72, 4, max(canvas.width, canvas.height))
        _draw(canvas, shape, x, y, size)


def _columns(canvas: Canvas, count: int) -> int:
    """Columns of a grid whose cells are nearly square."""
    return max(1, min(count, round(math.sqrt(count * canvas.width / canvas.height))))


def _draw(canvas: Canvas, shape: Block, x: float, y: float, size: float) -> None:
    colour = read_colour(shape.line("colour", "blue"))
    if colour is None:
        raise shape.refuse("colour", "no such colour; write #1f5599 or a name such as red")
    outline = OUTLINES[shape.one_of("shape", OUTLINES)]
    radius = size / 2
    if outline is None:
        canvas.disc(x, y, radius, colour, INK if colour == "#ffffff" else None)
    else:
        canvas.polygon([(x + px * radius, y + py * radius) for px, py in outline()], colour)
    if shape.text("text", ""):
        canvas.text(x, y, shape.line("text"), max(11.0, size * 0.24), anchor="mm", style="B", fill=_readable(colour))


def _readable(ground: str) -> str:
    """Dark or white ink, whichever stands out more (relative luminance, WCAG 2.2)."""
    channels = [int(ground[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return INK if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.2 else "#ffffff"
