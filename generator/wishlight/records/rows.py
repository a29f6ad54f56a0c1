"""What is held of each record besides its bytes: rows of fixed length, the same in memory as in the cache.

Half a million objects would be twenty times as large, each worker that looks at them would get a copy of its own, and to make them anew in every run
would cost a second for 100,000 wishes.
"""

from __future__ import annotations

from bisect import bisect_left
from struct import Struct
from typing import Generic, TypeVar

import msgspec

from wishlight.records.fields import KIND_TABLES
from wishlight.records.packfile import PackFile
from wishlight.records.store import place_of

ROW = Struct("<QIIIi16sBIH")
"""Where a record's bytes are, the lengths of head and history, the number of entries, the newest one's day, the name, the kind, where the id is and
how long.
"""

Value = TypeVar("Value")


class Packed(msgspec.Struct, array_like=True, gc=False):
    """A record as bytes: in `raw` first the head, then the history, both msgpack.

    `head` and `history` are their lengths, `entries` counts, `newest` is the day of the last entry as a number or 0; `name` tells one content
    from another.
    """

    kind: str
    id: str
    path: str
    head: int
    history: int
    entries: int
    newest: int
    name: bytes
    raw: bytes


class Rows(msgspec.Struct, array_like=True, frozen=True):
    """Rows one behind the other, and the ids that they point to. By a row's number, `apart` holds the bytes of a record that stands in no pack, and
    `elsewhere` the path of one that lies elsewhere than its id says.
    """

    rows: bytes = b""
    ids: bytes = b""
    apart: dict[int, bytes] = {}
    elsewhere: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.rows) // ROW.size


class Stack:
    """Rows in the making, upon those of an earlier run."""

    def __init__(self, before: Rows) -> None:
        self._before = memoryview(before.rows)
        self._rows, self._ids = bytearray(), bytearray(before.ids)
        self._apart, self._elsewhere = dict[int, bytes](), dict[int, str]()
        self._known = (_Numbered(before.apart, self._apart), _Numbered(before.elsewhere, self._elsewhere))

    def __len__(self) -> int:
        return len(self._rows) // ROW.size

    def keep(self, start: int, stop: int) -> None:
        """Take over some rows of the earlier run, by their numbers there."""
        for known in self._known:
            known.take_over(start, stop, len(self) - start)
        self._rows += self._before[start * ROW.size : stop * ROW.size]

    def add(self, packed: Packed, pack: PackFile | None) -> None:
        """Add a record; its bytes are laid into a pack, if there is one."""
        n, id = len(self), packed.id.encode("utf-8", "surrogatepass")
        place = pack.add(packed.raw) if pack else 0
        kind = KIND_TABLES.index(packed.kind)
        self._rows += ROW.pack(place, packed.head, packed.history, packed.entries, packed.newest, packed.name, kind, len(self._ids), len(id))
        self._ids += id
        if not pack:
            self._apart[n] = packed.raw
        if packed.path != place_of(packed.kind, packed.id):
            self._elsewhere[n] = packed.path

    def close(self) -> Rows:
        """The rows, as many as were taken over and added."""
        return Rows(bytes(self._rows), bytes(self._ids), self._apart, self._elsewhere)


class _Numbered(Generic[Value]):
    """What few rows of an earlier run have, and those of the new ones."""

    def __init__(self, before: dict[int, Value], now: dict[int, Value]) -> None:
        self._before, self._now, self._numbers = before, now, sorted(before)

    def take_over(self, start: int, stop: int, shift: int) -> None:
        first, end = bisect_left(self._numbers, start), bisect_left(self._numbers, stop)
        self._now.update((n + shift, self._before[n]) for n in self._numbers[first:end])


def restow(before: Rows, old: PackFile, fresh: PackFile) -> Rows:
    """The same rows, with the bytes of all records laid into another pack."""
    rows, ids = bytearray(), bytearray()
    for n, (place, head, history, entries, newest, name, kind, at, length) in enumerate(ROW.iter_unpack(before.rows)):
        place = fresh.add(before.apart.get(n) or old.read(place, head + history))
        rows += ROW.pack(place, head, history, entries, newest, name, kind, len(ids), length)
        ids += before.ids[at : at + length]
    return Rows(bytes(rows), bytes(ids), {}, before.elsewhere)
