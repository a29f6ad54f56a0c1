"""What SQL derives once for many figures: one .sql file a view, made in the order in which they read each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import duckdb

from wishlight.tables.reads import find_tables, read_macros, read_views

PASSING = frozenset(("live_entries",))
"""Views that only leave rows out of a large table: to keep those that stay costs more than to leave them out each time."""


COMPARED = frozenset(("months", "persons", "work"))
"""Views that often say the same though what they read has changed: a claim is no work yet, a day seldom begins a month, and the numbers of
people are drawn by the month. To look costs less than to make what rests on them again."""


def list_kept() -> list[str]:
    """The views whose rows are kept."""
    return [name for name in read_views() if name not in PASSING]


def make_views(con: duckdb.DuckDBPyConnection, same: Collection[str] = ()) -> None:
    """Compute every view and keep its rows, so that a figure reads them and never computes them again.

    `same` are tables that say what they said when the views were made which the database has already: what rests on such tables alone is not made again.
    """
    con.execute(read_macros())
    settled = set(same)
    for name, sql in order_views(read_views()):
        kept = bool(same) and find_tables(sql) <= settled
        if name in PASSING:
            con.execute(f'CREATE VIEW "{name}" AS {sql}')
        elif same and not kept and name in COMPARED:
            kept = _make_anew(con, name, sql)
        elif not kept:
            con.execute(f'CREATE OR REPLACE TABLE "{name}" AS {sql}')
        if kept:
            settled.add(name)


def _make_anew(con: duckdb.DuckDBPyConnection, name: str, sql: str) -> bool:
    """Make a view that the database has already; whether it has the rows that it had before."""
    con.execute(f'ALTER TABLE "{name}" RENAME TO before')
    con.execute(f'CREATE TABLE "{name}" AS {sql}')
    counts = f'(SELECT count(*) FROM before) = (SELECT count(*) FROM "{name}")'  # noqa: S608 - one of our own names
    (same,) = con.execute(f'SELECT {counts} AND NOT EXISTS (FROM before EXCEPT ALL FROM "{name}")').fetchone() or (False,)  # noqa: S608
    con.execute("DROP TABLE before")
    return bool(same)


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
