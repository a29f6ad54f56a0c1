"""An annulment names an earlier entry that still counts, and is made by another person than who recorded it."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

EVENTS = ("annulled",)
LASTING = ("annulled", "redacted")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    number = entry.data.get("entry", 0)
    if not 1 <= number < entry.n:
        return  # unknown_entry says so
    target = case.record.history[number - 1]
    again = any(e.event == "annulled" and e.data.get("entry") == number and e.n < entry.n for e in case.counted)
    if target.event in LASTING or again:
        yield case.find(entry, "entry", number=number, why=target.event if target.event in LASTING else "annulled")
    authors = {context.person(name, target.at.date()) for name in (target.by, target.whose) if name}
    if context.person(entry.by, entry.at.date()) in authors:
        yield case.find(entry, "by", number=number, why=entry.by)
