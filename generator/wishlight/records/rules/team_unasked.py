"""A team speaks in its own record, and in a person's only to take in or let go its own members."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("person", "team")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    own = {case.record.id, entry.data.get("team")}
    if entry.by.startswith("team:") and entry.by not in own:
        yield case.find(entry, "by", team=entry.by)
