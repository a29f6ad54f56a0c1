"""What happened is recorded within the days that the board allows (rule late_entry_days)."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    if "happened_on" not in entry.data:
        return
    limit = context.rule("late_entry_days", entry.at.date())
    if (entry.at.date() - entry.on).days > limit:
        yield case.find(entry, "on", day=entry.on.isoformat(), limit=limit)
