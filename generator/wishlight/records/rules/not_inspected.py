"""A deed is accepted only after an inspection that it passed."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("deed",)
EVENTS = ("accepted",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    seen = [e for e in case.run.entries if e.event == "inspected" and e.n < entry.n]
    if seen and seen[-1].data.get("result") != "pass":
        yield case.find(entry, "event", day=seen[-1].on.isoformat())
