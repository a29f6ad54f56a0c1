"""A typed answer as people write it, to the value that a record holds: whole numbers, fen, days, moments."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from zoneinfo import ZoneInfo

_NUMBER = re.compile(r"([0-9]{1,12}) ?(?:分钟|分|个月|个人|个|人|份|天|元|%|minutes?|min|months?|days?)?")
_HOURS = re.compile(r"([0-9]{1,4})(?:\.([0-9]))? ?(?:个)?(?:小时|钟头|hours?|h)(?: ?([0-9]{1,2}) ?(?:分钟|分|minutes?|min))?")
_MONEY = re.compile(r"(?:¥|￥|rmb|cny)? ?([0-9]{1,10}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]{1,2}))? ?(万)?(?:元|块|yuan|rmb|cny)?")
_DAY = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")
_CLOCK = re.compile(r"(.+?)[ T]+([0-9]{1,2})[:点时]([0-9]{2})?分?(?::([0-9]{2}))?")


def fold(text: str) -> str:
    """A typed value with full-width signs made plain and blanks joined."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def read_number(text: str) -> int:
    """A whole number with or without its unit. Raises ValueError."""
    match = _NUMBER.fullmatch(fold(text))
    if not match:
        raise ValueError(text)
    return int(match[1])


def read_minutes(text: str) -> int:
    """Minutes, also written as hours: `90`, `90分钟`, `1.5小时`, `1小时30分`. Raises ValueError."""
    match = _HOURS.fullmatch(fold(text).lower())
    if not match:
        return read_number(text)
    hours, tenths, minutes = match.groups()
    return int(hours) * 60 + int(tenths or 0) * 6 + int(minutes or 0)


def read_fen(text: str) -> int:
    """An amount in yuan as fen: `80`, `79.5`, `1,200元`, `1.2万`. Raises ValueError."""
    match = _MONEY.fullmatch(fold(text).lower())
    if not match:
        raise ValueError(text)
    whole, part, ten_thousand = match.groups()
    fen = int(whole.replace(",", "")) * 100 + int((part or "").ljust(2, "0"))
    return fen * 10_000 if ten_thousand else fen


def read_day(text: str) -> str:
    """A day in ISO form: `2026-03-20`, `2026/3/20`, `2026年3月20日`. Raises ValueError."""
    match = _DAY.fullmatch(fold(text).replace(" ", ""))
    if not match:
        raise ValueError(text)
    return date(*map(int, match.groups())).isoformat()


def read_moment(text: str, zone: ZoneInfo) -> str:
    """A moment in ISO form with the offset of `zone`: `2026-04-12 08:00`, `2026年4月12日8点30分`. Raises ValueError."""
    plain = re.sub(r"(?<=日)(?=[0-9])", " ", fold(text))
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        moment = _read_spoken(plain)
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).isoformat(timespec="seconds")


def _read_spoken(text: str) -> datetime:
    match = _CLOCK.fullmatch(text)
    if not match:
        raise ValueError(text)
    day, hour, minute, _ = match.groups()
    return datetime.fromisoformat(f"{read_day(day)}T{int(hour):02d}:{int(minute or 0):02d}:00")
