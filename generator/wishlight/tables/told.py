"""Which entries of a record are worth a line in a feed: what a neighbour would want to be told of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from wishlight.records.fold import WishState
from wishlight.records.model import Entry, Record
from wishlight.tables.folded import Folded

EVENTS = {
    "wish": ("published",),
    "action": ("published", "rescheduled", "postponed", "cancelled"),
    "deed": ("roll", "completed", "accepted"),
}
"""The events that are told, by kind; a wish come true is told besides, at the confirmation that completed it."""

CORRECTIONS = ("amended", "redacted")


class Told(NamedTuple):
    """What is told of: the event, the number of its entry, when it was recorded, and since when its text says what it says now. Moments in ISO form."""

    event: str
    n: int
    at: str
    updated: str


def list_live(record: Record) -> list[Entry]:
    """The entries that nobody annulled."""
    annulled = {entry.data.get("entry") for entry in record.history if entry.event == "annulled"}
    return [entry for entry in record.history if entry.n not in annulled]


def list_told(item: Folded) -> Iterator[Told]:
    """What is told of a record."""
    if item.record.kind not in EVENTS:
        return
    entries = list_live(item.record)
    corrected = max((entry.at for entry in entries if entry.event in CORRECTIONS), default=None)
    for event, entry in _choose(item, entries):
        yield Told(event, entry.n, _iso(entry.at), _iso(max(entry.at, corrected or entry.at)))


def _choose(item: Folded, entries: list[Entry]) -> Iterator[tuple[str, Entry]]:
    yield from ((entry.event, entry) for entry in entries if entry.event in EVENTS[item.record.kind])
    if isinstance(item.state, WishState) and item.state.status == "fulfilled":
        confirmed = [entry for entry in entries if entry.event == "confirmed" and entry.data.get("done") != "no"]
        yield from (("fulfilled", entry) for entry in confirmed[-1:])


def _iso(moment: datetime) -> str:
    return moment.isoformat()
