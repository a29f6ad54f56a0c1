"""When an action takes place, as it stood before an entry."""

from __future__ import annotations

from datetime import datetime

from wishlight.records.case import Case
from wishlight.records.context import Context
from wishlight.records.shape import parse_moment


def span_before(case: Case, n: int, context: Context) -> tuple[datetime, datetime]:
    """Start and end by the head and all moves of the date recorded before entry `n`."""
    starts, ends = case.record.head["starts"], case.record.head["ends"]
    for entry in case.run.entries:
        if entry.n < n and entry.event in ("rescheduled", "cut_short"):
            starts, ends = entry.data.get("starts", starts), entry.data.get("ends", ends)
    return parse_moment(starts, context.board.zone), parse_moment(ends, context.board.zone)
