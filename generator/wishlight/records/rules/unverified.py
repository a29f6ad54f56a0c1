"""Only a person or team whose identity was verified is introduced into a home."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish",)
EVENTS = ("introduced",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    move = next((m for m in reversed(case.moves) if m.claim == entry.claim and m.entry.n <= entry.n), None)
    if move is None or case.record.head["place"] != "home" or not move.person.startswith(("p:", "team:")):
        return
    known = context.by_id.get(context.person(move.person, entry.on))
    verified = known.run.day_of("verified") if known else None
    if known and (verified is None or verified > entry.on):
        yield case.find(entry, "claim", person=move.person)
