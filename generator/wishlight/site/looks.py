"""How a site's files look after a build, so that one look at each of them tells later whether anybody has touched the site.

A folder's time of change moves when something in it comes, goes or gets another name, so nothing has to be listed: one call to the file
system a file and one a folder.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from stat import S_ISDIR, S_ISREG

import msgspec

from wishlight.kept import digest_of, read_kept, save_kept
from wishlight.site.manifest import Manifest
from wishlight.workers import split_evenly

NAME = "site.looks"
PART = 100_000
"""Files or folders looked at in one go."""
GONE = -1
"""The time of change of what isn't there, or is something else than it was."""


class SiteLooks(msgspec.Struct, array_like=True):
    """Paths below the site, a line each. Numbers of 64 bits: of a file its size and its time of change in nanoseconds, of a folder its time."""

    files: str
    files_told: bytes
    folders: str
    folders_told: bytes

    def name(self) -> str:
        """A short name that no other looks have."""
        parts = (self.files.encode("utf-8", "surrogateescape"), self.files_told, self.folders.encode("utf-8", "surrogateescape"), self.folders_told)
        return digest_of(b"".join(map(digest_of, parts))).hex()


def read_looks(cache: Path) -> SiteLooks | None:
    """How the last build left the site's files; None where that is lost."""
    return read_kept(cache / NAME, SiteLooks)


def save_looks(out: Path, cache: Path, known: Manifest, touched: Iterable[str] | None) -> str:
    """Remember for the next build how the files look now; the looks' name. `touched` are the files that came, changed or went since the last
    build, where nothing else did; None where that is not known.
    """
    before, (paths, files) = read_looks(cache) if touched is not None else None, known.list_looks()
    changed = _find_folders(touched or ())
    if before and before.files == paths:  # so are the folders, and what isn't touched looks as it did
        names = before.folders
        told = array("q", before.folders_told)
        for n, folder in enumerate(names.split("\n")):
            if folder in changed:
                told[n] = _look_at_folder(f"{out}/{folder}")
    else:
        folders = sorted(_find_folders(known.paths))
        past = dict(zip(before.folders.split("\n"), array("q", before.folders_told), strict=True)) if before else {}
        told = array("q", (past[one] if one in past and one not in changed else _look_at_folder(f"{out}/{one}") for one in folders))
        names = "\n".join(folders)
    looks = SiteLooks(paths, files, names, told.tobytes())
    with suppress(OSError):
        save_kept(cache / NAME, looks)
    return looks.name()


def plan_look(out: Path, looks: SiteLooks) -> Iterator[Callable[[], bool]]:
    """Looks at the site in parts that other processes can take: each tells whether its files or folders look as they did."""
    files, folders = looks.files.split("\n"), looks.folders.split("\n")
    for paths, told, size, find in ((files, looks.files_told, 2, _list_files), (folders, looks.folders_told, 1, _list_folders)):
        for n, part in enumerate(split_evenly(paths, PART)):
            yield partial(_is_same, find, out, part, told[n * PART * size * 8 : (n + 1) * PART * size * 8])


def _is_same(find: Callable[[Path, Sequence[str]], array[int]], out: Path, paths: Sequence[str], told: bytes) -> bool:
    return find(out, paths).tobytes() == told


def _list_files(out: Path, paths: Sequence[str]) -> array[int]:
    found, place = array("q"), f"{out}/"
    for path in paths:
        try:
            status = os.lstat(place + path)
        except OSError:
            found.extend((GONE, GONE))
        else:
            found.extend((status.st_size, status.st_mtime_ns if S_ISREG(status.st_mode) else GONE))
    return found


def _list_folders(out: Path, folders: Sequence[str]) -> array[int]:
    return array("q", (_look_at_folder(f"{out}/{folder}") for folder in folders))


def _look_at_folder(folder: str) -> int:
    try:
        status = os.lstat(folder)
    except OSError:
        return GONE
    return status.st_mtime_ns if S_ISDIR(status.st_mode) else GONE


def _find_folders(paths: Iterable[str]) -> set[str]:
    """Every folder that a path goes through, the site's own ("") among them."""
    found = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found
