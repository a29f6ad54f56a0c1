"""Records kept small: their heads and histories lie in a file on the disk and are opened when somebody looks at them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any, NamedTuple, cast, overload
from zoneinfo import ZoneInfo

import msgspec

from wishlight.records.fields import KIND_TABLES
from wishlight.records.model import Entry, Record
from wishlight.records.packfile import PackFile
from wishlight.records.rows import ROW, Packed, Rows, Stack
from wishlight.records.shape import make_entry
from wishlight.records.store import place_of

OPEN = 2048
"""Heads and histories that stay open, the last ones looked at: neighbours are looked at together."""

_encode = msgspec.msgpack.Encoder().encode


def pack(record: Record) -> Packed:
    """A record as bytes."""
    record = open_wholly(record)
    head, history = _encode(record.head), _encode([entry.data for entry in record.history])
    newest = record.history[-1].at.date().toordinal() if record.history else 0
    raw = head + history
    return Packed(record.kind, record.id, record.path, len(head), len(history), len(record.history), newest, _name(raw), raw)


def open_lazily(packed: Packed, zone: ZoneInfo) -> Record:
    """The record, its head and history opened each time they are looked at."""
    stack = Stack(Rows())
    stack.add(packed, None)
    return Records(stack.close(), zone)[0]


class _Table:
    """Rows, and the file that the records' bytes stand in."""

    def __init__(self, rows: Rows, zone: ZoneInfo, file: PackFile | None) -> None:
        self.zone, self.file = zone, file
        self._rows, self._ids, self._apart, self._elsewhere = rows.rows, rows.ids, rows.apart, rows.elsewhere

    def __len__(self) -> int:
        return len(self._rows) // ROW.size

    def row(self, n: int) -> tuple[Any, ...]:
        """The values of a row."""
        return ROW.unpack_from(self._rows, n * ROW.size)

    def rows(self, numbers: range) -> Iterator[tuple[Any, ...]]:
        """The values of some rows."""
        if numbers.step != 1:
            return map(self.row, numbers)
        return ROW.iter_unpack(memoryview(self._rows)[numbers.start * ROW.size : numbers.stop * ROW.size])

    def key(self, row: tuple[Any, ...]) -> tuple[str, str]:
        """The kind and the id that a row tells of."""
        *_, kind, at, length = row
        return KIND_TABLES[kind], self._ids[at : at + length].decode("utf-8", "surrogatepass")

    def keys(self, numbers: range) -> Iterator[tuple[str, str]]:
        """The same of many rows; ids of letters that take one byte each are cut out of one text, which takes a third of the time."""
        if not self._ids.isascii():
            return map(self.key, self.rows(numbers))
        ids = self._ids.decode("ascii")
        return ((KIND_TABLES[kind], ids[at : at + length]) for _, _, _, _, _, _, kind, at, length in self.rows(numbers))

    def path(self, n: int, kind: str, id: str) -> str:
        """The path of a record."""
        return self._elsewhere.get(n) or place_of(kind, id)

    def has_other_paths(self) -> bool:
        """Whether any record lies elsewhere than its id says."""
        return bool(self._elsewhere)

    def open(self, n: int) -> Record:
        """A record whose head and history are opened when somebody looks at them."""
        kind, id = self.key(self.row(n))
        lazy = _Lazy(self, n)
        return Record(kind, id, self.path(n, kind, id), _Head(lazy), _History(lazy))  # type: ignore[arg-type]

    def read(self, n: int, *, history: bool) -> bytes:
        """The bytes of a record's head or history."""
        place, head, length, *_ = self.row(n)
        start, size = (head, length) if history else (0, head)
        if raw := self._apart.get(n):
            return raw[start : start + size]
        return self.file.read(place + start, size) if self.file else b""


class Records(Sequence[Record]):
    """Many records kept small: each is made when it is asked for, and gone when nobody needs it any more."""

    def __init__(self, rows: Rows, zone: ZoneInfo, file: PackFile | None = None) -> None:
        self._table = _Table(rows, zone, file)
        self.numbers = range(len(self._table))

    @overload
    def __getitem__(self, n: int) -> Record: ...
    @overload
    def __getitem__(self, n: slice) -> Records: ...
    def __getitem__(self, n: int | slice) -> Record | Records:
        if isinstance(n, int):
            return self._table.open(self.numbers[n])
        part = copy(self)
        part.numbers = self.numbers[n]
        return part

    def __iter__(self) -> Iterator[Record]:
        return map(self._table.open, self.numbers)

    def __len__(self) -> int:
        return len(self.numbers)

    def list_keys(self) -> Iterator[tuple[str, str]]:
        """The kind and id of each."""
        return self._table.keys(self.numbers)

    def list_paths(self) -> Iterator[str]:
        """The path of each."""
        return (self._table.path(n, *key) for n, key in zip(self.numbers, self.list_keys(), strict=True))

    def are_in_place(self) -> bool:
        """Whether each lies where its id says."""
        return not self._table.has_other_paths()

    def list_contents(self) -> Iterator[bytes]:
        """The short name of all that each says."""
        return (row[5] for row in self._table.rows(self.numbers))

    def find_newest(self) -> str:
        """The day of the newest entry of all, in ISO form; empty without any."""
        return say_day(max((row[4] for row in self._table.rows(self.numbers)), default=0))

    def find_newest_at(self, n: int) -> str:
        """The same for one record, which is not made for it."""
        return say_day(self._table.row(self.numbers[n])[4])

    def list_newest(self) -> array[int]:
        """The same for every record, as the days' numbers."""
        return array("i", (row[4] for row in self._table.rows(self.numbers)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]


def list_keys(records: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """The kind and id of each record. Half a million records need not be made for it, nor for the next three."""
    return records.list_keys() if isinstance(records, Records) else ((record.kind, record.id) for record in records)


def list_paths(records: Sequence[Record]) -> Iterator[str]:
    """The path of each record."""
    return records.list_paths() if isinstance(records, Records) else (record.path for record in records)


def are_in_place(records: Sequence[Record]) -> bool:
    """Whether every record is known to lie where its id says."""
    return isinstance(records, Records) and records.are_in_place()


def list_contents(records: Sequence[Record]) -> Iterator[bytes]:
    """The short name of all that each record says."""
    return records.list_contents() if isinstance(records, Records) else map(name_content, records)


def find_newest_of(records: Sequence[Record]) -> str:
    """The day on which the newest entry of all was recorded, in ISO form; empty without any."""
    return records.find_newest() if isinstance(records, Records) else max(map(find_newest, records), default="")


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
        return say_day(history.lazy.row()[4])
    return history[-1].at.date().isoformat() if history else ""


def find_newest_at(records: Sequence[Record], n: int) -> str:
    """The same for one of many records."""
    return records.find_newest_at(n) if isinstance(records, Records) else find_newest(records[n])


def list_newest(records: Sequence[Record]) -> array[int]:
    """The same for all of many records, as the days' numbers; 0 without entries."""
    return records.list_newest() if isinstance(records, Records) else array("i", (count_day(find_newest(record)) for record in records))


def name_content(record: Record) -> bytes:
    """A short name of all that a record says."""
    if isinstance(record.head, _Head) and isinstance(record.history, _History) and record.history.lazy is record.head.lazy:
        return cast("bytes", record.head.lazy.row()[5])
    return _name(repr((record.head, record.history)).encode())


class _Lazy(NamedTuple):
    """A record by its number in a table."""

    table: _Table
    n: int

    def row(self) -> tuple[Any, ...]:
        """What the table knows of it."""
        return self.table.row(self.n)


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
        return cast("int", self.lazy.row()[3])

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
    return msgspec.msgpack.decode(lazy.table.read(lazy.n, history=False), type=dict[str, Any])


@lru_cache(maxsize=OPEN)
def _open_history(lazy: _Lazy) -> tuple[Entry, ...]:
    rows = msgspec.msgpack.decode(lazy.table.read(lazy.n, history=True), type=list[dict[str, Any]])
    zone = lazy.table.zone
    return tuple(make_entry(n, row, zone) for n, row in enumerate(rows, 1))


def count_day(day: str) -> int:
    """A day in ISO form as a number; 0 for none."""
    return date.fromisoformat(day).toordinal() if day else 0


@lru_cache(maxsize=1 << 14)
def say_day(count: int) -> str:
    """The day of a number in ISO form; empty for 0."""
    return date.fromordinal(count).isoformat() if count else ""


def _name(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()
