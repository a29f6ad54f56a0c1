"""The board takes a claim back only after its deadline and the days of grace (rule grace_days)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wishlight.records.board.days import UnknownYearError
from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.fold.engine import ClaimRun
from wishlight.records.fold.wish import claim_due
from wishlight.records.model import Entry

KINDS = ("wish",)
EVENTS = ("lapsed",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    due = _find_due(case, entry, context)
    if due is None:
        return
    grace = context.add_days(due, context.rule("grace_days", due))
    if entry.on < due or (grace and entry.at.date() <= grace):
        yield case.find(entry, "event", due=due.isoformat(), grace=grace.isoformat() if grace else "-")


def _find_due(case: Case, entry: Entry, context: Context) -> date | None:
    """The claim's deadline as it stood just before the entry."""
    moves = [m for m in case.moves if m.claim == entry.claim and m.entry.n < entry.n]
    run = case.run.claims.get(entry.claim or "")
    if not moves or run is None:
        return None
    earlier = ClaimRun(run.id, moves[-1].after, [e for e in run.entries if e.n < entry.n])
    took, introduced = earlier.last("claimed", "pledged", "accepted", "transferred"), earlier.last("introduced")
    try:
        return claim_due(case.record, earlier, context.board, took.on if took else None, introduced.on if introduced else None)
    except UnknownYearError:
        return None
