"""Formulas as each file format stores them, from English names with commas."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

NEWER: Final = frozenset(
    {
        *("CONCAT", "TEXTJOIN", "TEXTBEFORE", "TEXTAFTER", "TEXTSPLIT", "NUMBERVALUE"),
        *("IFS", "SWITCH", "IFNA", "XOR", "LET", "MAXIFS", "MINIFS"),
        *("XLOOKUP", "XMATCH", "UNIQUE", "SORT", "SORTBY", "FILTER", "SEQUENCE", "RANDARRAY"),
        *("DAYS", "ISOWEEKNUM", "CEILING.MATH", "FLOOR.MATH"),
        *("STDEV.S", "STDEV.P", "VAR.S", "VAR.P", "MODE.SNGL"),
        *("RANK.EQ", "RANK.AVG", "PERCENTILE.INC", "QUARTILE.INC"),
    }
)
"""Functions younger than the file format: .xlsx stores them behind a prefix ([MS-XLSX] 2.2.2)."""
_SHEETED: Final = frozenset({"FILTER", "SORT"})
_ODF_OWN: Final = frozenset({"IFNA", "DAYS", "ISOWEEKNUM", "XOR", "NUMBERVALUE"})
"""Those that OpenDocument knows by their own name (OpenFormula 1.2, 6)."""
_ONE = r"\$?[A-Z]{1,3}\$?[1-9]\d*|\$?[A-Z]{1,3}|\$?[1-9]\d*"
_REFERENCE = re.compile(rf"(?:(?P<sheet>'(?:[^']|'')+'|[^'!:]+)!)?(?P<first>{_ONE})(?::(?P<last>{_ONE}))?", re.I)


class FormulaError(ValueError):
    """A formula that cannot be written in a file; the caller says where it stands."""


def xlsx_formula(formula: str) -> str:
    """``formula`` as Office Open XML stores it, without ``=``.

    Raises
    ------
    FormulaError
        When it cannot be read.
    """

    def piece(token: Token) -> str:
        if token.type == Token.FUNC and token.subtype == Token.OPEN:
            name = token.value[:-1].upper()
            prefix = "_xlfn._xlws." if name in _SHEETED else "_xlfn." if name in NEWER else ""
            return f"{prefix}{name}("
        return str(token.value)

    return _rewritten(formula, piece)


def ods_formula(formula: str) -> str:
    """``formula`` in OpenFormula (ODF 1.2 part 2), with its ``of:=`` prefix.

    Raises
    ------
    FormulaError
        When it cannot be read, or holds a name instead of a reference.
    """
    brackets: list[str] = []

    def piece(token: Token) -> str:
        if token.type in {Token.FUNC, Token.ARRAY} and token.subtype == Token.OPEN:
            brackets.append(token.type)
            return _ods_function(token.value[:-1].upper()) + "(" if token.type == Token.FUNC else "{"
        if token.type in {Token.FUNC, Token.ARRAY} and token.subtype == Token.CLOSE:
            return ")" if brackets.pop() == Token.FUNC else "}"
        if token.type == Token.SEP:
            return ";" if token.subtype == Token.ARG else "|"
        return _ods_operand(token)

    return "of:=" + _rewritten(formula, piece)


def _rewritten(formula: str, piece: Callable[[Token], str]) -> str:
    try:
        tokens = Tokenizer(f"={formula}").items
    except (TokenizerError, IndexError, AssertionError) as error:
        msg = f"{formula!r} cannot be read ({error}); check brackets and quotes"
        raise FormulaError(msg) from None
    depth = 0
    for token in tokens:
        depth += (token.subtype == Token.OPEN) - (token.subtype == Token.CLOSE)
    if depth or not tokens:
        msg = f"{formula!r}: a bracket is not closed"
        raise FormulaError(msg)
    return "".join(map(piece, tokens))


def _ods_function(name: str) -> str:
    return f"COM.MICROSOFT.{name}" if name in NEWER - _ODF_OWN else name


def _ods_operand(token: Token) -> str:
    if token.type != Token.OPERAND:
        return str(token.value)
    if token.subtype == Token.LOGICAL:
        return f"{token.value.upper()}()"
    return _ods_reference(token.value) if token.subtype == Token.RANGE else str(token.value)


def _ods_reference(text: str) -> str:
    match = _REFERENCE.fullmatch(text)
    if match is None or (match["last"] is None and not re.search(r"[A-Za-z]\$?\d", match["first"])):
        msg = f"{text!r} is no reference to cells; write for instance B2 or B2:B9"
        raise FormulaError(msg)
    sheet = match["sheet"] or ""
    last = f":.{match['last'].upper()}" if match["last"] else ""
    return f"[{'$' if sheet else ''}{sheet}.{match['first'].upper()}{last}]"
