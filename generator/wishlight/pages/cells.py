"""A figure's values as people read them: what a column holds is told by its name, the same in every figure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from wishlight.metrics import Metric, Result
from wishlight.pages import formats
from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context
from wishlight.pages.facts import Value
from wishlight.pages.people import call_actor
from wishlight.pages.timeline import name_event
from wishlight.words import Words

LISTS = {
    "area": "areas",
    "community": "areas",
    "grid": "areas",
    "beneficiary": "beneficiaries",
    "channel": "channels",
    "reason": "reasons",
    "fund": "funds",
    "skill": "skills",
    "referral": "referrals",
}
"""Columns that hold an id of one of the board's lists. `category` depends on the figure's group."""

RECORDS = ("wish", "action", "deed", "record", "oldest")
ACTORS = ("person", "team", "actor", "approved_by")
OWN = ("why", "objection", "answer", "was", "because")
"""People's own words."""

HIDDEN = ("suppressed", "number", "tied")
"""Columns that say something about others in their row, and have no cell of their own."""

OF_A_FIGURE = ("value", "reported", "today", "difference")
"""Columns whose unit is told by the figure named in their row: `fen_spent` is money, `minutes_confirmed` is time."""

_GROUP_KINDS = {"actions": "action", "deeds": "deed", "people": "team"}


def list_columns(result: Result) -> tuple[str, ...]:
    """The columns that have cells."""
    return tuple(column for column in result.columns if column not in HIDDEN)


def name_column(metric: Metric, column: str, words: Words) -> str:
    """What a column is called: by the figure's own words, or by those that all figures share."""
    own = f"metrics.{metric.name}.columns.{column}"
    return words(own if words.has(own) else f"columns.{column}")


def is_number(column: str, values: list[Any]) -> bool:
    """Whether a column is set to the right: all its values are numbers."""
    return column not in ("entry", "n") and all(isinstance(value, int) and not isinstance(value, bool) for value in values if value is not None)


def show_cell(context: Context, metric: Metric, column: str, row: Mapping[str, Any], lang: str) -> Value | None:
    """One value of a result's row; None where there are too few cases to show it."""
    value, words = row[column], context.words[lang]
    if value is None:
        return _show_missing(column, row, words)
    if isinstance(value, bool):
        return Value(words(f"pages.figure.{'yes' if value else 'no'}"))
    if isinstance(value, date):
        return Value(formats.tag_day(value, words))
    if isinstance(value, int):
        return Value(show_number(row["figure"] if column in OF_A_FIGURE and "figure" in row else column, value, words))
    return _show_text(context, metric, column, str(value), lang)


def _show_missing(column: str, row: Mapping[str, Any], words: Words) -> Value | None:
    if column == "person" and row.get("number"):
        return Value(words("pages.figure.someone", n=row["number"]))
    return None if row.get("suppressed") else Value("—")


def show_number(column: str, value: int, words: Words) -> str:
    """A number in the unit that its column's name tells, or the name of a month report's figure."""
    if column.endswith("permille"):
        return formats.format_permille(value, words)
    if column.endswith("fen") or column.startswith("fen_"):
        return formats.format_yuan(value, words)
    if column.endswith("minutes") or column.startswith("minutes_"):
        return formats.format_minutes(value, words)
    if column.endswith("_tenths"):
        return f"{value // 10}.{value % 10}"
    if column.endswith("_days"):
        return formats.count(words, "units.days", value)
    return formats.format_number(value, words)


def _show_text(context: Context, metric: Metric, column: str, value: str, lang: str) -> Value:
    words = context.words[lang]
    if column in ("month", "period"):
        return Value(show_period(value, words))
    if column in LISTS or column == "category":
        name = LISTS.get(column) or f"{_GROUP_KINDS.get(metric.group, 'wish')}_categories"
        return Value(context.board.name_of(name, value, lang), path=address_of(value) if name == "areas" else None)
    if column in RECORDS and value in context.folded:
        return Value(str(context.folded[value].record.head.get("title", value)), own=True, path=address_of(value))
    if column in ACTORS:
        called = call_actor(context, value, lang)
        return Value(called.text, called.own, called.path)
    return _show_word(context, metric, column, value, lang)


def _show_word(context: Context, metric: Metric, column: str, value: str, lang: str) -> Value:
    """A value out of a fixed set, by its word; anything else as it is."""
    words, kind = context.words[lang], _GROUP_KINDS.get(metric.group, "wish")
    if column == "event":
        return Value(name_event(context, kind, value, lang))
    if column == "rule":
        return Value(words(f"rules.{value}.title"), path=f"rules/#{value}")
    keys = (f"values.{column}.{value}", f"enums.{column}.{value}", f"status.{kind}.{value}")
    found = next((key for key in keys if words.has(key)), None)
    if found:
        return Value(words(found))
    return Value(value, own=column in OWN)


def show_period(period: str, words: Words) -> str:
    """A month, a season, a year or all time."""
    if period == "all":
        return words("pages.figure.period.all")
    if "-Q" in period:
        return words("pages.figure.period.season", year=period[:4], season=words(f"pages.figure.season.{period[-1]}"))
    return formats.format_month(period, words) if "-" in period else words("pages.figure.period.year", year=period)
