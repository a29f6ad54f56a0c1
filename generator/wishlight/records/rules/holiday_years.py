"""The public holidays of every year that deadlines fall in are written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.settings import find_setting

AHEAD = timedelta(days=100)
"""Some 65 working days: the longest deadline starts on the newest entry's day."""


def check_settings(context: Context) -> Iterator[Finding]:
    days = [case.record.history[-1].at.date() for case in context.cases if case.record.history]
    if not days:
        return
    for year in range(context.start.year, (max(days) + AHEAD).year + 1):
        if year not in context.board.calendar.years:
            yield find_setting("holidays", year=year)
