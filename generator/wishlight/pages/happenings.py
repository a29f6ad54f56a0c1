"""What happened on the board: the entries that a neighbour would want to be told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from wishlight.pages.context import Context
from wishlight.records.fold import WishState
from wishlight.records.model import Entry, Record
from wishlight.tables.folded import Folded

TOLD = {
    "wish": ("published",),
    "action": ("published", "rescheduled", "postponed", "cancelled"),
    "deed": ("roll", "completed", "accepted"),
}
"""The events worth a line in a feed, by kind; a wish come true is told besides, at the confirmation that completed it."""

CORRECTIONS = ("amended", "redacted")


class Happening(NamedTuple):
    """One thing that happened: to which record, by its `n`th entry, recorded `at`, and since when its text says what it says now.

    A board has hundreds of thousands of them, so the entry itself is opened only where it is told of.
    """

    record: Record
    event: str
    n: int
    at: datetime
    updated: datetime

    @property
    def entry(self) -> Entry:
        """The entry."""
        return self.record.history[self.n - 1]


def list_happenings(context: Context) -> list[Happening]:
    """Everything that happened, the newest first."""
    found = [happening for item in context.folded.values() if item.record.kind in TOLD for happening in _list_of(item)]
    return sorted(found, key=lambda one: (one.at, one.record.id, one.n), reverse=True)


def list_live(record: Record) -> list[Entry]:
    """The entries that nobody annulled."""
    annulled = {entry.data.get("entry") for entry in record.history if entry.event == "annulled"}
    return [entry for entry in record.history if entry.n not in annulled]


def _list_of(item: Folded) -> Iterator[Happening]:
    entries = list_live(item.record)
    corrected = max((entry.at for entry in entries if entry.event in CORRECTIONS), default=None)
    for event, entry in _choose(item, entries):
        yield Happening(item.record, event, entry.n, entry.at, max(entry.at, corrected or entry.at))


def _choose(item: Folded, entries: list[Entry]) -> Iterator[tuple[str, Entry]]:
    yield from ((entry.event, entry) for entry in entries if entry.event in TOLD[item.record.kind])
    if isinstance(item.state, WishState) and item.state.status == "fulfilled":
        confirmed = [entry for entry in entries if entry.event == "confirmed" and entry.data.get("done") != "no"]
        yield from (("fulfilled", entry) for entry in confirmed[-1:])
