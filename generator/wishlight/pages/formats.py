"""Days, money, minutes and counts as people of a language write them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_interval
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from wishlight.records.marks import list_marks
from wishlight.words import Words


@cache
def locale_of(words: Words) -> Locale:
    """The locale that a language's words ask for."""
    return Locale.parse(words("units.locale"))


@lru_cache(maxsize=20_000)
def format_day(day: date, words: Words, year: int | None = None) -> str:
    """`2026年3月4日` / `4 Mar 2026`; without the year where it is `year`, which the reader knows already."""
    pattern = words("units.day_short" if day.year == year else "units.day")
    return str(format_date(day, pattern, locale=locale_of(words)))


def format_days(first: date, last: date, words: Words) -> str:
    """`2026年11月16日至22日` / `16–22 Nov 2026`: from one day to another, with what they have in common said once."""
    return str(format_interval(first, last, "yMMMd", locale=locale_of(words)))


@lru_cache(maxsize=20_000)
def tag_day(day: date, words: Words, year: int | None = None) -> Markup:
    """A day as a `<time>` element."""
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), format_day(day, words, year))


def tag_moment(moment: date | datetime, words: Words, year: int | None = None) -> Markup:
    """A day and, where it is known, a time as a `<time>` element, in the moment's own zone."""
    if not isinstance(moment, datetime):
        return tag_day(moment, words, year)
    text = escape(f"{format_day(moment.date(), words, year)} {moment:%H:%M}")
    return Markup(f'<time datetime="{moment.isoformat()[:16]}">{text}</time>')  # noqa: S704 - escaped just above


def month_start(text: str) -> date:
    """The first day of a month written as `2026-03`."""
    return date(int(text[:4]), int(text[5:7]), 1)


def format_month(text: str, words: Words) -> str:
    """`2026年3月` / `Mar 2026` from `2026-03`."""
    return str(format_date(month_start(text), words("units.month"), locale=locale_of(words)))


@lru_cache(maxsize=20_000)
def format_number(number: int, words: Words) -> str:
    """A whole number with the language's grouping."""
    return str(format_decimal(number, locale=locale_of(words)))


@lru_cache(maxsize=20_000)
def format_yuan(fen: int, words: Words) -> str:
    """Money from fen: `80 元`; with two decimals only where it is not whole yuan."""
    if fen % 100 == 0:
        return words("units.yuan", n=format_number(fen // 100, words))
    return words("units.yuan", n=format_decimal(Decimal(fen) / 100, "#,##0.00", locale=locale_of(words)))


@lru_cache(maxsize=20_000)
def format_minutes(minutes: int, words: Words) -> str:
    """`45 分钟`, `2 小时`, `2 小时 30 分钟`: hours from two hours on, because nobody says 150 minutes."""
    hours, rest = divmod(minutes, 60) if minutes >= 120 else (0, minutes)
    parts = [count(words, "units.hours", hours)] if hours else []
    if rest or not parts:
        parts.append(count(words, "units.minutes", rest))
    return " ".join(parts)


def format_permille(permille: int, words: Words) -> str:
    """`86.4%` from 864; without the decimal where it is zero."""
    return words("units.percent", n=f"{permille / 10:g}")


@lru_cache(maxsize=20_000)
def count(words: Words, key: str, n: int) -> str:
    """The sentence of `key` that fits a number by the language's plural rules, with `{n}` filled in."""
    form = f"{key}.{locale_of(words).plural_form(n)}"
    return words(form if words.has(form) else f"{key}.other", n=format_number(n, words))


def fill(words: Words, key: str, **values: object) -> Markup:
    """A sentence as HTML: values that are HTML already stay so, everything else is escaped."""
    return escape(words(key)).format(**values)


def clean_text(text: str, words: Words) -> str:
    """People's text where no markup can stand; where it was removed, the language's own words for that."""
    return words("pages.removed") if text in list_marks() else text


def short_id(id: str) -> str:
    """The part of a record's id that people dictate: the last six signs."""
    return id[-6:]
