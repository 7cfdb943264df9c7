"""Made-up landscapes that look like photographs: no person, no place, no rights.

Everything comes from the seed through SHA and whole-number image operations, so the picture is the same everywhere.
"""

from __future__ import annotations

import hashlib
import itertools
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from pixnb.bank.makers.image import VIEWS
from pixnb.core.draw import Draw

_SKIES: Final = (
    ((74, 129, 196), (203, 224, 242), (255, 250, 235)),
    ((58, 96, 158), (244, 196, 158), (255, 226, 170)),
    ((104, 141, 182), (222, 228, 232), (255, 255, 250)),
    ((63, 70, 122), (240, 150, 110), (255, 205, 130)),
)
"""Zenith, horizon and sun of a clear day, an early evening, a veiled day and a sunset."""
_GROUND: Final = {"mountains": (46, 74, 66), "sea": (26, 78, 104), "country": (74, 104, 44)}


def photo(width: int, height: int, seed: int, view: str) -> Image.Image:
    """A landscape.

    Parameters
    ----------
    width, height
        Size in pixels.
    seed
        Any whole number; another number gives another landscape.
    view
        One of `image.VIEWS`, or empty to let the seed choose.
    """
    root = seed.to_bytes(16, "big")
    draw, view = Draw(root, "landscape"), view or Draw(root, "view").pick(VIEWS)
    sky = draw.pick(_SKIES)
    horizon = height * draw.integer(46, 60) // 100
    picture = _sky(width, height, horizon, sky, seed, draw)
    if view == "sea":
        _sea(picture, horizon, sky, seed)
        _ridges(picture, horizon, sky[1], (62, 84, 96), draw, count=2, rise=14)
    else:
        steep = 42 if view == "mountains" else 16
        _ridges(picture, horizon, sky[1], _GROUND[view], draw, count=5, rise=steep)
        _trees(picture, draw, _GROUND[view], pointed=view == "mountains")
    return _developed(picture, seed)


def _noise(
    width: int, height: int, key: str, cells: tuple[int, ...], stretch: int = 1, fade: float = 0.36
) -> Image.Image:
    """Grey clouds: smooth noise, each octave finer and fainter than the one before it.

    Parameters
    ----------
    width, height
        Size in pixels.
    key
        What the noise is drawn from.
    cells
        Height of the patches of each octave in pixels, coarse to fine.
    stretch
        How many times wider than high the patches are.
    fade
        Share of each octave in what it is added to.
    """
    total = None
    for cell in cells:
        small = (max(2, width // (cell * stretch) + 2), max(2, height // cell + 2))
        raw = hashlib.shake_128(f"{key}:{cell}".encode()).digest(small[0] * small[1])
        octave = Image.frombytes("L", small, raw).resize((width, height), Image.Resampling.BICUBIC)
        total = octave if total is None else Image.blend(total, octave, fade)
    if total is None:
        msg = "noise needs at least one octave"
        raise ValueError(msg)
    return total


def _sky(
    width: int, height: int, horizon: int, sky: tuple[tuple[int, int, int], ...], seed: int, draw: Draw
) -> Image.Image:
    zenith, low, sun = sky
    ramp = Image.linear_gradient("L").resize((width, horizon + 1))
    picture = Image.new("RGB", (width, height), low)
    picture.paste(Image.composite(Image.new("RGB", ramp.size, low), Image.new("RGB", ramp.size, zenith), ramp), (0, 0))
    _sun(picture, sun, draw.integer(12, 88) * width // 100, draw.integer(25, 75) * horizon // 100)
    _clouds(picture, horizon, seed, draw.integer(112, 142), low)
    return picture


def _clouds(picture: Image.Image, horizon: int, seed: int, threshold: int, glow: tuple[int, int, int]) -> None:
    """Clouds that thin out towards the zenith and the horizon, with a greyer underside."""
    size = (picture.width, horizon)
    unit = max(4, horizon // 3)
    grey = _noise(*size, f"{seed}:clouds", (unit, unit // 2, unit // 4 + 1, unit // 9 + 1, unit // 18 + 1), 3, 0.22)
    cover = grey.point([min(235, max(0, (value - threshold) * 5)) for value in range(256)])
    height = Image.linear_gradient("L").resize(size)
    cover = ImageChops.multiply(cover, height.point([min(255, 70 + v * 2, (255 - v) * 5) for v in range(256)]))
    shade = grey.point([min(255, 300 - value // 2) for value in range(256)])
    tones = Image.blend(Image.merge("RGB", (shade, shade, shade)), Image.new("RGB", size, glow), 0.3)
    picture.paste(tones, (0, 0), cover)


def _at_least(least: int) -> list[int]:
    return [max(least, value) for value in range(256)]


def _sun(picture: Image.Image, colour: tuple[int, int, int], x: int, y: int) -> None:
    """A disc in a halo that fades out."""
    radius = picture.width // 3
    halo = ImageChops.invert(Image.radial_gradient("L")).point(
        [max(0, value - 78) ** 2 * 6 // 1000 for value in range(256)]
    )
    halo = halo.resize((radius * 2, radius * 2), Image.Resampling.BICUBIC)
    picture.paste(colour, (x - radius, y - radius), halo)
    core = picture.width // 45
    mask = Image.new("L", (core * 8, core * 8), 0)
    ImageDraw.Draw(mask).ellipse((core * 2, core * 2, core * 6, core * 6), 255)
    mask = mask.resize((core * 4, core * 4), Image.Resampling.LANCZOS).filter(ImageFilter.GaussianBlur(1))
    picture.paste(colour, (x - core * 2, y - core * 2), mask)


def _ridge(width: int, draw: Draw, middle: int, rise: int, rough: int) -> list[tuple[int, int]]:
    """A skyline by midpoint displacement (Fournier, Fussell and Carpenter, CACM 25(6), 1982)."""
    heights = [draw.integer(-rise, rise), draw.integer(-rise, rise)]
    while len(heights) < 129:
        rise = rise * rough // 100
        middles = [(a + b) // 2 + draw.integer(-rise, rise) for a, b in itertools.pairwise(heights)]
        heights = [value for pair in zip(heights, [*middles, 0], strict=True) for value in pair][:-1]
    return [(width * i // 128, middle - value) for i, value in enumerate(heights)]


def _ridges(
    picture: Image.Image,
    horizon: int,
    haze: tuple[int, int, int],
    ground: tuple[int, int, int],
    draw: Draw,
    *,
    count: int,
    rise: int,
) -> None:
    """Hills one behind another; the farther, the more they take the colour of the sky."""
    width, height = picture.size
    for i in range(count):
        near = (i + 1) * 100 // count
        colour = _mixed(haze, ground, 25 + near * 3 // 4)
        far = count == 2
        middle = horizon + (0 if far else (height - horizon) * i * 78 // (count * 100))
        skyline = _ridge(width, draw, middle, height * rise * (130 - near) // 10_000, 58 if rise > 20 else 48)
        bottom = horizon if far else height
        mask = Image.new("L", (width * 2, height * 2), 0)
        doubled = [(x * 2, min(y, bottom) * 2) for x, y in skyline]
        ImageDraw.Draw(mask).polygon([*doubled, (width * 2, bottom * 2), (0, bottom * 2)], 255)
        layer = _shaded(width, height, colour, f"{draw.integer(0, 10**9)}", strength=10 + near // 8)
        picture.paste(layer, (0, 0), mask.reduce(2))


def _shaded(width: int, height: int, colour: tuple[int, int, int], key: str, strength: int) -> Image.Image:
    """A flat colour with patches of light and shade."""
    unit = max(4, height // 5)
    grey = _noise(width, height, key, (unit, unit // 3 + 1, unit // 8 + 1, unit // 20 + 1, 2), 2)
    bands = [grey.point([min(255, max(0, c + (v - 128) * strength // 60)) for v in range(256)]) for c in colour]
    return Image.merge("RGB", bands)


def _sea(picture: Image.Image, horizon: int, sky: tuple[tuple[int, int, int], ...], seed: int) -> None:
    """Water: the sky upside down, darker, broken up by waves that grow towards us."""
    width, height = picture.size
    deep = height - horizon
    mirror = picture.crop((0, max(0, horizon - deep), width, horizon)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    water = Image.blend(mirror.resize((width, deep)), Image.new("RGB", (width, deep), _GROUND["sea"]), 0.55)
    waves = _noise(width, deep, f"{seed}:waves", (max(2, deep // 40), 2), 9)
    ramp = Image.linear_gradient("L").resize((width, deep)).point(_at_least(40))
    glints = ImageChops.multiply(waves.point([max(0, value - 140) * 2 for value in range(256)]), ramp)
    water.paste(_mixed(sky[1], (255, 255, 255), 40), (0, 0), glints)
    picture.paste(water, (0, horizon))


def _trees(picture: Image.Image, draw: Draw, ground: tuple[int, int, int], *, pointed: bool) -> None:
    """A few trees in front, conifers in the mountains and round crowns elsewhere."""
    width, height = picture.size
    mask = Image.new("L", (width * 2, height * 2), 0)
    pen = ImageDraw.Draw(mask)
    for _ in range(draw.integer(9, 16) if pointed else draw.integer(4, 7)):
        x, tall = draw.integer(0, width) * 2, height * draw.integer(12, 24) // 100 * 2
        foot = height * draw.integer(93, 104) // 100 * 2
        (_conifer if pointed else _crown)(pen, draw, x, foot, tall)
    layer = _shaded(width, height, _mixed(ground, (12, 20, 16), 62), f"{draw.integer(0, 10**9)}", 14)
    picture.paste(layer, (0, 0), mask.reduce(2))


def _conifer(pen: ImageDraw.ImageDraw, draw: Draw, x: int, foot: int, tall: int) -> None:
    half = tall * 17 // 100
    for i in range(7):
        low = foot - tall * (8 + 12 * i) // 100
        wide = half * (8 - i) // 8 * draw.integer(85, 115) // 100
        pen.polygon([(x - wide, low), (x + wide, low), (x, low - tall * 24 // 100)], 255)
    pen.rectangle((x - tall // 60 - 1, foot - tall // 8, x + tall // 60 + 1, foot), 255)


def _crown(pen: ImageDraw.ImageDraw, draw: Draw, x: int, foot: int, tall: int) -> None:
    pen.rectangle((x - tall // 28, foot - tall // 2, x + tall // 28, foot), 255)
    for _ in range(26):
        dx, dy = draw.integer(-34, 34) * tall // 100, draw.integer(-26, 26) * tall // 100
        blob = tall * draw.integer(8, 15) // 100
        centre = foot - tall * 66 // 100
        pen.ellipse((x + dx - blob, centre + dy - blob, x + dx + blob, centre + dy + blob), 255)


def _developed(picture: Image.Image, seed: int) -> Image.Image:
    """What a camera adds: darker corners and a little grain."""
    width, height = picture.size
    corners = (
        Image.radial_gradient("L").resize((width, height)).point([max(0, value - 110) // 3 for value in range(256)])
    )
    picture.paste((0, 0, 0), (0, 0), corners)
    raw = hashlib.shake_128(f"{seed}:grain".encode()).digest(width * height)
    grain = Image.frombytes("L", (width, height), raw).point([value * 14 // 255 for value in range(256)])
    return ImageChops.add(picture, Image.merge("RGB", (grain, grain, grain)), 1.0, -7)


def _mixed(a: tuple[int, int, int], b: tuple[int, int, int], percent: int) -> tuple[int, int, int]:
    """``percent`` of ``b`` in ``a``."""
    red, green, blue = ((x * (100 - percent) + y * percent) // 100 for x, y in zip(a, b, strict=True))
    return red, green, blue
