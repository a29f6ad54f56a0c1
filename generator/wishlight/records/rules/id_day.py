"""The day in an id is a real one, at most a week before the record's first fact and not after its first entry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.store import day_of_id

KINDS = ("wish", "action", "deed")
SLACK = timedelta(days=7)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    day, first = day_of_id(case.record.id), case.record.history[0]
    if day is None or not first.on - SLACK <= day <= first.at.date():
        yield case.find_head("id", day=case.record.id[2:8], first=first.on.isoformat())
