"""A time zone's rules as a calendar carries them, so that a phone abroad shows the hour at which people meet."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone


@lru_cache(maxsize=64)
def describe_zone(name: str, first: int, last: int) -> Timezone:
    """The VTIMEZONE of a zone from the start of the year `first` to the end of the year `last`."""
    return Timezone.from_tzinfo(ZoneInfo(name), name, date(first, 1, 1), date(last, 12, 31))
