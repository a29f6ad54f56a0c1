"""Records kept small: their heads and histories lie in a file on the disk and are opened when somebody looks at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from sys import intern
from typing import Any, NamedTuple, overload
from zoneinfo import ZoneInfo

import msgspec

from wishlight.records.model import Entry, Record
from wishlight.records.packfile import PackFile
from wishlight.records.shape import make_entry

OPEN = 2048
"""Heads and histories that stay open, the last ones looked at: neighbours are looked at together."""

_encode = msgspec.msgpack.Encoder().encode


class Packed(msgspec.Struct, array_like=True, eq=False, gc=False):
    """A record as bytes: first the head, then the history, both msgpack. They stand at `place` of a pack file, or in `raw` where it isn't empty.

    `head` and `history` are their lengths, `entries` counts, `newest` is the day of the last entry in ISO form or empty; `name` tells
    one content from another.
    """

    kind: str
    id: str
    path: str
    head: int
    history: int
    entries: int
    newest: str
    name: bytes
    raw: bytes
    place: int = 0


def pack(record: Record) -> Packed:
    """A record as bytes."""
    record = open_wholly(record)
    head, history = _encode(record.head), _encode([entry.data for entry in record.history])
    newest = record.history[-1].at.date().isoformat() if record.history else ""
    raw = head + history
    return Packed(record.kind, record.id, record.path, len(head), len(history), len(record.history), newest, _name(raw), raw)


def stow(packed: Packed, file: PackFile) -> None:
    """Lay a record's bytes into a pack file."""
    packed.place, packed.raw = file.add(packed.raw), b""


def share(packed: Packed) -> None:
    """Hold once in memory what many records have in common."""
    packed.kind, packed.newest = intern(packed.kind), intern(packed.newest)


def restow(packed: Packed, old: PackFile, new: PackFile) -> None:
    """Lay a record's bytes from one pack file into another."""
    packed.raw = packed.raw or old.read(packed.place, packed.head + packed.history)
    stow(packed, new)


def open_lazily(packed: Packed, zone: ZoneInfo, file: PackFile | None = None) -> Record:
    """The record, its head and history opened each time they are looked at."""
    lazy = _Lazy(packed, file, zone)
    return Record(packed.kind, packed.id, packed.path, _Head(lazy), _History(lazy))  # type: ignore[arg-type]


class Records(Sequence[Record]):
    """Many records kept small: each is made when it is asked for, and gone when nobody needs it any more."""

    def __init__(self, packed: Sequence[Packed], zone: ZoneInfo, file: PackFile | None = None) -> None:
        self.packed, self._zone, self._file = packed, zone, file

    def open(self, packed: Packed) -> Record:
        """One of these records."""
        return open_lazily(packed, self._zone, self._file)

    @overload
    def __getitem__(self, n: int) -> Record: ...
    @overload
    def __getitem__(self, n: slice) -> Records: ...
    def __getitem__(self, n: int | slice) -> Record | Records:
        return Records(self.packed[n], self._zone, self._file) if isinstance(n, slice) else self.open(self.packed[n])

    def __iter__(self) -> Iterator[Record]:
        return map(self.open, self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]


def open_wholly(record: Record) -> Record:
    """The same record with nothing left to open: for whoever looks at it many times."""
    if not isinstance(record.head, _Head):
        return record
    history = record.history
    return Record(record.kind, record.id, record.path, _open_head(record.head.lazy), tuple(history))


def find_newest(record: Record) -> str:
    """The day on which a record's last entry was recorded, in ISO form; empty without entries. Nothing is opened for it."""
    history = record.history
    if isinstance(history, _History):
        return history.lazy.packed.newest
    return history[-1].at.date().isoformat() if history else ""


def name_content(record: Record) -> bytes:
    """A short name of all that a record says."""
    if isinstance(record.head, _Head) and isinstance(record.history, _History) and record.history.lazy is record.head.lazy:
        return record.head.lazy.packed.name
    return _name(repr((record.head, record.history)).encode())


class _Lazy(NamedTuple):
    """Where a record's bytes are, and the time zone of its moments."""

    packed: Packed
    file: PackFile | None
    zone: ZoneInfo

    def read(self, start: int, length: int) -> bytes:
        """Some of the record's bytes."""
        packed = self.packed
        if packed.raw or self.file is None:
            return packed.raw[start : start + length]
        return self.file.read(packed.place + start, length)


class _Head(Mapping[str, Any]):
    """A head that is opened when it is looked at."""

    __slots__ = ("lazy",)

    def __init__(self, lazy: _Lazy) -> None:
        self.lazy = lazy

    def __getitem__(self, key: str) -> Any:
        return _open_head(self.lazy)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_open_head(self.lazy))

    def __len__(self) -> int:
        return len(_open_head(self.lazy))

    def __contains__(self, key: object) -> bool:
        return key in _open_head(self.lazy)

    def get(self, key: str, default: Any = None) -> Any:
        return _open_head(self.lazy).get(key, default)

    def __repr__(self) -> str:
        return repr(_open_head(self.lazy))


class _History(Sequence[Entry]):
    """A history that is opened when it is looked at."""

    __slots__ = ("lazy",)

    def __init__(self, lazy: _Lazy) -> None:
        self.lazy = lazy

    @overload
    def __getitem__(self, n: int) -> Entry: ...
    @overload
    def __getitem__(self, n: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, n: int | slice) -> Entry | tuple[Entry, ...]:
        return _open_history(self.lazy)[n]

    def __iter__(self) -> Iterator[Entry]:
        return iter(_open_history(self.lazy))

    def __len__(self) -> int:
        return self.lazy.packed.entries

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _History) and self.lazy == other.lazy:
            return True
        return _open_history(self.lazy) == (_open_history(other.lazy) if isinstance(other, _History) else other)

    def __hash__(self) -> int:
        return hash(_open_history(self.lazy))

    def __repr__(self) -> str:
        return repr(_open_history(self.lazy))


@lru_cache(maxsize=OPEN)
def _open_head(lazy: _Lazy) -> dict[str, Any]:
    return msgspec.msgpack.decode(lazy.read(0, lazy.packed.head), type=dict[str, Any])


@lru_cache(maxsize=OPEN)
def _open_history(lazy: _Lazy) -> tuple[Entry, ...]:
    packed = lazy.packed
    rows = msgspec.msgpack.decode(lazy.read(packed.head, packed.history), type=list[dict[str, Any]])
    return tuple(make_entry(n, row, lazy.zone) for n, row in enumerate(rows, 1))


def _name(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
