"""A person's own record is written by that person or by a post."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("person",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    if entry.by.startswith("p:") and entry.by != case.record.id:
        yield case.find(entry, "by", person=entry.by)
