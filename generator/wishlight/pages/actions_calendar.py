"""The calendar of actions: a table for each month, with the same actions as a list below it."""

from __future__ import annotations

from calendar import MONDAY, Calendar
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from babel.dates import get_day_names

from wishlight.pages.action_cards import ActionCard, list_actions, make_cards
from wishlight.pages.context import Context
from wishlight.pages.follow import CALENDAR, follow_part
from wishlight.pages.formats import format_month, locale_of
from wishlight.pages.page import Page
from wishlight.pages.render import make_page

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
    days = [state.starts.date() for _, state in list_actions(context) if state.status not in HIDDEN]
    first, last = min([*days, context.as_of]), max([*days, context.as_of])
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [f"{first.year + (first.month - 1 + i) // 12}-{(first.month - 1 + i) % 12 + 1:02d}" for i in range(count)]


def make(context: Context) -> Iterator[Page]:
    """A page a month in each language, and the month of the board's day once more as the entrance."""
    months = list_months(context)
    today = f"{context.as_of:%Y-%m}"
    actions = [pair for pair in list_actions(context) if pair[1].status not in HIDDEN]
    for lang in context.languages:
        cards = make_cards(context, actions, lang)
        for month in months:
            yield _make_month(context, lang, months, month, month_path(month), cards)
        yield _make_month(context, lang, months, today, INDEX, cards)


def _make_month(context: Context, lang: str, months: list[str], month: str, path: str, cards: list[ActionCard]) -> Page:
    words = context.words[lang]
    mine = [card for card in cards if f"{card.starts:%Y-%m}" == month]
    at, name = months.index(month), format_month(month, words)
    values = {
        "name": name,
        "weeks": _list_weeks(month, mine),
        "days": _list_weekdays(context, lang),
        "cards": mine,
        "before": (months[at - 1], month_path(months[at - 1])) if at else None,
        "after": (months[at + 1], month_path(months[at + 1])) if at + 1 < len(months) else None,
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
