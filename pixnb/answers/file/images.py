"""What can be said of a picture without looking at it: format, size, and what is written inside the file."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pixnb.answers.problems import refused

MOST_SIDE = 4_000
"""Largest side of a picture made as a reference, in pixels."""

# Exif 2.32, tables 4 and 5; XPTitle is what Windows writes.
_EXIF = {"description": 0x010E, "author": 0x013B}
_XP_TITLE = 0x9C9B
_GPS = 0x8825
_SOMEWHERE = {1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)}
_LONGEST = 500


def facts(content: bytes) -> str:
    """Lines ``format: png``, ``width: 800``, ``height: 600``, ``gps: no`` and what is written inside.

    That is ``author``, ``title`` and ``description``, each when there is one. Only the head of the file is
    read: the picture itself is never unpacked.

    Raises
    ------
    InvalidAnswer
        ``wrong_format`` when it is neither PNG nor JPEG.
    """
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as image:
            known = {"format": {"JPEG": "jpg"}.get(image.format or "", "png"), **_size(image), **_written(image)}
    except UnidentifiedImageError as error:
        raise refused("wrong_format") from error
    return "\n".join(f"{name}: {value}" for name, value in known.items())


def drawn(lines: Sequence[str]) -> bytes:
    """A grey picture of which the facts hold those lines."""
    from PIL import Image, PngImagePlugin

    wanted = dict(line.split(": ", 1) for line in lines if ": " in line)
    image = Image.new("L", (_side(wanted, "width"), _side(wanted, "height")), 128)
    stream = io.BytesIO()
    exif = _exif(wanted)
    if wanted.get("format") == "jpg":
        image.save(stream, "JPEG", exif=exif)
        return stream.getvalue()
    chunks = PngImagePlugin.PngInfo()
    for name in ("author", "title", "description"):
        if name in wanted:
            chunks.add_itxt(name.capitalize(), wanted[name])
    image.save(stream, "PNG", pnginfo=chunks, exif=exif)
    return stream.getvalue()


def _size(image: Any) -> dict[str, Any]:
    return {"width": image.width, "height": image.height}


def _written(image: Any) -> dict[str, str]:
    exif = image.getexif()
    found = {name: exif.get(tag) for name, tag in _EXIF.items()}
    title = exif.get(_XP_TITLE)
    found["title"] = title.decode("utf-16-le", "replace") if isinstance(title, bytes) else title
    for name in ("author", "title", "description"):
        found[name] = image.info.get(name.capitalize()) or found[name]
    texts = {name: _line(value) for name, value in sorted(found.items()) if value}
    return {"gps": "yes" if exif.get_ifd(_GPS) else "no", **texts}


def _line(value: Any) -> str:
    text = str(value).encode("utf-8", "replace").decode()
    return re.sub(r"[\s\x00-\x1f]+", " ", text).strip()[:_LONGEST]


def _side(wanted: Mapping[str, str], name: str) -> int:
    text = wanted.get(name, "16")
    return min(int(text), MOST_SIDE) if text.isascii() and text.isdigit() and int(text) else 16


def _exif(wanted: Mapping[str, str]) -> Any:
    from PIL import Image

    exif = Image.Exif()
    for name, tag in _EXIF.items():
        if name in wanted:
            exif[tag] = wanted[name]
    if "title" in wanted:
        exif[_XP_TITLE] = wanted["title"].encode("utf-16-le")
    if wanted.get("gps") == "yes":
        exif[_GPS] = dict(_SOMEWHERE)
    return exif
