"""Who confirms a delivery or an attendance is not who made it, nor one of its helpers."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish", "action")
EVENTS = ("confirmed", "attended")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    claim = case.run.claims.get(entry.claim or "")
    if claim is None or not claim.entries or claim.entries[0].event == "reserved":
        return
    doers = {move.person for move in case.moves if move.claim == entry.claim and move.entry.n < entry.n}
    doers |= {helper for e in claim.entries if e.n < entry.n for helper in e.data.get("helpers", ())}
    day = entry.at.date()
    if context.person(entry.by, day) in {context.person(doer, day) for doer in doers}:
        yield case.find(entry, "by", event=entry.event, actor=entry.by)
