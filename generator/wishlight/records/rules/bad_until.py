"""An `until` lies after the day of its entry, and within what the event can promise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

LONGEST = {"offered": 14, "extension_asked": 92, "extension_granted": 92, "suspended": 3 * 366}


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    if "until" not in entry.data or entry.event not in LONGEST:
        return
    until, last = date.fromisoformat(entry.data["until"]), entry.on + timedelta(days=LONGEST[entry.event])
    if not entry.on < until <= last:
        yield case.find(entry, "until", first=entry.on.isoformat(), last=last.isoformat())
