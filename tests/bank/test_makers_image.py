"""Pictures: what is drawn is where the data say, and the metadata can be read."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageChops

from pixnb.bank.makers import make
from pixnb.bank.makers._axis import nice_step, ticks
from pixnb.bank.makers._canvas import can_write, text_width, wrapped
from pixnb.bank.makers._colours import SERIES
from pixnb.core.errors import BankError

BASE = ExifTags.Base
META = {
    "author": "Zoé Le Goff",
    "title": "Été au lac",
    "description": "Vue du port, 14 juillet",
    "date": datetime.datetime(2026, 7, 14, 10, 30),
    "gps": [48.1173, -1.6778],
    "camera": "Lumora X 200",
    "copyright": "© Zoé",
}


def picture(name: str = "a.png", lang: Any = "fr", **fields: Any) -> Any:
    """A made picture, opened."""
    return Image.open(io.BytesIO(make({"maker": "image", **fields}, name, lang)))


def chart(scene: str = "bars", **fields: Any) -> Any:
    """A chart with three values of its own."""
    return picture(scene=scene, **{"labels": ["a", "b", "c"], "values": [10, 20, 40], **fields})


def columns(image: Any, colour: str) -> list[int]:
    """Height in pixels of the colour in every column of the picture where there is some."""
    rgb = bytes.fromhex(colour[1:])
    mask = Image.new("L", image.size, 255)
    for band, value in zip(image.convert("RGB").split(), rgb, strict=True):
        mask = ImageChops.darker(mask, band.point([255 if v == value else 0 for v in range(256)]))
    return [mask.crop((x, 0, x + 1, mask.height)).histogram()[255] for x in range(mask.width)]


def bar_heights(image: Any) -> list[int]:
    """Heights of the bars of the first colour, from left to right."""
    found: list[int] = []
    inside = False
    for height in columns(image, SERIES[0]):
        if height and not inside:
            found.append(height)
        inside = bool(height)
        if inside:
            found[-1] = max(found[-1], height)
    return found


def test_bars_are_as_high_as_their_values() -> None:
    """From zero, twice the value is twice the height, to the pixel or so."""
    low, middle, high = bar_heights(chart())
    assert middle == pytest.approx(2 * low, abs=3)
    assert high == pytest.approx(4 * low, abs=5)


def test_a_raised_axis_makes_a_misleading_chart() -> None:
    """With an axis from 9, a value of 40 stands 31 times as high as a value of 10."""
    low, middle, high = bar_heights(chart(axis_from=9))
    assert middle / low == pytest.approx(11, rel=0.15)
    assert high / low == pytest.approx(31, rel=0.15)


def test_values_below_the_axis_leave_no_bar() -> None:
    """A value under the start of the axis is not drawn below it."""
    assert len(bar_heights(chart(axis_from=15))) == 2


def test_a_negative_bar_hangs_from_zero() -> None:
    """Bars of opposite values have the same height."""
    down, up = bar_heights(chart(labels=["a", "b"], values=[-20, 20]))
    assert down == pytest.approx(up, abs=4)


def test_every_series_has_its_own_colour() -> None:
    """Two series show two colours, in bars and in lines."""
    series = [{"name": "x", "values": [1, 2, 3]}, {"name": "y", "values": [3, 2, 1]}]
    for scene in ("bars", "lines"):
        found = chart(scene, values=None, series=series)
        assert sum(columns(found, SERIES[0])) > 200
        assert sum(columns(found, SERIES[1])) > 200


def test_slices_are_as_large_as_their_shares() -> None:
    """Half of the total takes half of the disc."""
    found = chart("pie", values=[1, 1, 2])
    areas = [sum(columns(found, colour)) for colour in SERIES[:3]]
    assert areas[2] / sum(areas) == pytest.approx(0.5, abs=0.02)
    assert areas[0] / sum(areas) == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("scene", ["bars", "lines", "pie"])
def test_language_changes_the_numbers_of_a_chart(scene: str) -> None:
    """1.5 is written with a comma in French and a point in English."""
    fields: dict[str, Any] = {"labels": ["a", "b"], "values": [1.5, 2.5], "show_values": True, "scene": scene}
    assert picture(lang="fr", **fields).tobytes() != picture(lang="en", **fields).tobytes()


@pytest.mark.parametrize("count", [1, 5, 12, 31, 60])
@pytest.mark.parametrize("scene", ["bars", "lines", "pie"])
def test_charts_of_any_length_are_drawn(scene: str, count: int) -> None:
    """From one value to sixty, with long names, the chart keeps its size and its colour."""
    labels = [f"Un nom assez long {i}" for i in range(count)]
    found = picture(scene=scene, labels=labels, values=list(range(1, count + 1)), title="Un titre " * 9)
    assert found.size == (900, 540)
    assert sum(columns(found, SERIES[0])) > 50


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.booleans())
@settings(max_examples=200, deadline=None)
def test_the_axis_starts_where_asked_and_covers_the_values(low: float, span: float, whole: bool) -> None:
    """Ticks rise, begin exactly at the start and reach the end, in a readable number."""
    low = float(round(low)) if whole else low
    high = low + span
    if not low < high:
        return
    found = ticks(low, high)
    assert found[0] == low
    assert found[-1] >= high - span * 1e-6
    assert found == sorted(set(found))
    assert 2 <= len(found) <= 14


@pytest.mark.parametrize(
    ("span", "step"), [(6, 1), (10, 2), (50, 10), (300, 50), (0.6, 0.1), (1, 0.2), (24_000, 5_000)]
)
def test_steps_are_one_two_or_five(span: float, step: float) -> None:
    """An axis counts in ones, twos or fives (Heckbert 1990)."""
    assert nice_step(span) == pytest.approx(step)


def test_shapes_have_their_colour_and_place() -> None:
    """A red square on the left and a green disc on the right, named in French or English."""
    shapes = [
        {"shape": "square", "colour": "rouge", "x": 100, "y": 100, "size": 80},
        {"shape": "circle", "colour": "green", "x": 300, "y": 100, "size": 80},
    ]
    found = picture(scene="shapes", width=400, height=200, shapes=shapes)
    assert found.getpixel((100, 100)) == (0xD6, 0x28, 0x28)
    assert found.getpixel((300, 100)) == (0x1B, 0x8A, 0x3A)
    assert found.getpixel((200, 100)) == (255, 255, 255)


@pytest.mark.parametrize(
    "shape", ["rectangle", "triangle", "diamond", "pentagon", "hexagon", "star", "cross", "arrow", "heart"]
)
def test_every_shape_fills_its_middle(shape: str) -> None:
    """Each outline is drawn around its centre."""
    found = picture(scene="shapes", width=200, height=200, shapes=[{"shape": shape, "colour": "#123456"}])
    assert found.getpixel((100, 100)) == (0x12, 0x34, 0x56)
    assert found.getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize("view", ["mountains", "sea", "country"])
def test_a_photo_looks_like_one(view: str) -> None:
    """Many colours, a brighter sky than ground, and another picture for another seed."""
    fields: dict[str, Any] = {"scene": "photo", "width": 240, "height": 160, "view": view}
    found, other = picture(seed=3, **fields), picture(seed=4, **fields)
    assert len(found.getcolors(240 * 160)) > 3000
    sky, ground = (found.convert("L").crop((0, y, 240, y + 50)).resize((1, 1)).getpixel((0, 0)) for y in (0, 110))
    assert sky > ground
    assert found.tobytes() != other.tobytes()


def test_the_seed_chooses_the_view_when_none_is_given() -> None:
    """Without a view, the picture is one of the three of the same seed."""
    fields: dict[str, Any] = {"scene": "photo", "width": 96, "height": 64, "seed": 11}
    free = picture(**fields).tobytes()
    assert free in {picture(view=view, **fields).tobytes() for view in ("mountains", "sea", "country")}


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_exif_says_what_the_author_wrote(name: str) -> None:
    """Author, description, camera, date and place are read back from either format."""
    exif = picture(name, scene="photo", width=64, height=48, metadata=META).getexif()
    assert utf8(exif[BASE.Artist]) == "Zoé Le Goff"
    assert utf8(exif[BASE.ImageDescription]) == "Vue du port, 14 juillet"
    assert (exif[BASE.Make], exif[BASE.Model]) == ("Lumora", "X 200")
    assert exif.get_ifd(ExifTags.IFD.Exif)[BASE.DateTimeOriginal] == "2026:07:14 10:30:00"
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    assert (gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef]) == ("N", "W")
    assert degrees(gps[ExifTags.GPS.GPSLatitude]) == pytest.approx(48.1173, abs=1e-5)
    assert degrees(gps[ExifTags.GPS.GPSLongitude]) == pytest.approx(1.6778, abs=1e-5)


def utf8(text: str) -> str:
    """Pillow reads EXIF text as Latin-1; other software reads the UTF-8 that is there."""
    return text.encode("latin-1").decode()


def degrees(parts: Any) -> float:
    """Degrees, minutes and seconds as decimal degrees."""
    return float(parts[0] + parts[1] / 60 + parts[2] / 3600)


def test_png_text_says_it_too() -> None:
    """The standard keywords of PNG carry the texts, and XMP the title."""
    found = picture(scene="photo", width=64, height=48, metadata=META)
    assert found.text["Title"] == "Été au lac"
    assert found.text["Author"] == "Zoé Le Goff"
    assert found.text["Creation Time"] == "2026-07-14T10:30:00"
    assert "Été au lac" in found.text["XML:com.adobe.xmp"]


def test_xmp_can_be_read_from_a_jpeg() -> None:
    """Photo software finds title and author in the XMP packet."""
    found = picture("a.jpg", scene="photo", width=64, height=48, metadata={"author": "A & B", "title": "T"}).getxmp()
    about = found["xmpmeta"]["RDF"]["Description"]
    assert about["creator"]["Seq"]["li"] == "A & B"
    assert about["title"]["Alt"]["li"]["text"] == "T"


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_picture_without_metadata_says_nothing(name: str) -> None:
    """Nothing is written that the author did not ask for."""
    found = picture(name, scene="photo", width=64, height=48)
    assert len(found.getexif()) == 0
    assert not {"exif", "xmp", "Title", "comment"} & set(found.info)


def test_the_font_knows_what_french_needs() -> None:
    """Accents, quotes, the euro and narrow spaces can be drawn; an emoji cannot and is refused."""
    assert all(map(can_write, "éÉœŒçà«»’…–—€°²→≤✓\u00a0\u202f0"))
    assert not can_write("😀")
    with pytest.raises(BankError, match=r"title.*'😀'"):
        chart(title="Bravo 😀")


@given(st.lists(st.sampled_from(["un", "mot", "assez", "longuement"]), min_size=1, max_size=12))
@settings(max_examples=50, deadline=None)
def test_wrapping_keeps_the_words_and_the_width(words: list[str]) -> None:
    """Lines hold the same words in order and are no wider than asked, single words apart."""
    cut = wrapped(" ".join(words), 120, 17)
    assert cut.replace("\n", " ").split(" ") == words
    assert all(text_width(line, 17) <= 120 or " " not in line for line in cut.split("\n"))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"scene": "bars", "labels": ["a"], "values": [1, 2]}, "2 values for 1 labels"),
        ({"scene": "bars", "labels": ["a"], "values": ["x"]}, r"values\[0\]"),
        ({"scene": "bars", "labels": ["a"], "values": [1], "axis_from": 5, "axis_to": 2}, "start must be lower"),
        ({"scene": "bars", "labels": ["a"], "values": [1], "colours": ["rougeâtre"]}, "no colour"),
        ({"scene": "bars", "labels": ["a"], "values": [1], "series": [{"name": "x", "values": [1]}]}, "not both"),
        ({"scene": "pie", "labels": ["a", "b"], "values": [0, 0]}, "above 0"),
        ({"scene": "pie", "labels": ["a", "b"], "values": [1, -1]}, "0 or more"),
        ({"scene": "pie", "labels": ["a"], "values": [1], "axis_from": 0}, "axis_from"),
        ({"scene": "photo", "seed": -1}, "seed"),
        ({"scene": "photo", "view": "moon"}, "view"),
        ({"scene": "photo", "width": 5000}, "width"),
        ({"scene": "photo", "metadata": {"gps": [95, 0]}}, "latitude"),
        ({"scene": "photo", "metadata": {"auteur": "x"}}, "did you mean author"),
        ({"scene": "shapes", "shapes": [{"shape": "blob"}]}, r"shapes\[0\].shape"),
        ({"scene": "shapes", "shapes": []}, "at least one"),
        ({"scene": "dream"}, "scene"),
    ],
)
def test_a_wrong_picture_is_refused(fields: dict[str, Any], words: str) -> None:
    """The message names the field and what it expects."""
    with pytest.raises(BankError, match=words):
        picture(**fields)
