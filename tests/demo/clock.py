"""Days, hours and dice of the demo: everything that looks accidental comes from a seed and a name."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path

import yaml

from wishlight.records.board.days import Calendar, make_calendar

FIRST = date(2025, 11, 24)
LAST = date(2026, 11, 23)
ZONE = timezone(timedelta(hours=8))
_SEED = "yunxi"


def dice(name: str) -> random.Random:
    """A source of chance of its own for each name, so that a change in one record leaves the others as they are."""
    return random.Random(f"{_SEED}/{name}")


@cache
def working_days() -> Calendar:
    """The board's working days, as its holidays file has them."""
    text = (Path(__file__).parents[2] / "site_config/holidays.yml").read_text("utf-8")
    years = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - our own file, and text only
    return make_calendar(
        {int(year): (map(day_of, row["off"]), map(day_of, row["work"])) for year, row in years.items()}
    )


def day_of(text: str) -> date:
    """A day from its ISO text."""
    return date.fromisoformat(text)


def moment(day: date, hour: int, minute: int) -> datetime:
    """A moment of the town's day."""
    return datetime.combine(day, time(hour, minute), ZONE)


def stamp(at: datetime) -> str:
    """A moment as records write it."""
    return at.isoformat(timespec="seconds")


def is_open(day: date) -> bool:
    """Whether the stations are open: Monday to Saturday, shut over public holidays and the weekends that touch them."""
    calendar = working_days()
    if day.weekday() < 5 or day in calendar.work:
        return calendar.is_working(day)
    if day.weekday() == 6:
        return False
    return not {day - timedelta(days=1), day + timedelta(days=2)} & calendar.off


def office(day: date, chance: random.Random) -> datetime:
    """A moment while the service station is open; a day on which it is shut moves on."""
    while not is_open(day):
        day += timedelta(days=1)
    return moment(day, chance.choice((8, 9, 9, 10, 10, 11, 13, 14, 15, 15, 16)), chance.randrange(1, 59))


def evening(day: date, chance: random.Random) -> datetime:
    """A moment at which people with jobs look at their phones."""
    return moment(day, chance.choice((7, 12, 18, 19, 20, 20, 21, 22)), chance.randrange(1, 59))


def after(at: datetime, floor: datetime, chance: random.Random) -> datetime:
    """The moment, or within the hour after the floor where it would come too early."""
    return at if at > floor else floor + timedelta(minutes=chance.randint(9, 48))


def office_after(day: date, floor: datetime, chance: random.Random) -> datetime:
    """A moment of that day at the station that lies after the floor: within the hour while it is open, else the next day."""
    at = office(day, chance)
    if at > floor:
        return at
    if at.date() == floor.date() and 8 <= floor.hour < 17:
        return floor + timedelta(minutes=chance.randint(6, 38))
    return office(floor.date() + timedelta(days=1), chance)


def forward(day: date, days: int) -> date:
    """A day so many calendar days later."""
    return day + timedelta(days=days)
