"""What happened on the board: the entries that a neighbour would want to be told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import NamedTuple, overload

from wishlight.pages.context import Context, list_ids, record_of
from wishlight.records.fold import WishState
from wishlight.records.model import Entry, Record
from wishlight.records.packed import find_newest
from wishlight.tables.folded import Folded
from wishlight.workers import share_out, split_evenly

TOLD = {
    "wish": ("published",),
    "action": ("published", "rescheduled", "postponed", "cancelled"),
    "deed": ("roll", "completed", "accepted"),
}
"""The events worth a line in a feed, by kind; a wish come true is told besides, at the confirmation that completed it."""

PART = 2000
"""Records looked through in one go."""

CORRECTIONS = ("amended", "redacted")


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


class _Told(NamedTuple):
    """A happening as one process hands it to another."""

    id: str
    event: str
    n: int
    at: datetime
    updated: datetime


class Happenings(Sequence[Happening]):
    """Things that happened, each made when it is asked for."""

    def __init__(self, context: Context, told: Sequence[_Told]) -> None:
        self._context, self._told = context, told

    @overload
    def __getitem__(self, n: int) -> Happening: ...
    @overload
    def __getitem__(self, n: slice) -> list[Happening]: ...
    def __getitem__(self, n: int | slice) -> Happening | list[Happening]:
        if isinstance(n, slice):
            return [Happening(self._context, *one) for one in self._told[n]]
        return Happening(self._context, *self._told[n])

    def __iter__(self) -> Iterator[Happening]:
        return (Happening(self._context, *one) for one in self._told)

    def __len__(self) -> int:
        return len(self._told)


def list_happenings(context: Context, since: date = date.min) -> Happenings:
    """Everything that happened from a day on, the newest first."""
    ids = [id for kind in TOLD for id in list_ids(context, kind) if find_newest(record_of(context, id)) >= since.isoformat()]
    found = [one for part in share_out(partial(_list_some, context), split_evenly(ids, PART)) for one in part]
    found.sort(key=lambda one: (one.at, one.id, one.n), reverse=True)
    return Happenings(context, found)


def _list_some(context: Context, ids: Sequence[str]) -> list[_Told]:
    return [one for id in ids for one in _list_of(context.folded[id])]


def list_live(record: Record) -> list[Entry]:
    """The entries that nobody annulled."""
    annulled = {entry.data.get("entry") for entry in record.history if entry.event == "annulled"}
    return [entry for entry in record.history if entry.n not in annulled]


def _list_of(item: Folded) -> Iterator[_Told]:
    entries = list_live(item.record)
    corrected = max((entry.at for entry in entries if entry.event in CORRECTIONS), default=None)
    for event, entry in _choose(item, entries):
        yield _Told(item.record.id, event, entry.n, entry.at, max(entry.at, corrected or entry.at))


def _choose(item: Folded, entries: list[Entry]) -> Iterator[tuple[str, Entry]]:
    yield from ((entry.event, entry) for entry in entries if entry.event in TOLD[item.record.kind])
    if isinstance(item.state, WishState) and item.state.status == "fulfilled":
        confirmed = [entry for entry in entries if entry.event == "confirmed" and entry.data.get("done") != "no"]
        yield from (("fulfilled", entry) for entry in confirmed[-1:])
