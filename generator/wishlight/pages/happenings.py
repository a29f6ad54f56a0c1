"""What happened on the board: the entries that a neighbour would want to be told of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from struct import Struct
from typing import NamedTuple, overload

from wishlight.pages.context import Context, list_ids, newest_of, record_of, told_of
from wishlight.records.model import Entry, Record
from wishlight.tables.told import EVENTS


class Happening(NamedTuple):
    """One thing that happened: to which record, by its `n`th entry, recorded `at`, and since when its text says what it says now.

    A board has hundreds of thousands of them, so record and entry are opened only where it is told of.
    """

    context: Context
    id: str
    event: str
    n: int
    at: datetime
    updated: datetime

    @property
    def record(self) -> Record:
        """The record."""
        return record_of(self.context, self.id)

    @property
    def entry(self) -> Entry:
        """The entry."""
        return self.record.history[self.n - 1]


_ROW = Struct(">QIIBQ")
"""A happening in the order of its bytes: its moment in seconds, the number of its record's id, its entry, its event; then since when its text says
what it says now.
"""

_EVENTS = sorted({"fulfilled", *chain.from_iterable(EVENTS.values())})
"""Everything that is told of."""

_BEFORE = 1 << 40
"""Seconds added to a moment, so that none is below zero."""


class Happenings(Sequence[Happening]):
    """Things that happened, each made when it is asked for: all of a district's at once would fill the memory.

    `ids` are the records that may be told of, sorted; `rows` are one after the other.
    """

    def __init__(self, context: Context, ids: Sequence[str], rows: bytes) -> None:
        self._context, self._ids, self._rows = context, ids, rows

    @overload
    def __getitem__(self, n: int) -> Happening: ...
    @overload
    def __getitem__(self, n: slice) -> list[Happening]: ...
    def __getitem__(self, n: int | slice) -> Happening | list[Happening]:
        numbers = range(len(self))[n]
        return [self._open(number) for number in numbers] if isinstance(numbers, range) else self._open(numbers)

    def __iter__(self) -> Iterator[Happening]:
        return map(self._open, range(len(self)))

    def __len__(self) -> int:
        return len(self._rows) // _ROW.size

    def list_records(self) -> Iterator[str]:
        """The record of each, without opening it."""
        return (self._ids[row[1]] for row in _ROW.iter_unpack(self._rows))

    def _open(self, number: int) -> Happening:
        at, id, n, event, updated = _ROW.unpack_from(self._rows, number * _ROW.size)
        zone = self._context.board.zone
        moments = (datetime.fromtimestamp(moment - _BEFORE, zone) for moment in (at, updated))
        return Happening(self._context, self._ids[id], _EVENTS[event], n, *moments)


def list_happenings(context: Context, since: date = date.min, records: Iterable[str] | None = None) -> Happenings:
    """Everything that happened from a day on, the newest first: to all records, or to some of them."""
    first = since.isoformat()
    ids = sorted(records if records is not None else (id for kind in EVENTS for id in list_ids(context, kind)))
    numbers = (n for n, id in enumerate(ids) if since == date.min or newest_of(context, id) >= first)
    told = ((n, one) for n in numbers for one in told_of(context, ids[n]) if one.at[:10] >= first)
    rows = (_ROW.pack(_count(one.at), n, one.n, _EVENTS.index(one.event), _count(one.updated)) for n, one in told)
    return Happenings(context, ids, b"".join(sorted(rows, reverse=True)))


def _count(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp()) + _BEFORE
