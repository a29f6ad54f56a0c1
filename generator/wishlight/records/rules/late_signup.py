"""Nobody signs up for an action that is over; who came unannounced is signed up before the attendance is recorded, with the day it was."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry
from wishlight.records.rules.shared.times import span_before

KINDS = ("action",)
EVENTS = ("signed_up", "reserved", "queued", "accepted")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    _, ends = span_before(case, entry.n, context)
    if entry.on > ends.date():
        yield case.find(entry, "on" if "happened_on" in entry.data else "at", ends=ends.date().isoformat())
