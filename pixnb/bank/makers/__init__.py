"""Files that come with a question, made from a block of a challenge file.

Every maker gives the same bytes for the same block on a machine, whatever its clock, language or hash seed.
A new maker is one module with a `Maker`, put in `MAKERS`.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from pixnb.bank.makers import csv, image, mail, pdf, spreadsheet, text, webpage, zip
from pixnb.bank.makers._base import MAKERS, MAX_BYTES, MAX_ROWS, Maker, make

for _module in (text, csv, spreadsheet, image, zip, mail, webpage, pdf):
    MAKERS[_module.MAKER.name] = _module.MAKER

_MEDIA_TYPES: Final = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".log": "text/plain",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".html": "text/html",
    ".htm": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".py": "text/x-python",
    ".json": "application/json",
    ".ipynb": "application/x-ipynb+json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
    ".eml": "message/rfc822",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""Our own table: Python's `mimetypes` reads the machine's, which differ."""


def media_type(name: str) -> str:
    """Internet media type of a file by its name's ending.

    Parameters
    ----------
    name
        File name, with or without folders.

    Returns
    -------
    str
        For instance ``text/csv``; ``application/octet-stream`` when the ending is unknown or absent.
    """
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")


__all__ = ["MAKERS", "MAX_BYTES", "MAX_ROWS", "Maker", "make", "media_type"]
