"""pixnb as others get it: built from a clean copy of the sources, installed where there is nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_SOURCES = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "__pycache__", ".*_cache", ".hypothesis", "static", "dist", "build", "*.db*"
)


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command to its end, showing what it said when it fails."""
    ran = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=600,
    )
    assert ran.returncode == 0, ran.stdout
    return ran.stdout


@dataclass(frozen=True)
class Archives:
    """What a release would publish."""

    sdist: Path
    wheel: Path


@pytest.fixture(scope="session")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Archives:
    """Source archive and wheel, built the standard way from a copy that holds nothing built."""
    folder = tmp_path_factory.mktemp("build")
    shutil.copytree(ROOT, folder / "copy", ignore=NOT_SOURCES)
    run(sys.executable, "-m", "build", "--outdir", folder / "dist", cwd=folder / "copy")
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    (wheel,) = (folder / "dist").glob("*.whl")
    return Archives(sdist, wheel)


@dataclass(frozen=True)
class Installed:
    """An environment with pixnb and its own dependencies only, and an empty folder to stand in."""

    prefix: Path
    folder: Path

    @property
    def scripts(self) -> Path:
        """Where its commands are."""
        return self.prefix / ("Scripts" if os.name == "nt" else "bin")

    def python(self, code: str) -> str:
        """Run code in it."""
        return run(self.scripts / "python", "-c", code, cwd=self.folder, PIXNB_HOME=str(self.folder / "home"))


@pytest.fixture(scope="session")
def installed(archives: Archives, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, installed by pip into an empty environment."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "venv", with_pip=True)
    (place / "empty").mkdir()
    found = Installed(place / "venv", place / "empty")
    constraints = ROOT / "constraints.txt"
    run(found.scripts / "python", "-m", "pip", "install", "-q", "-c", constraints, archives.wheel, cwd=found.folder)
    return found
