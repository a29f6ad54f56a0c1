"""The public holidays of every year that deadlines fall in are written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting

AHEAD = timedelta(days=100)
"""Some 65 working days: the longest deadline starts on the newest entry's day."""


def note(case: Case, context: Context) -> Iterator[date]:
    if case.record.history:
        yield case.record.history[-1].at.date()


def check_notes(notes: Iterable[date], context: Context) -> Iterator[Finding]:
    newest = max(notes, default=None)
    if newest is None:
        return
    for year in range(context.start.year, (newest + AHEAD).year + 1):
        if year not in context.board.calendar.years:
            yield find_setting("holidays", year=year)
