"""Working days, with public holidays and the working weekends that pay for them (调休), by year from the board's own list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import NamedTuple


class UnknownYearError(LookupError):
    """No holidays are written down for a year: guessing would make deadlines wrong without anyone noticing."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


class Calendar(NamedTuple):
    """The years that are written down, the days off in them, and the weekend days worked."""

    years: frozenset[int]
    off: frozenset[date]
    work: frozenset[date]

    def is_working(self, day: date) -> bool:
        """Whether people work that day. Raises UnknownYearError."""
        if day.year not in self.years:
            raise UnknownYearError(day.year)
        return day in self.work or (day.weekday() < 5 and day not in self.off)

    def add_working_days(self, day: date, count: int) -> date:
        """The day that is `count` working days after `day`. Raises UnknownYearError."""
        while count > 0:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day

    def count_working_days(self, start: date, end: date) -> int:
        """How many working days lie after `start` up to and including `end`. Raises UnknownYearError."""
        span = (end - start).days
        return sum(self.is_working(start + timedelta(days=n)) for n in range(1, span + 1))


def make_calendar(years: Mapping[int, tuple[Iterable[date], Iterable[date]]]) -> Calendar:
    """A calendar from, for each year, its days off and its weekend days worked."""
    off = frozenset(day for days, _ in years.values() for day in days)
    work = frozenset(day for _, days in years.values() for day in days)
    return Calendar(frozenset(years), off, work)
