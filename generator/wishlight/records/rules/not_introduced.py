"""Nobody goes into a home before the grid worker has introduced them."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish",)
EVENTS = ("delivered", "visited")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    claim = case.run.claims.get(entry.claim or "")
    if claim is None or case.record.head["place"] != "home":
        return
    steps = [e for e in claim.entries if e.n < entry.n and e.event in ("introduced", "transferred")]
    if not steps or steps[-1].event != "introduced":
        yield case.find(entry, "event", event=entry.event)
