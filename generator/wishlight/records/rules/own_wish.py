"""Nobody claims their own wish: an hour given to oneself is no gift."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish",)
EVENTS = ("claimed", "pledged", "queued", "accepted", "transferred")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    submitted = case.run.first("submitted")
    taker = entry.data.get("to", entry.person) if entry.event == "transferred" else entry.person
    if submitted is None or not submitted.person.startswith(("p:", "team:")):
        return
    if context.person(taker, entry.on) == context.person(submitted.person, submitted.on):
        yield case.find(entry, "by", person=taker)
