"""The small, sandboxed language of challenge files: Python's expressions without attributes.

An expression is parsed, every node is held against a short list of allowed ones, operators that could
grow without bound and every loop are put under guard, and only then is it compiled. Without attributes,
lambdas, f-strings and free function values there is nothing to climb out by: an expression sees the
values of its variant and can call our functions, no more. (Walking the tree with a library instead, as
`simpleeval` does, was measured 30 times slower, and a variant is made for every question asked.)
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

from pixnb.core.errors import ExpressionError

MAX_STEPS = 300_000
"""Turns of all loops of one expression."""
MAX_LENGTH = 100_000
"""Length of any text or list that an operator makes."""
MAX_EXPONENT = 64
MAX_BITS = 2_048
"""Size of a whole number."""

_TEMPLATE = re.compile(r"\{\{(.+?)\}\}", re.DOTALL)
_CALL = "__call_"
_ALLOWED = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv,
    ast.Mod, ast.Pow, ast.UnaryOp, ast.USub, ast.UAdd, ast.Not, ast.IfExp, ast.Dict, ast.List, ast.Tuple,
    ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn, ast.Is, ast.IsNot,
    ast.Call, ast.keyword, ast.Constant, ast.Subscript, ast.Slice, ast.Name, ast.Load, ast.Store,
    ast.ListComp, ast.DictComp, ast.GeneratorExp, ast.comprehension,
)  # fmt: skip
_GUARDED = {ast.Add: "__add", ast.Mult: "__mult", ast.Mod: "__mod", ast.Pow: "__pow"}


@dataclass(frozen=True, slots=True)
class _Compiled:
    code: CodeType
    calls: tuple[str, ...]


class _Guard(ast.NodeTransformer):
    """Refuses what is not allowed, and puts loops and growing operators under guard."""

    def __init__(self) -> None:
        self.calls: dict[str, None] = {}

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if not isinstance(node, _ALLOWED):
            raise ExpressionError(f"{type(node).__name__} is not available in expressions")
        return super().generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        # Names with an underscore in front are the guards'; a lone one is how a loop says “whatever”.
        if node.id.startswith("_") and node.id != "_":
            raise ExpressionError(f"a name may not begin with “_”: {node.id}")
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if not isinstance(node.value, str | int | float | None):
            raise ExpressionError(f"{type(node.value).__name__} is not available in expressions")
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if not isinstance(node.func, ast.Name):
            raise ExpressionError("only functions by name can be called")
        if any(keyword.arg is None for keyword in node.keywords):
            raise ExpressionError("** is not available in calls")
        name = node.func.id
        self.calls[name] = None
        arguments = [self.visit(one) for one in node.args]
        keywords = [self.visit(one) for one in node.keywords]
        return ast.Call(ast.Name(_CALL + name, ast.Load()), arguments, keywords)

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        guard = _GUARDED.get(type(node.op))
        return ast.Call(ast.Name(guard, ast.Load()), [node.left, node.right], []) if guard else node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        if node.is_async:
            raise ExpressionError("async is not available in expressions")
        node.iter = ast.Call(ast.Name("__each", ast.Load()), [node.iter], [])
        return node


def _bounded(value: Any) -> Any:
    if isinstance(value, str | list | tuple) and len(value) > MAX_LENGTH:
        raise ExpressionError(f"a value of {len(value)} elements is too long (limit {MAX_LENGTH})")
    if isinstance(value, int) and value.bit_length() > MAX_BITS:
        raise ExpressionError("a number is too large")
    return value


def _add(left: Any, right: Any) -> Any:
    return _bounded(left + right)


def _multiply(left: Any, right: Any) -> Any:
    for many, times in ((left, right), (right, left)):
        if isinstance(many, str | list | tuple) and isinstance(times, int) and len(many) * times > MAX_LENGTH:
            raise ExpressionError(f"{len(many)} elements × {times} is too long (limit {MAX_LENGTH})")
    return _bounded(left * right)


def _modulo(left: Any, right: Any) -> Any:
    # Text on the left would be printf formatting: "%999999999d" % 1 fills the memory.
    if isinstance(left, str):
        raise ExpressionError("% works on numbers only")
    return left % right


def _power(base: Any, exponent: Any) -> Any:
    if abs(exponent) > MAX_EXPONENT or (abs(base) > 1e9 and abs(exponent) > 1):
        raise ExpressionError(f"{base} ** {exponent} is too large")
    return base**exponent


def _counter() -> Callable[[Iterable[Any]], Iterator[Any]]:
    left = MAX_STEPS

    def each(values: Iterable[Any]) -> Iterator[Any]:
        nonlocal left
        for value in values:
            left -= 1
            if left < 0:
                raise ExpressionError(f"its loops take more than {MAX_STEPS} turns")
            yield value

    return each


_GUARDS: Mapping[str, Any] = {
    "__builtins__": {},
    "__add": _add,
    "__mult": _multiply,
    "__mod": _modulo,
    "__pow": _power,
}


@lru_cache(maxsize=50_000)
def _compiled(expression: str) -> _Compiled:
    try:
        guard = _Guard()
        tree = ast.fix_missing_locations(guard.visit(ast.parse(expression.strip(), mode="eval")))
        return _Compiled(compile(tree, "<expression>", "eval"), tuple(guard.calls))
    except SyntaxError as error:
        raise ExpressionError(f"it cannot be read: {error.msg}") from error
    except (ValueError, RecursionError, MemoryError) as error:
        raise ExpressionError("it cannot be read") from error


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
    try:
        return _value(_compiled(expression), names, functions)
    except NameError as error:
        known = ", ".join(sorted(names)) or "nothing"
        raise ExpressionError(f"“{_short(expression)}”: nothing is called “{error.name}” (defined: {known})") from error
    except ExpressionError as error:
        raise ExpressionError(f"“{_short(expression)}”: {error}") from error
    # An expression is an author's text: whatever it manages to raise is the author's to mend.
    except Exception as error:
        raise ExpressionError(f"“{_short(expression)}”: {type(error).__name__}: {error}") from error


def _value(compiled: _Compiled, names: Mapping[str, Any], functions: Mapping[str, Callable[..., Any]]) -> Any:
    missing = [name for name in compiled.calls if name not in functions]
    if missing:
        raise ExpressionError(f"there is no function “{missing[0]}”")
    calls = {_CALL + name: functions[name] for name in compiled.calls}
    space = {**names, **_GUARDS, "__each": _counter(), **calls}
    # The code was made from allowed nodes only, and sees no builtins: see the top of this module.
    return _bounded(eval(compiled.code, space))


def _short(expression: str) -> str:
    text = " ".join(expression.split())
    return text if len(text) <= 100 else f"{text[:97]}…"


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
