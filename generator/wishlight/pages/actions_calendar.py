"""The calendar of actions: a table for each month, with the same actions as a list below it."""

from __future__ import annotations

from calendar import MONDAY, Calendar
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from babel.dates import get_day_names

from wishlight.pages.action_cards import ActionCard, list_actions, make_cards
from wishlight.pages.context import Context, list_outlines
from wishlight.pages.follow import CALENDAR, follow_part
from wishlight.pages.formats import format_month, locale_of
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.watch import Planned, Watch, name_given, name_kind
from wishlight.tables.outline import Outline

INDEX = "actions/calendar/"
HIDDEN = ("proposed", "declined", "postponed")
"""Not in a calendar: not agreed on, or without a day."""


class Cell(NamedTuple):
    """A day of the table; `inside` is false for the days of the months before and after."""

    day: date
    inside: bool
    cards: list[ActionCard]


def month_path(month: str) -> str:
    """The address of a month."""
    return f"{INDEX}{month}/"


def list_months(context: Context) -> list[str]:
    """Every month from the first action to the last, and the month of the board's day."""
    days = [date.fromisoformat(outline.start) for _, outline in _list_shown(context)]
    first, last = min([*days, context.as_of]), max([*days, context.as_of])
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [f"{first.year + (first.month - 1 + i) // 12}-{(first.month - 1 + i) % 12 + 1:02d}" for i in range(count)]


def _list_shown(context: Context) -> Iterator[tuple[str, Outline]]:
    return ((id, outline) for id, outline in list_outlines(context, "action") if outline.status not in HIDDEN)


def list_bases(context: Context) -> tuple[object, ...]:
    """The day, and all that actions say."""
    return context.as_of, name_kind(context, "action")


def plan_in(context: Context, watch: Watch, lang: str) -> Iterator[Planned]:
    """A page a month in a language, and the month of the board's day once more as the entrance."""
    months, today = list_months(context), f"{context.as_of:%Y-%m}"
    held: dict[str, list[str]] = {}
    for id, outline in _list_shown(context):
        held.setdefault(outline.start[:7], []).append(id)
    for month, path in [*((month, month_path(month)) for month in months), (today, INDEX)]:
        at, ids = months.index(month), held.get(month, [])
        around = (months[at - 1] if at else "", months[at + 1] if at + 1 < len(months) else "")
        make = partial(_make_month, month=month, around=around, path=path, ids=ids, lang=lang)
        yield watch.plan(path, lang, make, name_given(month, around, ids))


def _make_month(context: Context, *, month: str, around: tuple[str, str], path: str, ids: list[str], lang: str) -> Page:
    words, name = context.words[lang], format_month(month, context.words[lang])
    mine = make_cards(context, list_actions(context, among=ids), lang)
    before, after = ((one, month_path(one)) if one else None for one in around)
    values = {
        "name": name,
        "weeks": _list_weeks(month, mine),
        "days": _list_weekdays(context, lang),
        "cards": mine,
        "before": before,
        "after": after,
    }
    follow = follow_part(context, lang, "actions/", words("pages.actions.title"), CALENDAR)
    title = words("pages.actions_calendar.title", month=name)
    description = words("pages.actions_calendar.description", month=name)
    return make_page(context, lang, "actions_calendar", path, values, title=title, description=description, section="actions", follow=follow)


def _list_weeks(month: str, cards: list[ActionCard]) -> list[list[Cell]]:
    year, number = int(month[:4]), int(month[5:])
    weeks = Calendar(MONDAY).monthdatescalendar(year, number)
    return [[Cell(day, day.month == number, [c for c in cards if c.starts.date() == day]) for day in week] for week in weeks]


def _list_weekdays(context: Context, lang: str) -> list[tuple[str, str]]:
    """(short, full) names of the weekdays, Monday first."""
    locale = locale_of(context.words[lang])
    short = get_day_names("short", context="stand-alone", locale=locale)
    full = get_day_names("wide", context="stand-alone", locale=locale)
    return [(short[i], full[i]) for i in range(7)]
