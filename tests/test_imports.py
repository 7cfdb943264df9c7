"""What imports what, what ``import pixnb`` costs, and what it offers."""

from __future__ import annotations

import ast
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

import pixnb

PACKAGE = Path(pixnb.__file__).parent
HEAVY = {"pandas", "matplotlib", "sqlalchemy", "numba", "numpy", "openpyxl", "PIL", "odfdo", "fpdf", "yaml", "IPython"}
BUDGET_SECONDS = 0.3
PURE_ROOMS = ("core", "measurement", "answers")
# Calls that read a clock or a randomness nobody gave; see design.md §3.
IMPURE_CALLS = {"now", "utcnow", "today", "urandom", "uuid1", "uuid4", "token_bytes", "getrandbits", "default_rng"}


def test_rooms_import_one_way_only():
    """The contracts in pyproject.toml hold: who may import whom, and that neither side knows the other."""
    # In a process of its own: it replaces the logging of the one it runs in.
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    found = subprocess.run(
        [sys.executable, "-c", code], cwd=PACKAGE.parent, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_pure_rooms_read_no_clock_and_no_chance(room):
    """Time and chance come in as arguments: no call in these rooms takes them from the machine."""
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {node.func.attr}()"
        for path in sorted((PACKAGE / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in IMPURE_CALLS
    ]
    assert found == []


def test_the_public_names_are_the_intended_ones():
    """Adding or losing a name of the flat API is a decision, not an accident."""
    names = "PixnbError __version__ answered connect figure plan points profile report results start tutorial"
    assert sorted(pixnb.__all__) == names.split()
    assert dir(pixnb) == pixnb.__all__


@pytest.mark.parametrize("name", pixnb.__all__)
def test_every_public_name_is_there(name):
    """Each name loads from where it lives."""
    assert getattr(pixnb, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    """A misspelt name says so at once."""
    with pytest.raises(AttributeError, match="conect"):
        pixnb.conect  # noqa: B018


def fresh(code: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Run code in a Python of its own."""
    return subprocess.run(
        [sys.executable, *options, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )


def test_import_pixnb_pulls_nothing_heavy():
    """A notebook that says ``import pixnb`` waits for no table, figure or database library."""
    loaded = fresh("import pixnb, sys; print(*{name.split('.')[0] for name in sys.modules})").stdout.split()
    assert HEAVY.isdisjoint(loaded)


@pytest.mark.parametrize("name", ["start", "profile", "results", "figure", "plan"])
def test_a_name_of_the_notebook_pulls_no_tables_and_figures(name):
    """Naming a function of ``pixnb`` loads neither pandas nor matplotlib: calling it does, when it needs them."""
    loaded = fresh(f"import pixnb, sys; pixnb.{name}; print(*sys.modules)").stdout.split()
    assert {"pandas", "matplotlib", "numpy", "sqlalchemy", "PIL", "openpyxl"}.isdisjoint(loaded)


@pytest.mark.parametrize("module", ["pixnb.bank.schema", "pixnb.assessor.assessor", "pixnb.widgets"])
def test_what_a_kernel_loads_builds_no_unused_grammar(module):
    """The checker of a format that no schema names, 1.7 s of work, is left out (see pixnb/quick.py)."""
    loaded = fresh(f"import {module}, sys; print(*sys.modules)").stdout.split()
    assert module in loaded
    assert "rfc3987_syntax" not in loaded


def test_a_module_left_out_can_be_imported_afterwards():
    """Leaving a module out changes nothing for whoever wants it later, in a notebook for instance."""
    code = """
from pixnb.quick import without
with without("colorsys"):
    try:
        import colorsys
        print("there")
    except ImportError:
        print("absent")
import colorsys
with without("colorsys"):
    import colorsys
print(colorsys.__name__)
"""
    assert fresh(code).stdout.split() == ["absent", "colorsys"]


def test_import_pixnb_takes_no_time(capsys):
    """The median of five fresh processes stays below the budget, beside what Python itself needs to start."""

    def seconds(code: str) -> float:
        times = []
        for _ in range(5):
            begin = time.perf_counter()
            fresh(code)
            times.append(time.perf_counter() - begin)
        return statistics.median(times)

    bare, whole = seconds("pass"), seconds("import pixnb")
    with capsys.disabled():
        print(f"\nimport pixnb: {max(whole - bare, 0):.3f} s beside {bare:.3f} s for Python itself")
    assert whole - bare <= BUDGET_SECONDS
