"""Leaderboards: which there are, and their places as people read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from wishlight.metrics import Result
from wishlight.pages.cells import show_cell, show_number, show_period
from wishlight.pages.context import Context
from wishlight.pages.facts import Value
from wishlight.pages.figure_tables import Shown, make_table

NAMED = ("person", "team")
"""Columns that make a board a list of places rather than a table."""


class Place(NamedTuple):
    """One place. `note` says what the points stand for; `tied` that others have as many."""

    place: int
    tied: bool
    who: Value
    points: str
    note: str


class Span(NamedTuple):
    """A board's places in one span of time; `few` says that too little happened to rank anyone."""

    title: str
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
    rows = result.dicts()
    periods = list(dict.fromkeys(row["period"] for row in rows))
    return [_make_span(context, result, period, [row for row in rows if row["period"] == period], lang) for period in periods]


def _make_span(context: Context, result: Result, period: str, rows: Sequence[dict[str, Any]], lang: str) -> Span:
    title = show_period(period, context.words[lang])
    column = next((name for name in NAMED if name in result.columns), None)
    if column is None or "points" not in result.columns:
        few = all(row.get("suppressed") for row in rows)
        return Span(title, few, [], make_table(context, result, rows, lang, hide=("period",)))
    ranked = [row for row in rows if not row.get("suppressed")]
    return Span(title, not ranked, [_make_place(context, result, column, row, lang) for row in ranked], None)


def _make_place(context: Context, result: Result, column: str, row: dict[str, Any], lang: str) -> Place:
    words = context.words[lang]
    who = show_cell(context, result.metric, column, row, lang)
    note = words("pages.starlight.note", minutes=show_number("minutes", row["minutes"], words), records=show_number("records", row["records"], words))
    return Place(row["place"], bool(row.get("tied")), who or Value("—"), show_number("points", row["points"], words), note)
