"""All record files of a board, each parsed once: what is unchanged since the last time comes from a cache keyed by git blob id."""

from __future__ import annotations

import hashlib
import json
import stat
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from wishlight import __version__
from wishlight.kept import name_kept, read_kept, save_kept
from wishlight.problems import Problem
from wishlight.records.board.model import Board
from wishlight.records.packed import Records, pack
from wishlight.records.packfile import PackFile
from wishlight.records.read import RefusedError
from wishlight.records.rows import Packed, Rows, Stack, restow
from wishlight.records.seal import is_tracked
from wishlight.records.shape import Shape, explain_refusal
from wishlight.records.store import LOOK, YAML, File, Since, Walk, blob_id, join_paths, kind_of, part_paths, walk
from wishlight.words import Words
from wishlight.workers import share_out, split_evenly

CACHE = ".wishlight/cache/records.msgpack"
PACK = ".wishlight/cache/records.pack"
"""What the records say. The cache tells where in it each of them stands; those that were parsed since stand in the cache itself."""

PART = 400
"""Files parsed in one go: enough that sending the results costs little beside parsing."""

APART = 1 << 20
"""So many bytes of records, and an eighth of the pack, may stand in the cache itself before the pack is written anew."""

STRETCH = 1000
"""Files whose looks are compared in one go."""

BLOB = 20
"""Bytes of a blob id."""


class Cache(msgspec.Struct, array_like=True):
    """What was parsed under one schema, in columns, because a district's files would take a second to be made objects of; `key` changes with anything
    that parsing depends on.

    `paths` are parted by zeros, `looks` are how each was seen (see `Walk`), `blobs` the files' ids one behind the
    other. `size` and `digest` are the pack's.
    """

    key: str
    paths: bytes
    looks: bytes
    blobs: bytes
    rows: Rows
    size: int = 0
    digest: bytes = b""


class Blobs(Mapping[str, str]):
    """The git blob ids of files by path, in the order of the files."""

    def __init__(self, paths: Sequence[str], ids: bytes) -> None:
        self._paths, self._ids = paths, ids

    def __getitem__(self, path: str) -> str:
        return _say_blob(self._ids, self._numbers[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {path: n for n, path in enumerate(self._paths)}


def _say_blob(ids: bytes, n: int) -> str:
    """The id of the file of a number."""
    return ids[n * BLOB : (n + 1) * BLOB].hex()


class _Before(NamedTuple):
    """What an earlier run left: files in their order, how they looked, their blobs and rows, and the pack that the records stand in."""

    paths: Sequence[str] = ()
    looks: Sequence[int] = ()
    blobs: bytes = b""
    rows: Rows = Rows()
    pack: PackFile | None = None

    def find(self, paths: Sequence[str]) -> Sequence[int]:
        """The numbers of files by their paths; -1 for those that are not there."""
        if self.paths == paths:
            return range(len(paths))
        numbers = {path: n for n, path in enumerate(self.paths)}
        return [numbers.get(path, -1) for path in paths]


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
    """A file that is new or looks otherwise than an earlier run left it: its number, and the blob id that it had then, empty for none."""

    n: int
    file: File
    blob: str


class _Became(NamedTuple):
    """What became of a file: its blob id, the record unless it says what it said or is refused, what is wrong with it, and whether it was parsed."""

    blob: str
    packed: Packed | None
    problems: list[Problem]
    parsed: bool


def read_records(root: Path, board: Board, words: Words, *, use_cache: bool = True, walked: Walk | None = None) -> Reading:
    """Read every record file of the board at `root`, those that changed on all cores. `walked` spares looking at them again.

    Raises OSError where the folder itself can't be read; anything wrong in a file is a problem.
    """
    key = _cache_key(board)
    # A cache that came with the repository is not this machine's: whoever changed the records could have written it.
    use_cache = use_cache and not is_tracked(root)
    before, was = (_load_cache(root, key), name_kept(root / CACHE)) if use_cache else (_Before(), b"")
    problems: list[Problem] = []
    paths, looks = _list_files(walked or walk(root), words, problems)
    sheaf = _Sheaf(before, before.find(paths))
    numbers = _list_changed(sheaf.numbers, looks, before.looks)
    changed = [_Seen(n, File(kind_of(paths[n]) or "", paths[n], f"{root}/{paths[n]}"), sheaf.old_blob(n)) for n in numbers]
    fresh = before.pack or _new_pack(root if use_cache else None)
    parsed, other, refused = [], set[str](), set[int]()
    for seen, became in zip(changed, _parse_all(changed, board, words), strict=True):
        problems.extend(became.problems)
        if became.parsed:
            parsed.append(seen.file.path)
        sheaf.keep_up_to(seen.n)
        if became.packed:
            sheaf.put(became.packed, became.blob, None if before.pack else fresh)
            other.add(seen.file.path)
        elif became.parsed:
            sheaf.leave_out()
            refused.add(seen.n)
    sheaf.keep_up_to(len(paths))
    if refused:
        paths, looks = _choose(paths, looks, [n for n in range(len(paths)) if n not in refused])
    rows, blobs = sheaf.stack.close(), bytes(sheaf.blobs)
    if use_cache and (changed or paths != before.paths):
        fresh, rows = _save_cache(root, Cache(key, join_paths(paths), looks.tobytes(), blobs, rows), fresh)
    after = name_kept(root / CACHE) if use_cache else b""
    gone = frozenset() if paths == before.paths else frozenset(before.paths) - {*paths}
    since = Since(was if before.pack else b"", after, frozenset(other), gone)
    return Reading(Records(rows, board.zone, fresh), problems, parsed, Blobs(paths, blobs), since)


def _list_files(walked: Walk, words: Words, problems: list[Problem]) -> tuple[list[str], array[int]]:
    """The paths of record files in their order, and how they look."""
    paths, looks = walked.list_records()
    named = [n for n, path in enumerate(paths) if path.endswith(YAML)]
    if len(named) == len(paths) and all(map(stat.S_ISREG, {*looks[::LOOK]})):
        return paths, looks
    for n in named:
        if not stat.S_ISREG(looks[n * LOOK]):
            problems.append(explain_refusal(RefusedError("not-a-file", 0, 0), paths[n], words))
    return _choose(paths, looks, [n for n in named if stat.S_ISREG(looks[n * LOOK])])


def _choose(paths: Sequence[str], looks: array[int], numbers: Sequence[int]) -> tuple[list[str], array[int]]:
    """Some files by their numbers, and how they look."""
    return [paths[n] for n in numbers], array("q", (look for n in numbers for look in looks[n * LOOK : (n + 1) * LOOK]))


def _list_changed(numbers: Sequence[int], looks: array[int], before: Sequence[int]) -> list[int]:
    """The numbers of files that are new or look otherwise than they did."""
    if isinstance(numbers, range):  # the very files of an earlier run: most stretches of them look as they did

        def differ(start: int, stop: int) -> bool:
            return looks[start * LOOK : stop * LOOK] != before[start * LOOK : stop * LOOK]

        found = (start for start in range(0, len(numbers), STRETCH) if differ(start, start + STRETCH))
        return [n for start in found for n in range(start, min(start + STRETCH, len(numbers))) if differ(n, n + 1)]
    now, then = ([*zip(*[iter(told)] * LOOK, strict=True)] for told in (looks, before))
    return [n for n, old in enumerate(numbers) if old < 0 or now[n] != then[old]]


class _Sheaf:
    """The files in the making, one after the other: those that changed, and in between those that are as an earlier run left them."""

    def __init__(self, before: _Before, numbers: Sequence[int]) -> None:
        self.numbers, self._before, self._at = numbers, before, 0
        self.stack, self.blobs = Stack(before.rows), bytearray()

    def old_blob(self, n: int) -> str:
        """The blob id that a file had; empty where it is new."""
        old = self.numbers[n]
        return _say_blob(self._before.blobs, old) if old >= 0 else ""

    def keep_up_to(self, stop: int) -> None:
        """Take over the files before that number, in stretches that lay together."""
        while self._at < stop:
            first, end = self._at, self._at + 1
            if isinstance(self.numbers, range):
                end = stop
            while end < stop and self.numbers[end] == self.numbers[end - 1] + 1:
                end += 1
            start, length = self.numbers[first], end - first
            self.stack.keep(start, start + length)
            self.blobs += self._before.blobs[start * BLOB : (start + length) * BLOB]
            self._at = end

    def put(self, packed: Packed, blob: str, pack: PackFile | None) -> None:
        """The next file, with what it says now."""
        self.stack.add(packed, pack)
        self.blobs += bytes.fromhex(blob)
        self._at += 1

    def leave_out(self) -> None:
        """Pass over the next file, which is no record."""
        self._at += 1


def _parse_all(changed: Sequence[_Seen], board: Board, words: Words) -> Iterator[_Became]:
    """What became of files, in their order."""
    shapes: dict[str, Shape] = {}
    for found in share_out(lambda part: [_parse(seen, board, shapes, words) for seen in part], split_evenly(changed, PART)):
        yield from found


def _parse(seen: _Seen, board: Board, shapes: dict[str, Shape], words: Words) -> _Became:
    file = seen.file
    try:
        with open(file.disk, "rb") as opened:  # noqa: PTH123 - one call a file, many files
            data = opened.read()
    except FileNotFoundError:  # gone since it was looked at, as if it had never been seen
        return _Became("", None, [], parsed=True)
    blob = blob_id(data)
    if seen.blob == blob:
        return _Became(blob, None, [], parsed=False)
    if file.kind not in shapes:
        shapes[file.kind] = Shape(board, file.kind)
    record, problems = shapes[file.kind].read(file.path, data, words)
    return _Became(blob, pack(record) if record else None, problems, parsed=True)


def _cache_key(board: Board) -> str:
    tables = {file: table.descriptor for file, table in board.schema.tables.items()}
    facts = [__version__, tables, board.choice_ids(), board.zone.key]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()


def _load_cache(root: Path, key: str) -> _Before:
    cache = read_kept(root / CACHE, Cache)
    if cache is None or cache.key != key:
        return _Before()
    pack = PackFile.find(root / PACK, cache.size, cache.digest)
    return _Before(part_paths(cache.paths), array("q", cache.looks), cache.blobs, cache.rows, pack) if pack else _Before()


def _new_pack(root: Path | None) -> PackFile:
    """An empty pack, on the disk that the cache is on where there is one: a folder for passing files may lie in memory."""
    folder = (root / PACK).parent if root else None
    with suppress(OSError):
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        return PackFile(folder)
    return PackFile()


def _save_cache(root: Path, cache: Cache, pack: PackFile) -> tuple[PackFile, Rows]:
    """Keep what was read for the next run; the pack that the records then stand in, and their rows. Where the folder can't be written, the next run
    reads again.
    """
    if sum(map(len, cache.rows.apart.values())) > max(APART, pack.size // 8):
        fresh = _new_pack(root)
        cache.rows, pack = restow(cache.rows, pack, fresh), fresh
    with suppress(OSError):
        pack.keep(root / PACK)
        cache.size, cache.digest = pack.size, pack.digest()
        save_kept(root / CACHE, cache)
    return pack, cache.rows
