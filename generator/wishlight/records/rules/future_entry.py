"""Nothing is recorded before it is so: `at` is not after now (five minutes of clock error apart), `on` not after `at`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

SLACK = timedelta(minutes=5)
EVERY = True


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    if context.now and entry.at > context.now + SLACK:
        yield case.find(entry, "at", value=entry.at.isoformat())
    if entry.on > entry.at.date():
        yield case.find(entry, "on", value=entry.on.isoformat())
