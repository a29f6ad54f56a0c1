"""What the contract tests talk to, fetched once into .cache/contract: `python tests/contract/fetch.py`.

From npm, by the exact versions and hashes of npm/package-lock.json: GitHub's own description of its API, a stateful emulator of it, and
the Node that the emulator needs. Of the description's package (385 MB) one file of 13 MB is kept; what a test needs of it is cut out
when it runs, so that a call that is new in our code needs nothing fetched again.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "contract"
DESCRIPTION = "api.github.com.json"


class MissingError(Exception):
    """It can't be had on this machine; the text says why."""


class Tools(NamedTuple):
    """Where the three things are."""

    node: Path
    emulator: Path
    description: Path


def find_tools() -> Tools:
    """The fetched things, fetched now where they are not there yet. Raises MissingError."""
    folder = CACHE / _read_version()
    tools = Tools(folder / "node_modules/node/bin/node", folder / "node_modules/emulate/dist/index.js", folder / DESCRIPTION)
    if not all(path.is_file() for path in tools):
        _fetch(folder)
    if missing := [str(path) for path in tools if not path.is_file()]:
        raise MissingError(f"npm did not bring {', '.join(missing)}")
    return tools


def _read_version() -> str:
    return hashlib.sha256((HERE / "npm" / "package-lock.json").read_bytes()).hexdigest()[:12]


def _fetch(folder: Path) -> None:
    """Into a folder beside the one wanted, which then takes its name: whoever comes at the same moment finds all or nothing."""
    if shutil.which("npm") is None:
        raise MissingError("no npm here")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as place:
        fresh = Path(place) / "fresh"
        shutil.copytree(HERE / "npm", fresh)
        call = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        done = subprocess.run(call, cwd=fresh, capture_output=True, text=True, check=False)
        if done.returncode:
            raise MissingError(f"npm ci: {done.stderr.strip()[-500:]}")
        package = fresh / "node_modules" / "@octokit"
        (package / "openapi" / "generated" / DESCRIPTION).replace(fresh / DESCRIPTION)
        shutil.rmtree(package)
        try:
            fresh.rename(folder)
        except OSError:
            if not (folder / DESCRIPTION).is_file():
                raise


def main() -> int:
    """Fetch and say so. On the server nothing may be missing."""
    try:
        print(find_tools().description.parent.relative_to(HERE.parents[1]))
    except MissingError as missing:
        print(f"the contract tests will be left out: {missing}")
        return int(os.environ.get("CI") == "true")
    return 0


if __name__ == "__main__":
    sys.exit(main())
