"""What a picture says about itself: EXIF (CIPA DC-008), XMP (ISO 16684-1) and PNG text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final
from xml.sax.saxutils import escape

from PIL import ExifTags, Image, PngImagePlugin, TiffImagePlugin

from pixnb.bank.makers._base import Block

METADATA_FIELDS: Final = ("author", "title", "description", "date", "gps", "camera", "copyright")


@dataclass(frozen=True, slots=True)
class Metadata:
    """Texts are empty and the others ``None`` when the picture does not say.

    Parameters
    ----------
    author, title, description, copyright
        Texts.
    make, model
        Maker and model of the camera.
    date
        When the picture was taken, local time.
    gps
        Latitude and longitude in decimal degrees, north and east positive.
    """

    author: str
    title: str
    description: str
    copyright: str
    make: str
    model: str
    date: datetime.datetime | None
    gps: tuple[float, float] | None


def read_metadata(block: Block) -> Metadata | None:
    """The block's ``metadata``; ``None`` when there is none."""
    if block.fields.get("metadata") is None:
        return None
    inner = block.block("metadata", METADATA_FIELDS)
    make, _, model = inner.line("camera", "").partition(" ")
    date = inner.moment("date").replace(tzinfo=None) if inner.fields.get("date") is not None else None
    return Metadata(
        inner.line("author", ""),
        inner.line("title", ""),
        inner.line("description", ""),
        inner.line("copyright", ""),
        make,
        model or make,
        date,
        _gps(inner),
    )


def _gps(block: Block) -> tuple[float, float] | None:
    if block.fields.get("gps") is None:
        return None
    place = block.numbers("gps")
    if len(place) != 2 or abs(place[0]) > 90 or abs(place[1]) > 180:
        raise block.refuse("gps", "expected [latitude, longitude] in degrees, for instance [48.1, -1.7]")
    return place[0], place[1]


def exif(data: Metadata) -> Image.Exif:
    """The EXIF block."""
    made = Image.Exif()
    base = ExifTags.Base
    texts = {
        base.Artist: data.author,
        base.ImageDescription: data.description or data.title,
        base.Copyright: data.copyright,
        base.Make: data.make,
        base.Model: data.model,
    }
    for tag, text in texts.items():
        if text:
            made[tag] = text.encode()  # Pillow would turn accents of a str into question marks
    for tag, text in {base.XPTitle: data.title, base.XPAuthor: data.author}.items():
        if text:
            made[tag] = text.encode("utf-16-le") + b"\0\0"
    if data.date:
        stamp = f"{data.date:%Y:%m:%d %H:%M:%S}"
        made[base.DateTime] = stamp
        made.get_ifd(ExifTags.IFD.Exif).update({base.DateTimeOriginal: stamp, base.DateTimeDigitized: stamp})
    if data.gps:
        made.get_ifd(ExifTags.IFD.GPSInfo).update(_gps_tags(*data.gps))
    return made


def _gps_tags(latitude: float, longitude: float) -> dict[int, Any]:
    gps = ExifTags.GPS
    return {
        gps.GPSVersionID: b"\x02\x03\x00\x00",
        gps.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        gps.GPSLatitude: _sexagesimal(latitude),
        gps.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        gps.GPSLongitude: _sexagesimal(longitude),
    }


def _sexagesimal(degrees: float) -> tuple[TiffImagePlugin.IFDRational, ...]:
    """Degrees, minutes and seconds, to a hundredth of a second (30 cm)."""
    hundredths = round(abs(degrees) * 360_000)
    whole, rest = divmod(hundredths, 360_000)
    minutes, seconds = divmod(rest, 6_000)
    parts = (Fraction(whole), Fraction(minutes), Fraction(seconds, 100))
    return tuple(TiffImagePlugin.IFDRational(part.numerator, part.denominator) for part in parts)


def xmp(data: Metadata) -> bytes:
    """The XMP packet: what photo software shows as title, author and description."""
    tags = [
        _alternative("dc:title", data.title),
        _alternative("dc:description", data.description),
        _alternative("dc:rights", data.copyright),
        f"<dc:creator><rdf:Seq><rdf:li>{escape(data.author)}</rdf:li></rdf:Seq></dc:creator>" if data.author else "",
        f"<xmp:CreateDate>{data.date.isoformat()}</xmp:CreateDate>" if data.date else "",
    ]
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    )
    body = f'<rdf:RDF {spaces}><rdf:Description rdf:about="">{"".join(tags)}</rdf:Description></rdf:RDF>'
    # The identifier is a constant of the standard (ISO 16684-1, 7.3.2), not a secret.
    begin = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    packet = f'{begin}<x:xmpmeta xmlns:x="adobe:ns:meta/">{body}</x:xmpmeta><?xpacket end="w"?>'
    return packet.encode()


def _alternative(tag: str, text: str) -> str:
    value = f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(text)}</rdf:li></rdf:Alt>'
    return f"<{tag}>{value}</{tag}>" if text else ""


def png_text(data: Metadata) -> PngImagePlugin.PngInfo:
    """PNG text chunks with the keywords of the standard (PNG 3rd edition, 11.3.3.1), and the XMP packet."""
    info = PngImagePlugin.PngInfo()
    date = data.date.strftime("%Y-%m-%dT%H:%M:%S") if data.date else ""
    words = {"Title": data.title, "Author": data.author, "Description": data.description, "Copyright": data.copyright}
    for key, text in {**words, "Creation Time": date, "Source": f"{data.make} {data.model}".strip()}.items():
        if text:
            info.add_itxt(key, text)
    info.add_itxt("XML:com.adobe.xmp", xmp(data).decode())
    return info
