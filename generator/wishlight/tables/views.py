"""What SQL derives once for many figures: one .sql file a view, made in the order in which they read each other."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from wishlight.tables.reads import find_tables, read_macros, read_views

PASSING = frozenset(("live_entries",))
"""Views that only leave rows out of a large table: to keep those that stay costs more than to leave them out each time."""


def make_views(con: duckdb.DuckDBPyConnection) -> None:
    """Compute every view and keep its rows, so that a figure reads them and never computes them again."""
    con.execute(read_macros())
    for name, sql in order_views(read_views()):
        con.execute(f'CREATE {"VIEW" if name in PASSING else "TABLE"} "{name}" AS {sql}')


def order_views(views: Mapping[str, str]) -> list[tuple[str, str]]:
    """The views with each one after those it reads. Raises ValueError for a circle."""
    reads = {name: find_tables(sql) & views.keys() for name, sql in views.items()}
    ordered: list[tuple[str, str]] = []
    while reads:
        ready = sorted(name for name, needed in reads.items() if not needed & reads.keys())
        if not ready:
            raise ValueError(f"these views read each other in a circle: {', '.join(sorted(reads))}")
        ordered.extend((name, views[name]) for name in ready)
        for name in ready:
            del reads[name]
    return ordered
