"""Nothing happened on the board before the board's first day."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    if entry.on < context.start:
        yield case.find(entry, "on" if "happened_on" in entry.data else "at", start=context.start.isoformat())
