"""What happened on the board: the entries that a neighbour would want to be told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, overload

from wishlight.pages.context import Context, list_ids, record_of, told_of
from wishlight.records.model import Entry, Record
from wishlight.records.packed import find_newest
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


_Place = tuple[datetime, str, int, str, datetime]
"""A happening by its moment, record and entry; then its event, and since when its text says what it says now."""


class Happenings(Sequence[Happening]):
    """Things that happened, each made when it is asked for."""

    def __init__(self, context: Context, told: Sequence[_Place]) -> None:
        self._context, self._told = context, told

    @overload
    def __getitem__(self, n: int) -> Happening: ...
    @overload
    def __getitem__(self, n: slice) -> list[Happening]: ...
    def __getitem__(self, n: int | slice) -> Happening | list[Happening]:
        return [self._open(one) for one in self._told[n]] if isinstance(n, slice) else self._open(self._told[n])

    def __iter__(self) -> Iterator[Happening]:
        return map(self._open, self._told)

    def __len__(self) -> int:
        return len(self._told)

    def _open(self, one: _Place) -> Happening:
        at, id, n, event, updated = one
        return Happening(self._context, id, event, n, at, updated)


def list_happenings(context: Context, since: date = date.min) -> Happenings:
    """Everything that happened from a day on, the newest first."""
    first = since.isoformat()
    ids = (id for kind in EVENTS for id in list_ids(context, kind) if since == date.min or find_newest(record_of(context, id)) >= first)
    told = ((id, one) for id in ids for one in told_of(context, id) if one.at[:10] >= first)
    found = [(datetime.fromisoformat(one.at), id, one.n, one.event, datetime.fromisoformat(one.updated)) for id, one in told]
    return Happenings(context, sorted(found, reverse=True))
