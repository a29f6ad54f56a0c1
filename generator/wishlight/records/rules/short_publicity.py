"""A vote's result is shown for the working days the board demands before the deed is approved (rule publicity_days)."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("deed",)
EVENTS = ("approved",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    shown = [e for e in case.run.entries if e.event == "publicised" and e.n < entry.n]
    if not shown:
        return
    days = max(shown[-1].data.get("days", 0), context.rule("publicity_days", shown[-1].on))
    last = context.add_days(shown[-1].on, days)
    if last and entry.on < last:
        yield case.find(entry, "event", days=days, last=last.isoformat())
