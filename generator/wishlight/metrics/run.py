"""Figures from tables."""

from __future__ import annotations

from typing import Any, NamedTuple

import duckdb

from wishlight.metrics.figures import Metric, list_metrics


class Result(NamedTuple):
    """What a figure came to: rows of values in the order of `columns`. Values are whole numbers, text, dates, flags or None."""

    metric: Metric
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def dicts(self) -> list[dict[str, Any]]:
        """The rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def one(self) -> dict[str, Any]:
        """The only row of a figure by column name."""
        (row,) = self.dicts()
        return row


def run_metric(con: duckdb.DuckDBPyConnection, metric: Metric) -> Result:
    """One figure's rows."""
    cursor = con.execute(metric.sql)
    columns = tuple(column[0] for column in cursor.description or ())
    return Result(metric, columns, tuple(cursor.fetchall()))


def run_metrics(con: duckdb.DuckDBPyConnection) -> dict[str, Result]:
    """Every figure's rows, by name."""
    return {metric.name: run_metric(con, metric) for metric in list_metrics()}
