"""An action is held, attended and missed only once it has begun, and reported once it has ended."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry
from wishlight.records.rules.shared.times import span_before

KINDS = ("action",)
EVENTS = ("held", "attended", "absent", "guests", "reported")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    starts, ends = span_before(case, entry.n, context)
    moment = ends if entry.event == "reported" else starts
    if entry.at < moment or entry.on < starts.date():
        yield case.find(entry, "at", event=entry.event, moment=moment.isoformat())
