"""An action begins before it ends, and lasts no longer than three days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry
from wishlight.records.rules.shared.times import span_before
from wishlight.records.shape import parse_moment

KINDS = ("action",)
LONGEST = timedelta(days=3)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    starts, ends = span_before(case, 0, context)
    if not starts < ends <= starts + LONGEST:
        yield case.find_head("ends", starts=starts.isoformat())


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    if entry.event not in ("rescheduled", "cut_short") or "ends" not in entry.data:
        return
    before, _ = span_before(case, entry.n, context)
    starts = parse_moment(entry.data["starts"], context.board.zone) if "starts" in entry.data else before
    if not starts < parse_moment(entry.data["ends"], context.board.zone) <= starts + LONGEST:
        yield case.find(entry, "ends", starts=starts.isoformat())
