"""What happened on the board: the entries that a neighbour would want to be told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from wishlight.pages.context import Context, list_newest, newest_of, record_of, share, told_of
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


_Row = tuple[int, str, int, int, int]
"""A happening in the order in which it is told: its moment in seconds, its record's id, its entry, its event; then since when its text says what it
says now.
"""

_EVENTS = sorted({"fulfilled", *chain.from_iterable(EVENTS.values())})
"""Everything that is told of."""


def walk_back(context: Context, records: Iterable[str] | None = None, is_wanted: Callable[[str], bool] | None = None) -> Iterator[Happening]:
    """Everything that happened to all records, or to some of them, the newest first.

    What a record has to tell is looked up on the day of its newest entry, so whoever stops after some days has looked at few records; and
    not at those of which nothing `is_wanted` any more by then.
    """
    newest = sort_by_newest(context) if records is None else _sort((id, newest_of(context, id)) for id in records)
    found: dict[str, list[_Row]] = {}
    for day in (*sorted(newest, reverse=True), ""):
        for id in filter(is_wanted, newest.get(day, ())):
            for one in told_of(context, id):
                found.setdefault(one.at[:10], []).append((_count(one.at), id, one.n, _EVENTS.index(one.event), _count(one.updated)))
        # No record that is still to come has an entry of this day or a later one; the last round comes after all records.
        for past in sorted((known for known in found if known >= day), reverse=True):
            yield from (_open(context, row) for row in sorted(found.pop(past), reverse=True))


def sort_by_newest(context: Context) -> Mapping[str, Sequence[str]]:
    """The ids of all records of which something may be told, by the day of each record's newest entry; empty without entries."""
    return share(context, "newest", lambda: _sort(pair for kind in EVENTS for pair in list_newest(context, kind)))


def _sort(found: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Ids by the day of each record's newest entry."""
    days: dict[str, list[str]] = {}
    for id, day in found:
        days.setdefault(day, []).append(id)
    return days


def _open(context: Context, row: _Row) -> Happening:
    at, id, n, event, updated = row
    zone = context.board.zone
    return Happening(context, id, _EVENTS[event], n, datetime.fromtimestamp(at, zone), datetime.fromtimestamp(updated, zone))


def _count(moment: str) -> int:
    return int(datetime.fromisoformat(moment).timestamp())
