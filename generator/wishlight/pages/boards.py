"""Leaderboards: which there are, and their places as people read them."""

from __future__ import annotations

from typing import Any, NamedTuple

from wishlight.metrics import Result
from wishlight.pages.cells import show_cell, show_number, show_period
from wishlight.pages.context import Context
from wishlight.pages.facts import Value
from wishlight.pages.figure_tables import Rows, Shown, make_table, number_rows

NAMED = ("person", "team")
"""Columns that make a board a list of places rather than a table."""


class Place(NamedTuple):
    """One place. `note` says what the points stand for; `tied` that others have as many; `row` is its place in the result."""

    row: int
    place: int
    tied: bool
    who: Value
    points: int
    note: str


class Span(NamedTuple):
    """A board's places in one span of time; `few` says that too little happened to rank anyone."""

    title: str
    metric: str
    few: bool
    places: list[Place]
    table: Shown | None


def board_path(name: str) -> str:
    """The address of a leaderboard."""
    return f"starlight/{name}/"


def list_boards(context: Context) -> list[Result]:
    """The leaderboards; every figure that shows one is there."""
    return [result for result in context.results.values() if result.metric.shows == "board" and "period" in result.columns]


def list_spans(context: Context, result: Result, lang: str) -> list[Span]:
    """A board's spans in the order of its rows, the newest first."""
    rows = number_rows(result)
    periods = dict.fromkeys(values["period"] for _, values in rows)
    return [_make_span(context, result, period, [row for row in rows if row[1]["period"] == period], lang) for period in periods]


def _make_span(context: Context, result: Result, period: str, rows: Rows, lang: str) -> Span:
    title = show_period(period, context.words[lang])
    column = next((name for name in NAMED if name in result.columns), None)
    if column is None or "points" not in result.columns:
        few = all(values.get("suppressed") for _, values in rows)
        return Span(title, result.metric.name, few, [], make_table(context, result, rows, lang, hide=("period",)))
    ranked = [row for row in rows if not row[1].get("suppressed")]
    return Span(title, result.metric.name, not ranked, [_make_place(context, result, column, *row, lang) for row in ranked], None)


def _make_place(context: Context, result: Result, column: str, row: int, values: dict[str, Any], lang: str) -> Place:
    words = context.words[lang]
    who = show_cell(context, result.metric, column, values, lang)
    note = words("pages.starlight.note", minutes=show_number("minutes", values["minutes"], words), records=show_number("records", values["records"], words))
    return Place(row, values["place"], bool(values.get("tied")), who or Value("—"), values["points"], note)
