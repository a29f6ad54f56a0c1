"""What figures came to on the very rows of a base: whatever rests on such rows alone need not be counted again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from wishlight.kept import read_kept, save_kept
from wishlight.metrics.figures import list_metrics
from wishlight.metrics.run import Result, run_metric
from wishlight.tables.parts import SameRows
from wishlight.tables.reads import find_tables

FILE = "figures.msgpack"
PLAIN = frozenset((int, str, bool))
"""What comes back as it was kept; days come back by their columns, and a figure with anything else is counted each time."""


class _Figure(msgspec.Struct, array_like=True, frozen=True):
    """A figure's columns and rows; `days` are the places of the columns that hold days."""

    columns: tuple[str, ...]
    days: tuple[int, ...]
    rows: list[list[Any]]


class _Kept(msgspec.Struct, array_like=True, frozen=True):
    """The figures of a base, and its name."""

    base: str
    figures: dict[str, _Figure]


def count_figures(con: duckdb.DuckDBPyConnection, same: SameRows) -> dict[str, Result]:
    """Every figure's rows, by name: those that rest on nothing but a base's very rows as they were counted then, all others counted now."""
    known = _recall(same)
    results = {metric.name: known.get(metric.name) or run_metric(con, metric) for metric in list_metrics()}
    if same.folder and same.base and not known and all(find_tables(metric.sql) <= same.tables for metric in list_metrics()):
        _keep(same.folder / FILE, same.base, results)
    return results


def _recall(same: SameRows) -> dict[str, Result]:
    kept = read_kept(same.folder / FILE, _Kept) if same.folder and same.base else None
    if kept is None or kept.base != same.base:
        return {}
    still = (metric for metric in list_metrics() if metric.name in kept.figures and find_tables(metric.sql) <= same.tables)
    return {metric.name: Result(metric, (figure := kept.figures[metric.name]).columns, _open(figure)) for metric in still}


def _open(figure: _Figure) -> tuple[tuple[Any, ...], ...]:
    for row in figure.rows:
        for n in figure.days:
            row[n] = row[n] and date.fromisoformat(row[n])
    return tuple(map(tuple, figure.rows))


def _keep(file: Path, base: str, results: Mapping[str, Result]) -> None:
    figures = {name: figure for name, result in results.items() if (figure := _close(result))}
    with suppress(OSError):
        save_kept(file, _Kept(base, figures))


def _close(result: Result) -> _Figure | None:
    """A result as it is kept; None where it holds something that would not come back."""
    kinds = [{type(row[n]) for row in result.rows} - {type(None)} for n in range(len(result.columns))]
    days = tuple(n for n, found in enumerate(kinds) if found == {date})
    if any(n not in days and not found <= PLAIN for n, found in enumerate(kinds)):
        return None
    return _Figure(result.columns, days, [list(row) for row in result.rows])
