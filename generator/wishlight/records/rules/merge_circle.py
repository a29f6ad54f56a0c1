"""A record or person is never merged into one that was itself merged back into it."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

EVENTS = ("merged",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    seen = {case.record.id}
    target = entry.data.get("into")
    while target and (found := context.by_id.get(target)):
        if target in seen:
            yield case.find(entry, "into", target=entry.data["into"])
            return
        seen.add(target)
        end = found.run.last("merged")
        target = end.data.get("into") if end else None
