"""Records kept small: a head and a history as bytes, opened when somebody looks at them. Half a million fit into one gigabyte."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, overload
from zoneinfo import ZoneInfo

import msgspec

from wishlight.records.model import Entry, Record
from wishlight.records.shape import make_entry

OPEN = 2048
"""Heads and histories that stay open, the last ones looked at: neighbours are looked at together."""

_encode = msgspec.msgpack.Encoder().encode


class Packed(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A record as bytes: `head` and `history` are msgpack, `entries` counts, `newest` is the day of the last entry in ISO form or empty."""

    kind: str
    id: str
    path: str
    head: bytes
    history: bytes
    entries: int
    newest: str


def pack(record: Record) -> Packed:
    """A record as bytes."""
    record = open_wholly(record)
    history = [entry.data for entry in record.history]
    newest = record.history[-1].at.date().isoformat() if record.history else ""
    return Packed(record.kind, record.id, record.path, _encode(record.head), _encode(history), len(history), newest)


def open_lazily(packed: Packed, zone: ZoneInfo) -> Record:
    """The record, its head and history opened each time they are looked at."""
    return Record(packed.kind, packed.id, packed.path, _Head(packed.head), _History(packed, zone))  # type: ignore[arg-type]


def open_wholly(record: Record) -> Record:
    """The same record with nothing left to open: for whoever looks at it many times."""
    if not isinstance(record.head, _Head):
        return record
    history = record.history
    return Record(record.kind, record.id, record.path, _open_head(record.head.raw), tuple(history))


def find_newest(record: Record) -> str:
    """The day on which a record's last entry was recorded, in ISO form; empty without entries. Nothing is opened for it."""
    history = record.history
    if isinstance(history, _History):
        return history.newest
    return history[-1].at.date().isoformat() if history else ""


class _Head(Mapping[str, Any]):
    """A head that is opened when it is looked at."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    def __getitem__(self, key: str) -> Any:
        return _open_head(self.raw)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_open_head(self.raw))

    def __len__(self) -> int:
        return len(_open_head(self.raw))

    def __contains__(self, key: object) -> bool:
        return key in _open_head(self.raw)

    def get(self, key: str, default: Any = None) -> Any:
        return _open_head(self.raw).get(key, default)

    def __repr__(self) -> str:
        return repr(_open_head(self.raw))


class _History(Sequence[Entry]):
    """A history that is opened when it is looked at."""

    __slots__ = ("length", "newest", "raw", "zone")

    def __init__(self, packed: Packed, zone: ZoneInfo) -> None:
        self.raw, self.length, self.newest, self.zone = packed.history, packed.entries, packed.newest, zone

    @overload
    def __getitem__(self, n: int) -> Entry: ...
    @overload
    def __getitem__(self, n: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, n: int | slice) -> Entry | tuple[Entry, ...]:
        return _open_history(self.raw, self.zone)[n]

    def __iter__(self) -> Iterator[Entry]:
        return iter(_open_history(self.raw, self.zone))

    def __len__(self) -> int:
        return self.length

    def __eq__(self, other: object) -> bool:
        if isinstance(other, _History):
            return self.raw == other.raw
        return _open_history(self.raw, self.zone) == other

    def __hash__(self) -> int:
        return hash(self.raw)

    def __repr__(self) -> str:
        return repr(_open_history(self.raw, self.zone))


@lru_cache(maxsize=OPEN)
def _open_head(raw: bytes) -> dict[str, Any]:
    return msgspec.msgpack.decode(raw, type=dict[str, Any])


@lru_cache(maxsize=OPEN)
def _open_history(raw: bytes, zone: ZoneInfo) -> tuple[Entry, ...]:
    rows = msgspec.msgpack.decode(raw, type=list[dict[str, Any]])
    return tuple(make_entry(n, row, zone) for n, row in enumerate(rows, 1))
