"""A figure's result as tables of finished cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from wishlight.metrics import Result
from wishlight.metrics.shown import write_plain
from wishlight.pages.cells import is_number, list_columns, name_column, show_cell, show_number
from wishlight.pages.context import Context
from wishlight.pages.facts import Value
from wishlight.pages.formats import format_month

MOST_ROWS = 120
"""Rows on a page; the download has them all."""

MOST_MONTHS = 12


class Marks(NamedTuple):
    """What the cells of a table stand for, so that a recount can hold them against the published figures."""

    metric: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """Each row's place in the result, and its plain values."""


class Shown(NamedTuple):
    """A table: columns as (text, is a number), rows of cells (None: withheld), and how many more rows there are."""

    caption: str
    columns: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Value | None, ...], ...]
    more: int
    marks: Marks | None = None


def list_tables(context: Context, result: Result, lang: str) -> list[Shown]:
    """The tables of a result: one, or one for each number where the rows are months by something else."""
    if result.metric.shows == "series" and result.rows and isinstance(result.rows[0][1], str):
        return [_pivot(context, result, column, lang) for column in result.columns[2:] if column != "suppressed"]
    return [make_table(context, result, result.dicts(), lang)]


def make_table(context: Context, result: Result, dicts: Sequence[dict[str, Any]], lang: str, hide: Sequence[str] = ()) -> Shown:
    """The rows as a table; columns in `hide` are said elsewhere."""
    words = context.words[lang]
    columns = [column for column in list_columns(result) if column not in hide]
    heads = tuple((name_column(result.metric, c, words), is_number(c, [row[c] for row in dicts])) for c in columns)
    rows = tuple(tuple(show_cell(context, result.metric, c, row, lang) for c in columns) for row in dicts[:MOST_ROWS])
    everything = result.dicts()
    marked = tuple((everything.index(row), tuple(write_plain(row[c]) for c in columns)) for row in dicts[:MOST_ROWS])
    marks = Marks(result.metric.name, tuple(columns), marked)
    return Shown(words(f"metrics.{result.metric.name}.title"), heads, rows, max(0, len(dicts) - MOST_ROWS), marks)


def _pivot(context: Context, result: Result, column: str, lang: str) -> Shown:
    """Months across, the newest ones; the second column's values down."""
    words, split = context.words[lang], result.columns[1]
    dicts = result.dicts()
    months = sorted({row["month"] for row in dicts})[-MOST_MONTHS:]
    found = {(row[split], row["month"]): row for row in dicts}
    names = list(dict.fromkeys(row[split] for row in dicts))
    rows = []
    for name in names:
        cells: list[Value | None] = [show_cell(context, result.metric, split, {split: name}, lang)]
        unit = name if split == "figure" else column
        for month in months:
            value = found[(name, month)][column] if (name, month) in found else None
            cells.append(Value("—" if value is None else show_number(unit, value, words)))
        rows.append(tuple(cells))
    heads = ((name_column(result.metric, split, words), False), *((format_month(month, words), True) for month in months))
    return Shown(name_column(result.metric, column, words), heads, tuple(rows), 0)
