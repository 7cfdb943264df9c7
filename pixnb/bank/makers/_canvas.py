"""A drawing surface: twice the size while drawing, so that edges are smooth, and text in the bundled font."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont

from pixnb.bank.makers._fonts import font_path

Point: TypeAlias = tuple[float, float]

SCALE = 2


@cache
def font(size: int, style: str = "") -> ImageFont.FreeTypeFont:
    """The bundled font at a size in pixels; basic layout, because the other one is not on every machine."""
    return ImageFont.truetype(font_path(style), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def can_write(character: str) -> bool:
    """Whether the font has ``character``: what it lacks is drawn as the same box as a non-character."""
    if character in " \n\u00a0\u202f\u2009":
        return True
    face = font(20)
    return bytes(face.getmask(character)) != bytes(face.getmask("\U0010ffff"))


class Canvas:
    """A picture being drawn, in the pixels of the finished one.

    Parameters
    ----------
    width, height
        Size of the finished picture in pixels.
    ground
        Colour of the background.
    """

    def __init__(self, width: int, height: int, ground: str = "#ffffff") -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * SCALE, height * SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def finished(self) -> Image.Image:
        """The picture at its own size."""
        return self._image.reduce(SCALE)

    def box(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        """A filled rectangle; nothing when it has no height or width."""
        if right > left and bottom > top:
            self._draw.rectangle(_scaled((left, top), (right - 1 / SCALE, bottom - 1 / SCALE)), fill)

    def line(self, points: list[Point], fill: str, width: float = 1.0) -> None:
        """A broken line."""
        self._draw.line(_scaled(*points), fill, max(1, round(width * SCALE)), joint="curve")

    def disc(self, x: float, y: float, radius: float, fill: str, outline: str | None = None) -> None:
        """A filled circle."""
        frame = _scaled((x - radius, y - radius), (x + radius, y + radius))
        self._draw.ellipse(frame, fill, outline, SCALE * 2 if outline else 0)

    def polygon(self, points: list[Point], fill: str) -> None:
        """A filled polygon."""
        self._draw.polygon(_scaled(*points), fill)

    def slice(self, x: float, y: float, radius: float, start: float, end: float, fill: str) -> None:
        """A slice of a disc, angles in degrees clockwise from 3 o'clock."""
        frame = _scaled((x - radius, y - radius), (x + radius, y + radius))
        self._draw.pieslice(frame, start, end, fill, "#ffffff", SCALE * 2)

    def text(
        self, x: float, y: float, text: str, size: float, *, anchor: str = "lm", style: str = "", fill: str
    ) -> None:
        """Text; ``anchor`` is Pillow's: l, m or r, then t, m or b (or s)."""
        big = font(round(size * SCALE), style)
        point = (round(x * SCALE), round(y * SCALE))
        if "\n" in text:
            self._draw.multiline_text(point, text, fill, big, anchor, spacing=size * 0.3 * SCALE, align="center")
        else:
            self._draw.text(point, text, fill, big, anchor)

    def turned_text(self, x: float, y: float, text: str, size: float, *, centred: bool = False, fill: str) -> None:
        """Text that reads upwards, ending at ``y`` (its top), or centred on it."""
        big = font(round(size * SCALE))
        length, height = round(big.getlength(text)) + 4, round(size * SCALE * 1.4)
        patch = Image.new("L", (length, height), 0)
        ImageDraw.Draw(patch).text((length - 2, height // 2), text, 255, big, "rm")
        turned = patch.transpose(Image.Transpose.ROTATE_90)
        top = round(y * SCALE) - (turned.height // 2 if centred else 0)
        self._image.paste(fill, (round(x * SCALE) - turned.width // 2, top), turned)


def text_width(text: str, size: float, style: str = "") -> float:
    """Width of the widest line of ``text``, in pixels of the finished picture."""
    big = font(round(size * SCALE), style)
    return max((big.getlength(line) for line in text.split("\n")), default=0.0) / SCALE


def wrapped(text: str, width: float, size: float, style: str = "") -> str:
    """``text`` cut at spaces into lines no wider than ``width`` where words allow it."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(joined, size, style) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return "\n".join(lines)


def _scaled(*points: Point) -> list[tuple[int, int]]:
    return [(round(x * SCALE), round(y * SCALE)) for x, y in points]
