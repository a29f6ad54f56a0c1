"""Nobody is credited with more minutes than the activity lasted, and its head promises no more either."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry
from wishlight.records.rules.shared.times import span_before

KINDS = ("action",)
EVENTS = ("attended",)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    starts, ends = span_before(case, 0, context)
    length = int((ends - starts).total_seconds()) // 60
    if case.record.head.get("minutes", 0) > length > 0:
        yield case.find_head("minutes", length=length)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    starts, ends = span_before(case, entry.n, context)
    length = int((ends - starts).total_seconds()) // 60
    if entry.data.get("minutes", 0) > length:
        yield case.find(entry, "minutes", length=length)
