"""A figure's result as tables of finished cells, each marked with the plain value it shows, so that a recount can hold pages to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from wishlight.metrics import Result
from wishlight.metrics.shown import write_plain
from wishlight.pages.cells import is_number, list_columns, name_column, show_cell, show_number
from wishlight.pages.context import Context
from wishlight.pages.facts import Value
from wishlight.pages.formats import format_month
from wishlight.words import Words

MOST_ROWS = 120
"""Rows on a page; the download has them all."""

MOST_MONTHS = 12

Rows = Sequence[tuple[int, dict[str, Any]]]
"""Rows by column with their places in the result."""


class Cell(NamedTuple):
    """A cell: what it shows (None: withheld), and the value it stands for by its column and its row in the result."""

    value: Value | None
    column: str
    row: int
    plain: str


class Shown(NamedTuple):
    """A table: columns as (text, is a number), rows of cells, and how many more rows there are. `metric` is the figure it shows.

    `names` are the cells' columns where each row is one row of the result; empty where each cell marks itself.
    """

    caption: str
    metric: str
    names: tuple[str, ...]
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]
    more: int


def number_rows(result: Result) -> list[tuple[int, dict[str, Any]]]:
    """The rows by column, each with its place in the result."""
    return list(enumerate(result.dicts()))


def make_cell(context: Context, result: Result, column: str, row: int, values: dict[str, Any], lang: str) -> Cell:
    """One marked cell."""
    return Cell(show_cell(context, result.metric, column, values, lang), column, row, write_plain(values[column]))


def list_tables(context: Context, result: Result, lang: str) -> list[Shown]:
    """The tables of a result: one, or one for each number where the rows are months by something else."""
    if is_crossed(result):
        return [_pivot(context, result, column, lang) for column in result.columns[2:] if column != "suppressed"]
    return [make_table(context, result, number_rows(result), lang)]


def is_crossed(result: Result) -> bool:
    """Whether the rows are months by something else."""
    return result.metric.shows == "series" and bool(result.rows) and isinstance(result.rows[0][1], str)


def make_table(context: Context, result: Result, rows: Rows, lang: str, hide: Sequence[str] = ()) -> Shown:
    """The rows as a table; columns in `hide` are said elsewhere."""
    words = context.words[lang]
    columns = [column for column in list_columns(result) if column not in hide]
    heads = tuple((name_column(result.metric, c, words), is_number(c, [values[c] for _, values in rows])) for c in columns)
    cells = tuple(tuple(make_cell(context, result, c, row, values, lang) for c in columns) for row, values in rows[:MOST_ROWS])
    return Shown(words(f"metrics.{result.metric.name}.title"), result.metric.name, tuple(columns), heads, cells, max(0, len(rows) - MOST_ROWS))


def _pivot(context: Context, result: Result, column: str, lang: str) -> Shown:
    """Months across, the newest ones; the second column's values down."""
    words, split = context.words[lang], result.columns[1]
    found = {(values[split], values["month"]): (row, values) for row, values in number_rows(result)}
    months = sorted({month for _, month in found})[-MOST_MONTHS:]
    rows = []
    for name in dict.fromkeys(name for name, _ in found):
        here = [found[name, month] for month in months if (name, month) in found]
        head = make_cell(context, result, split, *here[0], lang)
        rows.append((head, *(_pivot_cell(found.get((name, month)), column, name if split == "figure" else column, words) for month in months)))
    heads = ((name_column(result.metric, split, words), False), *((format_month(month, words), True) for month in months))
    return Shown(name_column(result.metric, column, words), result.metric.name, (), heads, tuple(rows), 0)


def _pivot_cell(found: tuple[int, dict[str, Any]] | None, column: str, unit: str, words: Words) -> Cell:
    if found is None:
        return Cell(Value("—"), "", 0, "")
    row, values = found
    value = values[column]
    return Cell(Value("—" if value is None else show_number(unit, value, words)), column, row, write_plain(value))
