"""Pictures, .png or .jpg by the file's name: charts, shapes and made-up photographs, with metadata."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from pixnb.bank.makers import _schema as schema
from pixnb.bank.makers._base import Block, Maker

if TYPE_CHECKING:
    from PIL import Image

SCENES: Final = ("bars", "lines", "pie", "shapes", "photo")
VIEWS: Final = ("mountains", "sea", "country")
SHAPES: Final = (
    *("circle", "square", "rectangle", "triangle", "diamond", "pentagon", "hexagon", "star", "cross", "arrow", "heart"),
)
MAX_SIDE: Final = 3_000
_COMMON: Final = ("name", "maker", "width", "height", "scene", "metadata")
_CHART: Final = (*_COMMON, "title", "labels", "values", "unit", "show_values", "colours", "source")
_AXIS: Final = (*_CHART, "series", "axis_from", "axis_to", "axis_title")
FIELDS: Final = {
    "bars": _AXIS,
    "lines": _AXIS,
    "pie": _CHART,
    "shapes": (*_COMMON, "shapes", "grid", "background"),
    "photo": (*_COMMON, "seed", "view"),
}


def write(block: Block) -> bytes:
    """The bytes of a picture."""
    scene = block.one_of("scene", SCENES)
    block.known(FIELDS[scene])
    width, height = block.whole("width", 900, 16, MAX_SIDE), block.whole("height", 540, 16, MAX_SIDE)
    if scene == "photo":
        from pixnb.bank.makers._photo import photo

        seed = block.whole("seed", 1, 0, 2**63)
        picture = photo(width, height, seed, block.one_of("view", ("", *VIEWS), ""))
    else:
        picture = _drawn(block, scene, width, height)
    return _encoded(block, picture)


def _drawn(block: Block, scene: str, width: int, height: int) -> Image.Image:
    from pixnb.bank.makers import _charts, _shapes
    from pixnb.bank.makers._canvas import Canvas, can_write
    from pixnb.bank.makers._chart import read_chart
    from pixnb.bank.makers._colours import read_colour

    _refuse_missing(block, can_write)
    if scene == "shapes":
        ground = read_colour(block.line("background", "white"))
        if ground is None:
            raise block.refuse("background", "no such colour; write #f4f6f9 or a name such as white")
        canvas = Canvas(width, height, ground)
        _shapes.shapes(canvas, block)
        return canvas.finished()
    chart = read_chart(block, from_zero=scene != "lines")
    if scene == "pie" and (min(chart.series[0].values) < 0 or not any(chart.series[0].values)):
        raise block.refuse("values", "slices need values of 0 or more, one of them above 0")
    canvas = Canvas(width, height)
    {"bars": _charts.bars, "lines": _charts.lines, "pie": _charts.pie}[scene](canvas, chart)
    return canvas.finished()


def _refuse_missing(block: Block, can_write: Callable[[str], bool]) -> None:
    """Refuse a character that the font cannot draw: it would be an empty box in the picture."""
    for field, value in block.fields.items():
        if field not in {"metadata", "name", "maker"}:
            bad = next((c for text in _texts(value) for c in text if not can_write(c)), None)
            if bad is not None:
                raise block.refuse(field, f"the font has no {bad!r}; write the text without it")


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)


def _encoded(block: Block, picture: Image.Image) -> bytes:
    from pixnb.bank.makers._metadata import exif, png_text, read_metadata, xmp

    out = io.BytesIO()
    data = read_metadata(block)
    if block.name.lower().endswith(".png"):
        extras: dict[str, Any] = {"exif": exif(data), "pnginfo": png_text(data)} if data else {}
        picture.save(out, "PNG", **extras)
    else:
        extras = {"exif": exif(data), "xmp": xmp(data)} if data else {}
        picture.save(out, "JPEG", quality=88, **extras)
    return out.getvalue()


_SERIES = schema.block({"name": schema.text(), "values": schema.list_of(schema.number())}, ["name", "values"])
_SHAPE = schema.block(
    {
        "shape": schema.one_of(SHAPES),
        "colour": schema.text("A name in French or English, or #rrggbb."),
        "x": schema.number("Centre, in pixels from the left; on a grid by default."),
        "y": schema.number("Centre, in pixels from the top."),
        "size": schema.number("In pixels."),
        "text": schema.text("A short text inside."),
    },
    ["shape"],
)
_METADATA = schema.block(
    {
        "author": schema.text(),
        "title": schema.text(),
        "description": schema.text(),
        "date": schema.date("When the picture was taken."),
        "gps": schema.list_of(schema.number(), "Latitude and longitude in degrees."),
        "camera": schema.text("Make, then model; made up."),
        "copyright": schema.text(),
    }
)
MAKER = Maker(
    "image",
    (".png", ".jpg", ".jpeg"),
    schema.maker(
        "image",
        {
            "width": schema.number("In pixels, 900 by default."),
            "height": schema.number("In pixels, 540 by default."),
            "scene": schema.one_of(SCENES),
            "metadata": {"anyOf": [_METADATA, schema.text()]},
            "title": schema.text("Charts: above."),
            "labels": schema.list_of(schema.text(), "Charts: one for each value."),
            "values": schema.list_of(schema.number(), "Charts: one for each label."),
            "series": schema.list_of(_SERIES, "Bars and lines: several sets of values."),
            "unit": schema.text("Charts: after the numbers."),
            "show_values": schema.flag("Charts: whether values are written."),
            "colours": schema.list_of(schema.text(), "Charts: names or #rrggbb."),
            "source": schema.text("Charts: a line at the foot."),
            "axis_from": schema.number("Bars and lines: where the axis starts, even when that misleads."),
            "axis_to": schema.number("Bars and lines: where it ends."),
            "axis_title": schema.text("Bars and lines: beside the axis."),
            "shapes": schema.list_of(_SHAPE, "Shapes, in order."),
            "grid": schema.number("Shapes: columns of the grid."),
            "background": schema.text("Shapes: colour of the ground."),
            "seed": schema.number("Photo: a whole number; another one gives another landscape."),
            "view": schema.one_of(VIEWS, "Photo: what it shows; by the seed when absent."),
        },
        ["scene"],
    ),
    write,
)
