"""A mutant: one guard of the package taken out of a copy of it, and the tests that must fail for that.

The copy stands first on the path; the checkout is never touched, so any number of mutants may be tried at once.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "generator" / "wishlight"
LISTS = Path(__file__).parent
_FAILED = re.compile(r"\b([0-9]+) failed\b")
_BROKEN = re.compile(r"ImportError|ModuleNotFoundError|SyntaxError|IndentationError|NameError|UnboundLocalError|error[s]? during collection|[0-9]+ error")


class Mutant(NamedTuple):
    """`find` stands once in `file` (below the package) and becomes `replace`; one of `tests` must fail then. `guard` says what was taken out."""

    topic: str
    name: str
    guard: str
    file: str
    find: str
    replace: str
    tests: tuple[str, ...]


class Outcome(NamedTuple):
    """Whether a test noticed, and the last lines that the tests said."""

    caught: bool
    said: str


@cache
def list_mutants() -> tuple[Mutant, ...]:
    """All mutants, by topic and in the order of their lists."""
    found = []
    for path in sorted(LISTS.glob("*.yml")):
        for row in yaml.safe_load(path.read_text("utf-8")):
            found.append(Mutant(path.stem, **{**row, "tests": tuple(row["tests"])}))
    return tuple(found)


def mutate(mutant: Mutant) -> str:
    """The file's text without the guard. Raises ValueError where what is to be replaced does not stand there exactly once."""
    text = (PACKAGE / mutant.file).read_text("utf-8")
    if text.count(mutant.find) != 1:
        raise ValueError(f"{mutant.name}: {text.count(mutant.find)} places in {mutant.file}")
    changed = text.replace(mutant.find, mutant.replace)
    if mutant.file.endswith(".py"):
        compile(changed, mutant.file, "exec")
    return changed


def try_mutant(mutant: Mutant) -> Outcome:
    """Take the guard out and run its tests. Only a failed test counts: what can't be applied, imported or collected proves nothing."""
    with TemporaryDirectory(prefix="mutant-") as folder:
        try:
            source = make_copy(Path(folder), mutant)
        except ValueError as stale:
            return Outcome(False, str(stale))
        done = run_tests(source, mutant.tests, Path(folder))
    said = done.stdout[-1500:] + done.stderr[-500:]
    return Outcome(done.returncode == 1 and bool(_FAILED.search(said)) and not _BROKEN.search(done.stdout), said)


def make_copy(folder: Path, mutant: Mutant) -> Path:
    """The folder that stands first on the path: a copy of the package, with links to all else that it may look for beside itself."""
    for path in ROOT.iterdir():
        if path.name not in ("generator", ".git", "site"):
            (folder / path.name).symlink_to(path)
    source = folder / "generator"
    shutil.copytree(PACKAGE, source / "wishlight", ignore=shutil.ignore_patterns("__pycache__"))
    (source / "wishlight" / mutant.file).write_text(mutate(mutant), "utf-8")
    return source


def run_tests(source: Path, tests: Sequence[str], scratch: Path) -> subprocess.CompletedProcess[str]:
    """The tests against a copy of the package, one process, up to the first that fails; what the attack that nobody stops writes stays in `scratch`."""
    paths = ["-c", str(ROOT / "pyproject.toml"), f"--rootdir={ROOT}", "-o", f"pythonpath={source} tests", "-p", "no:cacheprovider", f"--basetemp={scratch / 'temp'}"]
    call = [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "--tb=short", *paths, *(str(ROOT / test) for test in tests)]
    env = {**os.environ, "PYTHONPATH": f"{source}{os.pathsep}{ROOT / 'tests'}", "PYTHONDONTWRITEBYTECODE": "1"}
    env.pop("PYTEST_XDIST_WORKER", None)
    return subprocess.run(call, capture_output=True, text=True, cwd=scratch, env=env, timeout=900)
