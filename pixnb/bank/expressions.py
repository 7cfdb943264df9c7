"""The small, sandboxed language of challenge files: Python's expressions without attributes.

Built on `simpleeval`, which walks the syntax tree and never calls ``eval``. What a bank does not
need is taken away (attributes, f-strings, sets, shifts), and the work of one expression is bounded.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import simpleeval

from pixnb.core.errors import ExpressionError

MAX_STEPS = 200_000
MAX_EXPONENT = 64
_REFUSED_NODES = ("Attribute", "JoinedStr", "FormattedValue", "Set", "SetComp", "Assign", "AugAssign", "Import")
_TEMPLATE = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)


def _modulo(left: Any, right: Any) -> Any:
    # Text on the left would be printf formatting: "%999999999d" % 1 fills the memory.
    if isinstance(left, str | bytes):
        msg = "% works on numbers only"
        raise ExpressionError(msg)
    return left % right


def _power(base: Any, exponent: Any) -> Any:
    if abs(exponent) > MAX_EXPONENT or abs(base) > 1e9:
        msg = f"{base} ** {exponent} is too large"
        raise ExpressionError(msg)
    return base**exponent


def _operators() -> dict[type, Callable[..., Any]]:
    kept = dict(simpleeval.DEFAULT_OPERATORS)
    for node in (ast.LShift, ast.RShift, ast.BitXor, ast.BitOr, ast.BitAnd, ast.Invert):
        kept.pop(node, None)
    kept[ast.Mod] = _modulo
    kept[ast.Pow] = _power
    kept[ast.Is] = operator.is_
    return kept


class _Evaluator(simpleeval.EvalWithCompoundTypes):  # type: ignore[misc]
    """simpleeval without what a bank does not need, with a bound on the number of steps."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]], names: Mapping[str, Any]) -> None:
        super().__init__(operators=_operators(), functions=dict(functions), names=dict(names))
        for name in _REFUSED_NODES:
            self.nodes.pop(getattr(ast, name), None)
        self.steps = 0

    def _check_disallowed_items(self, item: Any) -> None:
        # simpleeval walks every value again at every node, which is quadratic on a table. Values come
        # from our own functions and literals only, so looking at the value itself is enough.
        if callable(item):
            msg = "a function must be called: add ( )"
            raise ExpressionError(msg)

    def _eval(self, node: ast.AST) -> Any:
        self.steps += 1
        if self.steps > MAX_STEPS:
            msg = f"it takes more than {MAX_STEPS} steps"
            raise ExpressionError(msg)
        return super()._eval(node)


@lru_cache(maxsize=20_000)
def _parse(expression: str) -> ast.AST:
    try:
        return ast.parse(expression.strip(), mode="eval").body
    except SyntaxError as error:
        msg = f"“{expression.strip()}” cannot be read: {error.msg}"
        raise ExpressionError(msg) from error
    except (ValueError, RecursionError, MemoryError) as error:
        msg = f"“{expression.strip()[:80]}” cannot be read"
        raise ExpressionError(msg) from error


def evaluate(expression: str, names: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]) -> Any:
    """The value of an expression.

    Parameters
    ----------
    expression
        Text of the expression.
    names
        Values it may use, by name.
    functions
        Functions it may call, by name.

    Raises
    ------
    ExpressionError
        When it cannot be read, uses something it may not, fails, or takes too long.
    """
    tree = _parse(expression)
    try:
        return _Evaluator(functions, names).eval(expression, previously_parsed=tree)
    except ExpressionError as error:
        msg = f"“{expression.strip()}”: {error}"
        raise ExpressionError(msg) from error
    except simpleeval.NameNotDefined as error:
        msg = f"“{expression.strip()}”: nothing is called “{error.name}” (defined: {', '.join(sorted(names))})"
        raise ExpressionError(msg) from error
    except simpleeval.FunctionNotDefined as error:
        msg = f"“{expression.strip()}”: there is no function “{error.func_name}”"
        raise ExpressionError(msg) from error
    # An expression is an author's text: whatever it manages to raise is the author's to mend.
    except Exception as error:
        msg = f"“{expression.strip()}”: {type(error).__name__}: {error}"
        raise ExpressionError(msg) from error


def fill(template: str, value_of: Callable[[str], str]) -> str:
    """Fill in every ``{{ expression }}`` of a text.

    Parameters
    ----------
    template
        The text.
    value_of
        Gives the words for one expression.
    """
    return _TEMPLATE.sub(lambda match: value_of(match.group(1)), template)
