"""A budget variation and a suspension are approved by a second person."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

EVENTS = ("varied", "suspended")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    second = entry.data.get("approved_by")
    day = entry.at.date()
    if second and context.person(second, day) == context.person(entry.by, day):
        yield case.find(entry, "approved_by", event=entry.event, actor=entry.by)
