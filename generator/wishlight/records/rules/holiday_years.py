"""The public holidays of every year that deadlines fall in are written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.packed import find_newest_of
from wishlight.records.rules.shared.settings import find_setting

AHEAD = timedelta(days=100)
"""Some 65 working days: the longest deadline starts on the newest entry's day."""


def check_together(context: Context) -> Iterator[Finding]:
    newest = find_newest_of(context.records)
    if not newest:
        return
    for year in range(context.start.year, (date.fromisoformat(newest) + AHEAD).year + 1):
        if year not in context.board.calendar.years:
            yield find_setting("holidays", year=year)
