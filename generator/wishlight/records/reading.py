"""All record files of a board, each parsed once: what is unchanged since the last time comes from a cache keyed by git blob id."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from wishlight import __version__
from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.clearance import is_tracked
from wishlight.records.model import Record
from wishlight.records.read import RefusedError
from wishlight.records.shape import Shape, explain_refusal, make_entry
from wishlight.records.store import File, blob_id, list_files
from wishlight.words import Words

CACHE = ".wishlight/cache/records.msgpack"


class Cached(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A parsed file: how it looked on disk (size, mtime in ns), its blob id, and the record's columns."""

    size: int
    mtime: int
    blob: str
    id: str
    head: dict[str, Any]
    history: list[dict[str, Any]]


class Cache(msgspec.Struct, array_like=True):
    """What was parsed under one schema; `key` changes with anything that parsing depends on."""

    key: str
    files: dict[str, Cached]


class Reading(NamedTuple):
    """The records that could be read, what is wrong with the others, and the paths that had to be parsed afresh."""

    records: list[Record]
    problems: list[Problem]
    parsed: list[str]
    blobs: Mapping[str, str]


def read_records(root: Path, board: Board, words: Words, *, use_cache: bool = True) -> Reading:
    """Read every record file of the board at `root`.

    Raises OSError where the folder itself can't be read; anything wrong in a file is a problem.
    """
    key = _cache_key(board)
    # A cache that came with the repository is not this machine's: whoever changed the records could have written it.
    use_cache = use_cache and not is_tracked(root)
    old = _load_cache(root, key) if use_cache else {}
    shapes: dict[str, Shape] = {}
    new: dict[str, Cached] = {}
    records: list[Record] = []
    problems: list[Problem] = []
    parsed: list[str] = []
    for file in list_files(root):
        found, record, wrong = _read_one(file, board, shapes, old.get(file.path), words)
        problems.extend(wrong)
        if record:
            records.append(record)
        if found:
            new[file.path] = found
        if found is None or found.blob != getattr(old.get(file.path), "blob", None):
            parsed.append(file.path)
    if use_cache and new != old:
        _save_cache(root, Cache(key, new))
    return Reading(records, problems, parsed, {path: cached.blob for path, cached in new.items()})


def _read_one(
    file: File, board: Board, shapes: dict[str, Shape], old: Cached | None, words: Words
) -> tuple[Cached | None, Record | None, list[Problem]]:
    status = os.lstat(file.disk)
    if not stat.S_ISREG(status.st_mode):
        return None, None, [explain_refusal(RefusedError("not-a-file", 0, 0), file.path, words)]
    if old and (old.size, old.mtime) == (status.st_size, status.st_mtime_ns):
        return old, _rebuild(file, old, board.zone), []
    data = Path(file.disk).read_bytes()
    blob = blob_id(data)
    if old and old.blob == blob:
        return _stamp(old, status), _rebuild(file, old, board.zone), []
    if file.kind not in shapes:
        shapes[file.kind] = Shape(board, file.kind)
    record, problems = shapes[file.kind].read(file.path, data, words)
    if record is None:
        return None, None, problems
    history = [dict(entry.data) for entry in record.history]
    cached = Cached(status.st_size, status.st_mtime_ns, blob, record.id, dict(record.head), history)
    return cached, record, problems


def _stamp(old: Cached, status: os.stat_result) -> Cached:
    return Cached(status.st_size, status.st_mtime_ns, old.blob, old.id, old.head, old.history)


def _rebuild(file: File, cached: Cached, zone: ZoneInfo) -> Record:
    history = tuple(make_entry(n, data, zone) for n, data in enumerate(cached.history, 1))
    return Record(file.kind, cached.id, file.path, cached.head, history)


def _cache_key(board: Board) -> str:
    tables = {file: table.descriptor for file, table in board.schema.tables.items()}
    facts = [__version__, tables, board.choice_ids(), board.zone.key]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def _load_cache(root: Path, key: str) -> dict[str, Cached]:
    try:
        cache = msgspec.msgpack.decode((root / CACHE).read_bytes(), type=Cache)
    except (OSError, msgspec.MsgspecError):
        return {}
    return cache.files if cache.key == key else {}


def _save_cache(root: Path, cache: Cache) -> None:
    target = root / CACHE
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_bytes(msgspec.msgpack.encode(cache))
    fresh.replace(target)
