"""An offer is accepted by its last day; after it the next in the queue is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

EVENTS = ("accepted",)
KINDS = ("wish", "action")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    claim = case.run.claims.get(entry.claim or "")
    offers = [e for e in claim.entries if e.event == "offered" and e.n < entry.n] if claim else []
    if offers and "until" in offers[-1].data and entry.on > date.fromisoformat(offers[-1].data["until"]):
        yield case.find(entry, "event", until=offers[-1].data["until"])
