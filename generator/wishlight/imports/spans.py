"""When something is, as people write it: `2023年8月28日8点50分至10点50分`, `20240510 14:00---16:0`, `晚7点`."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from wishlight.intake.values import fold

_DAY = r"(?:(?P<y{n}>[0-9]{{4}})(?:-|/|\.|年))?(?P<m{n}>[0-9]{{1,2}})(?:-|/|\.|月)(?P<d{n}>[0-9]{{1,2}})(?:日|号|(?![0-9]))|(?P<c{n}>20[0-9]{{6}})(?![0-9])"
_CLOCK = r"(?:(?P<p{n}>上午|早上|早|中午|下午|傍晚|晚上|晚|am|pm) ?)?(?P<h{n}>[0-9]{{1,2}})(?:(?::|点|时)(?P<i{n}>半|[0-9]{{1,2}})?分?(?::[0-9]{{2}})?)"
_WEEKDAY = r"(?: ?,? ?\(?(?:星期|周)[一二三四五六日天]\)?)?"
_PLACE = "(?:(?:{day}){weekday})"
_SPAN = re.compile(
    _PLACE.format(day=_DAY.format(n=1), weekday=_WEEKDAY)
    + r"(?: ?[,t] ?| )?"
    + f"(?:{_CLOCK.format(n=1)})?"
    + r"(?: ?(?:至|到|-+|—+|~) ?"
    + f"(?:{_PLACE.format(day=_DAY.format(n=2), weekday=_WEEKDAY)}(?: ?[,t] ?| )?)?"
    + f"(?:{_CLOCK.format(n=2)}))?"
)
_LATE = frozenset(("下午", "傍晚", "晚上", "晚", "pm"))


class UnclearError(ValueError):
    """A time that can't be read; `why` is `no-day`, `no-year`, `no-clock`, `no-end` or `unclear`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Span(NamedTuple):
    """From when to when."""

    starts: datetime
    ends: datetime


def read_span(text: str, zone: ZoneInfo, *, year: int | None = None, clock: time | None = None, minutes: int | None = None) -> Span:
    """The time that a text names.

    `year` is for days written without one, `clock` for days without a time of day, `minutes` is how long it lasts where no end is
    written. Raises UnclearError where something is still missing or could mean two things.
    """
    match = _SPAN.fullmatch(fold(text).lower())
    if not match:
        raise UnclearError("unclear" if re.search(r"[0-9]+[月/.-][0-9]+|20[0-9]{6}", text) else "no-day")
    day = _read_day(match, 1, year)
    begin = _read_clock(match, 1, None) or clock
    if begin is None:
        raise UnclearError("no-clock")
    starts = datetime.combine(day, begin, zone)
    end = _read_clock(match, 2, match["p1"])
    if end is None:
        if minutes is None:
            raise UnclearError("no-end")
        return Span(starts, starts + timedelta(minutes=minutes))
    last = _read_day(match, 2, day.year) if match["d2"] or match["c2"] else day
    ends = datetime.combine(last, end, zone)
    if ends <= starts:
        raise UnclearError("unclear")
    return Span(starts, ends)


def read_any_day(text: str, year: int | None = None) -> date:
    """A day, whatever time of day follows it. Raises UnclearError."""
    match = _SPAN.fullmatch(fold(text).lower())
    if not match:
        raise UnclearError("no-day")
    return _read_day(match, 1, year)


def _read_day(match: re.Match[str], n: int, year: int | None) -> date:
    try:
        if compact := match[f"c{n}"]:
            return date(int(compact[:4]), int(compact[4:6]), int(compact[6:]))
        if not match[f"y{n}"] and year is None:
            raise UnclearError("no-year")
        return date(int(match[f"y{n}"] or year or 0), int(match[f"m{n}"]), int(match[f"d{n}"]))
    except UnclearError:
        raise
    except ValueError:
        raise UnclearError("unclear") from None


def _read_clock(match: re.Match[str], n: int, before: str | None) -> time | None:
    if match[f"h{n}"] is None:
        return None
    hour, minute, period = int(match[f"h{n}"]), match[f"i{n}"], match[f"p{n}"]
    late = period in _LATE or (period is None and n == 2 and before in _LATE)
    try:
        return time(hour + 12 if late and hour < 12 else hour, 30 if minute == "半" else int(minute or 0))
    except ValueError:
        raise UnclearError("unclear") from None
