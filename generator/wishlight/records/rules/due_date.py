"""A due day lies after the record's first fact, and not so far off that it promises nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

KINDS = ("wish", "deed")
LONGEST = {"wish": timedelta(days=366), "deed": timedelta(days=5 * 366)}


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    if "due" not in case.record.head:
        return
    due, first = date.fromisoformat(case.record.head["due"]), case.record.history[0].on
    if not first <= due <= first + LONGEST[case.record.kind]:
        yield case.find_head("due", first=first.isoformat(), last=(first + LONGEST[case.record.kind]).isoformat())
