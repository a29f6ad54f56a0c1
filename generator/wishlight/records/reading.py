"""All record files of a board, each parsed once: what is unchanged since the last time comes from a cache keyed by git blob id."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from wishlight import __version__
from wishlight.kept import name_kept, read_kept, save_kept
from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.packed import Packed, Records, pack, restow, stow
from wishlight.records.packfile import PackFile
from wishlight.records.read import RefusedError
from wishlight.records.seal import is_tracked
from wishlight.records.shape import Shape, explain_refusal
from wishlight.records.store import File, Since, blob_id, list_files
from wishlight.words import Words
from wishlight.workers import share_out, split_evenly

CACHE = ".wishlight/cache/records.msgpack"
PACK = ".wishlight/cache/records.pack"
"""What the records say. The cache tells where in it each of them stands; those that were parsed since stand in the cache itself."""

PART = 400
"""Files parsed in one go: enough that sending the results costs little beside parsing."""

APART = 1 << 20
"""So many bytes of records, and an eighth of the pack, may stand in the cache itself before the pack is written anew."""


class Cached(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A parsed file: how it looked on disk (size, mtime in ns), its blob id, and the record."""

    size: int
    mtime: int
    blob: str
    record: Packed


class Cache(msgspec.Struct, array_like=True):
    """What was parsed under one schema; `key` changes with anything that parsing depends on. `size` and `digest` are the pack's."""

    key: str
    files: dict[str, Cached]
    size: int
    digest: bytes


class _Kept(NamedTuple):
    """What an earlier run left: files by path, and the pack that their records stand in."""

    files: dict[str, Cached]
    pack: PackFile | None


class Reading(NamedTuple):
    """The records that could be read, what is wrong with the others, and the paths that had to be parsed afresh.

    `blobs` are the git blob ids by path, in the order of the records; `since` tells what has changed since an earlier run.
    """

    records: Records
    problems: list[Problem]
    parsed: list[str]
    blobs: Mapping[str, str]
    since: Since


class _Seen(NamedTuple):
    """A file as it looks on the disk, and what was kept of it."""

    file: File
    size: int
    mtime: int
    old: Cached | None


_Parsed = tuple[Cached | None, list[Problem], bool]
"""What became of a file: what to keep, what is wrong with it, and whether it was parsed."""


def read_records(root: Path, board: Board, words: Words, *, use_cache: bool = True) -> Reading:
    """Read every record file of the board at `root`, those that changed on all cores.

    Raises OSError where the folder itself can't be read; anything wrong in a file is a problem.
    """
    key = _cache_key(board)
    # A cache that came with the repository is not this machine's: whoever changed the records could have written it.
    use_cache = use_cache and not is_tracked(root)
    old, was = (_load_cache(root, key), name_kept(root / CACHE)) if use_cache else (_Kept({}, None), b"")
    problems: list[Problem] = []
    kept: dict[str, Cached | None] = {}
    changed: list[_Seen] = []
    for file in list_files(root):
        status = os.lstat(file.disk)
        before = old.files.get(file.path)
        if not stat.S_ISREG(status.st_mode):
            problems.append(explain_refusal(RefusedError("not-a-file", 0, 0), file.path, words))
            continue
        kept[file.path] = before
        if before is None or before.mtime != status.st_mtime_ns or before.size != status.st_size:
            changed.append(_Seen(file, status.st_size, status.st_mtime_ns, before))
    pack = old.pack or _new_pack(root if use_cache else None)
    parsed = _parse_changed(changed, board, words, kept, problems, None if old.pack else pack)
    new = {path: cached for path, cached in kept.items() if cached}
    if use_cache and (changed or new.keys() != old.files.keys()):
        pack = _save_cache(root, key, new, pack)
    records = Records((cached.record for cached in new.values()), board.zone, pack)
    after = name_kept(root / CACHE) if use_cache else b""
    since = Since(was if old.pack else b"", after, frozenset(_list_changed(changed, new)), frozenset(old.files.keys() - new.keys()))
    return Reading(records, problems, parsed, {path: cached.blob for path, cached in new.items()}, since)


def _list_changed(looked_at: list[_Seen], new: Mapping[str, Cached]) -> Iterator[str]:
    """The paths of those files among some that have other bytes than an earlier run kept, or are new."""
    for file, _, _, old in looked_at:
        cached = new.get(file.path)
        if cached and (old is None or old.blob != cached.blob):
            yield file.path


def _parse_changed(
    changed: list[_Seen], board: Board, words: Words, kept: dict[str, Cached | None], problems: list[Problem], pack: PackFile | None
) -> list[str]:
    """Parse files and keep what they hold, in `pack` if there is one; the paths of those that did not turn out to hold what they held before."""
    shapes: dict[str, Shape] = {}
    parsed = []
    parts = split_evenly(changed, PART)
    for part, found in zip(parts, share_out(lambda part: [_parse(seen, board, shapes, words) for seen in part], parts), strict=True):
        for seen, (cached, wrong, afresh) in zip(part, found, strict=True):
            kept[seen.file.path] = cached
            if pack and cached and cached.record.raw:
                stow(cached.record, pack)
            problems.extend(wrong)
            if afresh:
                parsed.append(seen.file.path)
    return parsed


def _parse(seen: _Seen, board: Board, shapes: dict[str, Shape], words: Words) -> _Parsed:
    file, size, mtime, old = seen
    with open(file.disk, "rb") as opened:  # noqa: PTH123 - one call a file, many files
        data = opened.read()
    blob = blob_id(data)
    if old and old.blob == blob:
        return Cached(size, mtime, blob, old.record), [], False
    if file.kind not in shapes:
        shapes[file.kind] = Shape(board, file.kind)
    record, problems = shapes[file.kind].read(file.path, data, words)
    return (Cached(size, mtime, blob, pack(record)) if record else None), problems, True


def _cache_key(board: Board) -> str:
    tables = {file: table.descriptor for file, table in board.schema.tables.items()}
    facts = [__version__, tables, board.choice_ids(), board.zone.key]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def _load_cache(root: Path, key: str) -> _Kept:
    cache = read_kept(root / CACHE, Cache)
    if cache is None or cache.key != key:
        return _Kept({}, None)
    pack = PackFile.find(root / PACK, cache.size, cache.digest)
    return _Kept(cache.files, pack) if pack else _Kept({}, None)


def _new_pack(root: Path | None) -> PackFile:
    """An empty pack, on the disk that the cache is on where there is one: a folder for passing files may lie in memory."""
    folder = (root / PACK).parent if root else None
    with suppress(OSError):
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        return PackFile(folder)
    return PackFile()


def _save_cache(root: Path, key: str, files: dict[str, Cached], pack: PackFile) -> PackFile:
    """Keep what was read for the next run; the pack that the records then stand in. Where the folder can't be written, the next run reads again."""
    apart = sum(len(cached.record.raw) for cached in files.values())
    if apart > max(APART, pack.size // 8):
        fresh = _new_pack(root)
        for cached in files.values():
            restow(cached.record, pack, fresh)
        pack = fresh
    with suppress(OSError):
        pack.keep(root / PACK)
        save_kept(root / CACHE, Cache(key, files, pack.size, pack.digest()))
    return pack
