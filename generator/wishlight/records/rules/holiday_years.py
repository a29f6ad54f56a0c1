"""The public holidays of every year that deadlines fall in are written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wishlight.records.case import Finding
from wishlight.records.context import Context
from wishlight.records.packed import find_newest_of
from wishlight.records.rules.shared.settings import find_setting

AHEAD = timedelta(days=100)
"""Some 65 working days: the longest deadline starts on the newest entry's day. Where a rule gives more than 60, half as many days again are added."""


def check_together(context: Context) -> Iterator[Finding]:
    newest = find_newest_of(context.records)
    if not newest or context.start == date.min:  # without rules nobody knows when the board began
        return
    longest = max((rule.value for name, rules in context.board.rules.history.items() if "days" in name for rule in rules), default=0)
    ahead = AHEAD + timedelta(days=max(0, longest - 60) * 3 // 2)
    for year in range(context.start.year, (date.fromisoformat(newest) + ahead).year + 1):
        if year not in context.board.calendar.years:
            yield find_setting("holidays", year=year)
