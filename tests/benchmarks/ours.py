"""Our own commands on a corpus: what is kept from one run to the next, what is thrown away, and a change as people make it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from wishlight.records.store import list_files

from .repository import git

CACHE = ".wishlight"
SHELLS = ("shells", "theme")
"""Parts of the cache that depend on the theme and not on any record."""
VARIANTS = {"pages": ("--only", "pages"), "pages-kept": ("--only", "pages"), "no-search": ("--without", "search"), "everything": ()}
"""What is built cold, and the options that ask for it: everything last, so that what is measured on a built site finds it whole. `pages-kept` keeps
the frames, which a hash of what they depend on guards."""
_FINISHED = re.compile(r"event: (confirmed|closed|referred|declined|merged|called_back|released|lapsed|turned_down)\b")
_SPENT = re.compile(r"event: (suspended|left|merged|withdrew)\b")
LAST = date(2026, 11, 23)
"""A corpus's last day."""
_LATE = "23:{:02}:00+08:00"
"""After everything else on a day."""


class Claim(NamedTuple):
    """A claim that may be made: the wish's file, who claims, and in which minute of the day's last hour."""

    path: Path
    person: str
    minute: int

    def line(self, day: date) -> str:
        """The line that is added."""
        return f"- {{at: {day}T{_LATE.format(self.minute)}, event: claimed, by: {self.person}, claim: c1, qty: 1}}\n"


def wishlight(*arguments: str) -> list[str]:
    """The command line of ours."""
    return [sys.executable, "-m", "wishlight", *arguments]


def environment() -> dict[str, str]:
    """Where our program is found, whatever folder it runs in."""
    return {"PYTHONPATH": str(Path(__file__).parents[2] / "generator")}


def knows(option: str) -> bool:
    """Whether `wishlight build` has an option."""
    told = subprocess.run(wishlight("build", "--help"), capture_output=True, text=True, check=True, env={**os.environ, **environment()})
    return option in told.stdout


def build_call(out: Path, *options: str, timings: Path | None = None) -> list[str]:
    """The command that builds; the phases are written down where it can do that."""
    told = ["--timings", str(timings)] if timings and knows("--timings") else []
    return wishlight("build", "--quiet", "--out", str(out), *options, *told)


def forget(board: Path, *, keep_shells: bool = False) -> None:
    """Throw the cache away, so that the next build is cold."""
    cache = board / CACHE
    for entry in sorted(cache.rglob("*"), reverse=True) if cache.is_dir() else ():
        kept = keep_shells and any(part.startswith(SHELLS) for part in entry.relative_to(cache).parts)
        if not kept and not (entry.is_dir() and keep_shells):
            entry.rmdir() if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def remove(folder: Path) -> None:
    """Remove an old site. Not timed."""
    shutil.rmtree(folder, ignore_errors=True)


def find_claims(board: Path) -> Iterator[Claim]:
    """Claims of open wishes by people who may claim them, each wish and person once."""
    open_, busy, people = [], set(), []
    for file in list_files(board):
        text = Path(file.disk).read_text("utf-8")
        last = text.rstrip().rpartition("\n")[2]
        if file.kind == "wish":
            if "event: published" in last and "for: resident" in text and "needs:" not in text:
                open_.append(Path(file.disk))
            elif not _FINISHED.search(last):
                busy.update(re.findall(r"\bp:\w+", text))
        elif file.kind == "person" and "event: verified" in text and "age_group: adult" in text and "skills:" in text and not _SPENT.search(text):
            people.append(re.search(r"^id: (\S+)$", text, re.MULTILINE))
    free = [found[1] for found in people if found and found[1] not in busy]
    for n, (path, person) in enumerate(zip(open_, free, strict=False)):
        yield Claim(path, person, n % 60)


def make_claim(board: Path, claim: Claim, day: date = LAST) -> None:
    """Append a claim of a day and commit it, as the intake does."""
    with claim.path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(claim.line(day))
    git(board, "commit", "-q", "-m", "A claim", "--", str(claim.path.relative_to(board)))


def list_written(site: Path, since: int) -> list[str]:
    """The files below a site that were written after a moment (in nanoseconds)."""
    found = []
    for folder, _, names in os.walk(site):
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118 - a million of them
            if os.stat(path).st_mtime_ns >= since:  # noqa: PTH116
                found.append(os.path.relpath(path, site))
    return sorted(found)


def is_feed_or_shard(path: str) -> bool:
    """Whether a file is a feed, a part of the sitemap, of the open data or of the search index."""
    return path.startswith(("search/data/", "data/", "sitemap")) or path.endswith((".xml", ".ics", "feed.json"))


def measure_tree(folder: Path) -> tuple[int, int]:
    """How many files a site has, and their bytes."""
    files = size = 0
    for where, _, names in os.walk(folder):
        files += len(names)
        size += sum(os.lstat(os.path.join(where, name)).st_size for name in names)  # noqa: PTH118 - a million of them
    return files, size


def now() -> int:
    """A moment, as files are stamped with it; the clock of files may lag behind by some milliseconds."""
    time.sleep(0.05)
    return time.time_ns() - 20_000_000
