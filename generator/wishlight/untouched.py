"""Whether there is anything to build: a board and a site that look as the last build left them need not be read again.

What is compared is what a file system tells of every file (path, kind, size, time of change): the same that git's own status rests on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager, suppress
from datetime import date
from functools import cached_property, partial
from hashlib import blake2b
from itertools import islice
from typing import Any

import msgspec

from wishlight.kept import read_kept, save_kept
from wishlight.problems import Problem
from wishlight.records.gitdata import data_commit
from wishlight.records.program import name_program
from wishlight.records.store import Walk, join_walks, plan_walk
from wishlight.report import CACHE, BuildOptions, BuildReport
from wishlight.site.engine import read_versions
from wishlight.site.journal import journal_of
from wishlight.site.looks import plan_look, read_looks
from wishlight.site.settings import WriteReport
from wishlight.turns import taking_turns
from wishlight.workers import doing_aside

FILE = "untouched.msgpack"
LOCK = "build.lock"
"""Held while a build of the board is at work: two at once would write into one cache and, mostly, one site."""

SETTINGS = ("site_config", "content", "mkdocs.yml")
"""What a site is made from besides records, below a board's folder."""


class Left(msgspec.Struct, array_like=True, frozen=True):
    """What the last build left: names of how the board and the site looked, and what it told."""

    board: str
    site: str
    records: int
    as_of: str
    files: int
    problems: list[Problem]


class Looks:
    """How a board and its site look now: `board` is a short name of what a build is asked for with the board's files as they look, `commit` the data's,
    `walked` how each record file looks.
    """

    def __init__(self, board: str, commit: str, walked: Walk, find_site: Callable[[], str]) -> None:
        self.board, self.commit, self.walked, self._find_site = board, commit, walked, find_site

    @cached_property
    def site(self) -> str:
        """A short name of how the site's files look, if that is how a build left them, else empty. Whoever asks first waits until each had its look."""
        return self._find_site()


@contextmanager
def looking(options: BuildOptions, progress: Callable[[str], None]) -> Iterator[Looks]:
    """How the board and the site look now, for the one build of the board that is at work; `progress` is told of a wait for another one.

    The site has many more files than the board: they are looked at aside, until somebody asks. Raises OSError where the cache can't be written.
    """
    with taking_turns(options.root / CACHE / LOCK, partial(progress, "waits")), _looking(options) as looks:
        yield looks


@contextmanager
def _looking(options: BuildOptions) -> Iterator[Looks]:
    commit = data_commit(options.root)
    wanted = [options.engine, options.lang, str(options.as_of), str(options.out.resolve()), options.without, options.only_pages]
    asked = [name_program(), read_versions(options.engine), *wanted, commit]
    left = read_looks(options.root / CACHE)
    walks, settings = plan_walk(options.root), [partial(name_place, str(options.root / name)) for name in SETTINGS]
    with ExitStack() as stack:
        found = stack.enter_context(doing_aside(_do, [*walks, *settings, *(plan_look(options.out, left) if left else ())]))

        def find_site() -> str:
            with stack, suppress(BrokenProcessPool):  # whoever looked was killed: then nobody knows
                return left.name() if left and all(found) else ""
            return ""

        walked = join_walks(islice(found, len(walks)))
        named = [*islice(found, len(settings))]
        yield Looks(_name(repr([asked, walked.name(), named])), commit, walked, find_site)


def _do(one: Callable[[], Any]) -> Any:
    return one()


def find_untouched(options: BuildOptions, looks: Looks) -> BuildReport | None:
    """What the last build told, with nothing written, where board and site look as it left them; None where there is something to do."""
    left = _read_left(options)
    if left is None or left.board != looks.board or not _is_same_site(left, looks):
        return None
    return BuildReport((), left.records, date.fromisoformat(left.as_of), WriteReport((), left.files, ()), tuple(left.problems))


def is_as_left(options: BuildOptions, looks: Looks) -> bool:
    """Whether the site looks as the last build left it, whatever became of the board."""
    left = _read_left(options)
    return left is not None and _is_same_site(left, looks)


def _is_same_site(left: Left, looks: Looks) -> bool:
    return left.site == looks.site != ""


def _read_left(options: BuildOptions) -> Left | None:
    """What the last build left; None where one was cut off since."""
    return None if journal_of(options.out).exists() else read_kept(options.root / CACHE / FILE, Left)


def remember(options: BuildOptions, before: Looks, done: BuildReport) -> None:
    """Keep for the next build how the board looked before this one, and how the site looks now."""
    files = len(done.site.written) + done.site.unchanged
    left = Left(before.board, done.site.looks, done.records, done.as_of.isoformat(), files, list(done.problems))
    save_kept(options.root / CACHE / FILE, left)


def name_place(place: str) -> str:
    """A short name of how a file, or every file below a folder, looks now; empty where there is nothing."""
    digest = blake2b(digest_size=16)
    folders = [place]
    try:
        while folders:
            with os.scandir(folders.pop()) as entries:
                for entry in sorted(entries, key=lambda entry: entry.name):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    else:
                        digest.update(_tell(entry.path, entry.stat(follow_symlinks=False)))
    except NotADirectoryError:
        digest.update(_tell(place, os.lstat(place)))
    except FileNotFoundError:
        return ""
    return digest.hexdigest()


def _tell(path: str, status: os.stat_result) -> bytes:
    return f"{path}\0{status.st_mode} {status.st_size} {status.st_mtime_ns}\0".encode("utf-8", "surrogateescape")


def _name(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()
