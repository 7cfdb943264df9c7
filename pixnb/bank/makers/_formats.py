"""Number formats as authors write them, for both kinds of spreadsheet.

Grammar: ``0``, ``0.00``, ``#,##0.00``, then ``%`` or a unit (``0.00 €``, ``0 kg``); or one of the words
``date``, ``long date``, ``datetime``, ``time``, ``text``, ``general``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pixnb.core.text import Lang

WORDS: Final = ("general", "text", "date", "long date", "datetime", "time")
_GRAMMAR = re.compile(r"(?P<group>#,##)?0(?:\.(?P<decimals>0{1,10}))?(?P<unit>%|\s?[^\d#,.%\"\[\];]{1,12})?")
_XLSX_DATES: Final = {"date": "dd/mm/yyyy", "datetime": "dd/mm/yyyy hh:mm", "time": "hh:mm"}
_XLSX_LONG_DATE: Final = {"fr": "[$-40C]d mmmm yyyy", "en": "[$-809]d mmmm yyyy"}


@dataclass(frozen=True, slots=True)
class Format:
    """How a cell shows its value.

    Parameters
    ----------
    kind
        ``number``, ``percent`` or one of `WORDS`.
    decimals
        Decimals shown.
    grouped
        Whether thousands are set apart.
    unit
        What follows the number, with the space before it.
    """

    kind: str
    decimals: int = 0
    grouped: bool = False
    unit: str = ""


GENERAL: Final = Format("general")


def read_format(text: str) -> Format | None:
    """The format that ``text`` writes; ``None`` when it is outside the grammar."""
    if text in WORDS:
        return Format(text)
    match = _GRAMMAR.fullmatch(text)
    if match is None:
        return None
    unit = match["unit"] or ""
    kind = "percent" if unit == "%" else "number"
    return Format(kind, len(match["decimals"] or ""), match["group"] is not None, "" if unit == "%" else unit)


def xlsx_code(fmt: Format, lang: Lang) -> str:
    """The format code of Office Open XML (ECMA-376 part 1, 18.8.30)."""
    if fmt.kind == "general":
        return "General"
    if fmt.kind == "text":
        return "@"
    if fmt.kind == "long date":
        return _XLSX_LONG_DATE[lang]
    if fmt.kind in _XLSX_DATES:
        return _XLSX_DATES[fmt.kind]
    code = ("#,##0" if fmt.grouped else "0") + ("." + "0" * fmt.decimals if fmt.decimals else "")
    return code + ("%" if fmt.kind == "percent" else f'"{fmt.unit}"' if fmt.unit else "")
