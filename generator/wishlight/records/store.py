"""Where records stand in the repository and which files there are."""

from __future__ import annotations

import hashlib
import os
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from wishlight.kept import digest_of
from wishlight.records.fields import KIND_TABLES

FOLDER = "wishes"
SETTINGS = "site_config"
FOLDERS = {"wish": "wish", "action": "action", "deed": "deed", "person": "people", "team": "teams", "report": "reports"}
_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


YAML = (".yml", ".yaml")

LOOK = 3
"""Numbers that a file is seen by."""


class Walk(NamedTuple):
    """How every file below the folder of records looked when all of them were looked at once: paths from the repository's root, parted by zeros, and of
    each LOOK numbers of 64 bits (what it is, its size, its time of change in nanoseconds). The first `records` of them lie where records may lie.
    """

    paths: bytes
    looks: bytes
    records: int

    def name(self) -> str:
        """A short name that no other walk has."""
        return digest_of(digest_of(self.paths) + digest_of(self.looks)).hex()

    def list_records(self) -> tuple[list[str], array[int]]:
        """The files that lie where records may lie, and how they look."""
        return part_paths(self.paths)[: self.records], array("q", self.looks[: self.records * LOOK * 8])


class File(NamedTuple):
    """A record file: its kind, its path from the repository's root and where it is on disk."""

    kind: str
    path: str
    disk: str


class Since(NamedTuple):
    """How the record files differ from those of an earlier run. `before` is the short name of what it kept of them and `after` of what is
    kept now, both empty where nothing is; `changed` are the paths of files that are new or have other bytes, `gone` of those that are no records any more.
    """

    before: bytes = b""
    after: bytes = b""
    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


def walk(root: Path) -> Walk:
    """Look at every file below the folder of records: by kind and then by path those where records may lie, then all others. Links are not followed."""
    return join_walks(look() for look in plan_walk(root))


def plan_walk(root: Path) -> list[Callable[[], Walk]]:
    """The same in parts that other processes can take, to be joined in their order."""
    return [*(partial(_walk_kind, root, kind) for kind in KIND_TABLES), partial(_walk_others, root)]


def join_walks(parts: Iterable[Walk]) -> Walk:
    """The parts of a walk as one."""
    found = [*parts]
    return Walk(b"\0".join(part.paths for part in found if part.paths), b"".join(part.looks for part in found), sum(part.records for part in found))


def _walk_kind(root: Path, kind: str) -> Walk:
    paths, looks = _look(_find_below(root, f"{FOLDER}/{FOLDERS[kind]}"))
    return Walk(join_paths(paths), looks.tobytes(), len(paths))


def _walk_others(root: Path) -> Walk:
    paths, looks = _look(_find_below(root, FOLDER, frozenset(FOLDERS.values())))
    return Walk(join_paths(paths), looks.tobytes(), 0)


def _look(found: Iterable[tuple[str, os.DirEntry[str]]]) -> tuple[list[str], array[int]]:
    paths, looks = list[str](), array("q")
    for path, entry in found:
        with suppress(FileNotFoundError):  # gone since
            status = entry.stat(follow_symlinks=False)
            paths.append(path)
            looks.extend((status.st_mode, status.st_size, status.st_mtime_ns))
    return paths, looks


def list_files(root: Path) -> Iterator[File]:
    """All record files, by kind and then by path. Links are not followed."""
    for kind in KIND_TABLES:
        yield from (File(kind, path, entry.path) for path, entry in _find_below(root, f"{FOLDER}/{FOLDERS[kind]}") if path.endswith(YAML))


def join_paths(paths: Iterable[str]) -> bytes:
    """Paths as bytes, parted by zeros, which no path holds."""
    return "\0".join(paths).encode("utf-8", "surrogateescape")


def part_paths(joined: bytes) -> list[str]:
    """The paths that were joined."""
    return joined.decode("utf-8", "surrogateescape").split("\0") if joined else []


def _find_below(root: Path, folder: str, besides: Collection[str] = ()) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The path from the repository's root of every file below a folder, in the order of names, but for those in its own folders of some names."""
    top = len(str(root / folder)) - len(folder)
    waiting = [entry for entry in _list_backwards(str(root / folder)) if entry.name not in besides or not entry.is_dir(follow_symlinks=False)]
    while waiting:
        entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            waiting += _list_backwards(entry.path)
        else:
            yield entry.path[top:].replace(os.sep, "/"), entry


def _list_backwards(folder: str) -> list[os.DirEntry[str]]:
    try:
        return sorted(os.scandir(folder), key=attrgetter("name"), reverse=True)
    except (FileNotFoundError, NotADirectoryError):
        return []


def read_file(root: Path, path: str) -> bytes | None:
    """The bytes of one of the board's files by its path, None where there is none."""
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return None


def kind_of(path: str) -> str | None:
    """The kind of record a path holds, by its folder; None outside the record folders."""
    top, _, rest = path.partition("/")
    folder, _, name = rest.partition("/")
    return _KINDS.get(folder) if top == FOLDER and name.strip("/") else None


def is_record(path: str) -> bool:
    """Whether a path is where a record file may stand."""
    return kind_of(path) is not None and path.endswith(YAML)


def place_of(kind: str, id: str) -> str:
    """The path at which a record of this id must stand."""
    if kind in ("wish", "action", "deed"):
        return f"{FOLDER}/{FOLDERS[kind]}/{month_of_id(id)}/{id[6:8]}/{id}.yml"
    name = {"person": id.replace(":", "-").lower(), "team": id.removeprefix("team:"), "report": id.removeprefix("R-")}[kind]
    return f"{FOLDER}/{FOLDERS[kind]}/{name}.yml"


def month_of_id(id: str) -> str:
    """The month written in a wish's, action's or deed's id, as YYYY-MM."""
    return f"20{id[2:4]}-{id[4:6]}"


def day_of_id(id: str) -> date | None:
    """The day written in a wish's, action's or deed's id; None where it is no real day."""
    try:
        return date(2000 + int(id[2:4]), int(id[4:6]), int(id[6:8]))
    except ValueError:
        return None


def blob_id(data: bytes) -> str:
    """The id git gives a file of these bytes."""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def name_settings(root: Path) -> str:
    """The short name of a board's settings as they stand on the disk. Only plain files are looked into: a pipe would be waited for without end."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(path for path in (root / SETTINGS).rglob("*.yml") if path.is_file()):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
