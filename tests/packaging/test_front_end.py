"""The build of the front end: skipped when nothing changed, and possible without Node on the machine."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def tools() -> ModuleType:
    """scripts/front_end.py as a module."""
    spec = importlib.util.spec_from_file_location("front_end", ROOT / "scripts" / "front_end.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def player(tmp_path, tools) -> tuple[Path, Path]:
    """Small sources with outputs that belong to them: the folders of both."""
    sources, static = tmp_path / "player", tmp_path / "static"
    (sources / "src").mkdir(parents=True)
    static.mkdir()
    (sources / "package.json").write_text("{}\n")
    (sources / "src" / "index.ts").write_text("export {};\n")
    for name in tools.OUTPUTS:
        (static / name).write_text("built")
    (static / tools.STAMP).write_text(tools.fingerprint(sources))
    return sources, static


def test_unchanged_sources_are_not_built_again(tools, player):
    """The fingerprint beside the outputs is that of the sources."""
    assert tools.is_current(*player)


@pytest.mark.parametrize("change", ["edit", "add", "rename", "lose output", "lose stamp"])
def test_any_change_asks_for_a_build(tools, player, change):
    """An edited, added or renamed source, or a lost output, makes the build stale."""
    sources, static = player
    source = sources / "src" / "index.ts"
    {
        "edit": lambda: source.write_text("export default 1;\n"),
        "add": lambda: (sources / "src" / "other.ts").write_text(""),
        "rename": lambda: source.rename(source.with_name("main.ts")),
        "lose output": (static / tools.OUTPUTS[0]).unlink,
        "lose stamp": (static / tools.STAMP).unlink,
    }[change]()
    assert not tools.is_current(sources, static)


def test_line_ends_of_the_checkout_do_not_count(tools, player):
    """A checkout on Windows has the same fingerprint."""
    sources, static = player
    for path in tools.sources(sources):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert tools.is_current(sources, static)


def test_an_old_node_is_not_taken(tools, tmp_path, monkeypatch):
    """A machine with Node 18 builds with the Node that pip installs."""
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v18.20.0\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tools.machine_node() is None


def test_without_any_node_the_remedy_is_named(tools, tmp_path, monkeypatch):
    """No Node on the machine and none from pip: the message says both ways out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tools, "package_node", lambda: None)
    with pytest.raises(tools.FrontEndError, match=r"install Node.*pip install"):
        tools.find_npm()


def test_a_failed_build_shows_what_npm_said(tools, tmp_path, monkeypatch):
    """The reason is in the message, with the folder."""
    fake = tmp_path / "npm"
    fake.write_text("#!/bin/sh\necho the reason; exit 3\n")
    fake.chmod(0o755)
    monkeypatch.setattr(tools, "find_npm", lambda: [str(fake)])
    monkeypatch.setattr(tools, "PLAYER", tmp_path)
    with pytest.raises(tools.FrontEndError, match="the reason"):
        tools.npm("run", "build")


def test_the_lock_file_names_no_registry():
    """Whoever builds uses the registry they have configured."""
    assert '"resolved"' not in (ROOT / "extensions" / "player" / "package-lock.json").read_text(encoding="utf-8")


def test_the_environment_script_names_what_is_missing(tmp_path):
    """Without a Python that is recent enough the script says so in words, and where to get one."""
    script = (ROOT / "scripts" / "environment.sh").read_text(encoding="utf-8")
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / "environment.sh").write_text(script)
    tools_only = tmp_path / "bin"
    tools_only.mkdir()
    for name in ("dirname", "cat", "cksum"):
        found = subprocess.run(["/bin/sh", "-c", f"command -v {name}"], capture_output=True, text=True, check=True)
        (tools_only / name).symlink_to(found.stdout.strip())
    ran = subprocess.run(
        ["/bin/sh", tmp_path / "scripts" / "environment.sh", "lab"],
        env={"PATH": str(tools_only)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "Python 3.11 or newer" in ran.stderr


def test_constraints_pin_every_declared_dependency():
    """Each dependency in pyproject.toml has one tested version in constraints.txt."""
    ran = subprocess.run(
        [sys.executable, "-c", CHECK_CONSTRAINTS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == [], ran.stderr


CHECK_CONSTRAINTS = """
import sys
sys.path.insert(0, "scripts")
from constraints import declared
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
pinned = {line.split("==")[0] for line in open("constraints.txt") if "==" in line}
print(*[line for line in declared() if canonicalize_name(Requirement(line).name) not in pinned])
"""
