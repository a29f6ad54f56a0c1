"""Where records stand in the repository and which files there are."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from wishlight.records.fields import KIND_TABLES

FOLDER = "wishes"
SETTINGS = "site_config"
FOLDERS = {"wish": "wish", "action": "action", "deed": "deed", "person": "people", "team": "teams", "report": "reports"}
_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


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


def list_files(root: Path) -> Iterator[File]:
    """All record files, by kind and then by path. Links are not followed."""
    top = len(str(root / FOLDER)) - len(FOLDER)
    for kind in KIND_TABLES:
        base = str(root / FOLDER / FOLDERS[kind])
        yield from (File(kind, disk[top:].replace(os.sep, "/"), disk) for disk in _walk(base))


def read_file(root: Path, path: str) -> bytes | None:
    """The bytes of one of the board's files by its path, None where there is none."""
    try:
        return (root / path).read_bytes()
    except FileNotFoundError:
        return None


def _walk(folder: str) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif entry.name.endswith((".yml", ".yaml")):
            yield entry.path


def kind_of(path: str) -> str | None:
    """The kind of record a path holds, by its folder; None outside the record folders."""
    top, _, rest = path.partition("/")
    folder, _, name = rest.partition("/")
    return _KINDS.get(folder) if top == FOLDER and name.strip("/") else None


def is_record(path: str) -> bool:
    """Whether a path is where a record file may stand."""
    return kind_of(path) is not None and path.endswith((".yml", ".yaml"))


def place_of(kind: str, id: str) -> str:
    """The path at which a record of this id must stand."""
    if kind in ("wish", "action", "deed"):
        day = id[2:8]
        return f"{FOLDER}/{FOLDERS[kind]}/20{day[:2]}-{day[2:4]}/{day[4:]}/{id}.yml"
    name = {"person": id.replace(":", "-").lower(), "team": id.removeprefix("team:"), "report": id.removeprefix("R-")}[kind]
    return f"{FOLDER}/{FOLDERS[kind]}/{name}.yml"


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
    """The short name of a board's settings as they stand on the disk."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted((root / SETTINGS).rglob("*.yml")):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
