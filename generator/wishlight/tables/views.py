"""What SQL derives once for many figures: one .sql file a view, made in the order in which they read each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import duckdb

from wishlight.tables.reads import find_tables, read_macros, read_views

PASSING = {"live_entries": "record"}
"""Views that only leave rows out of a large table: to keep those that stay costs more than to leave them out each time. Each row is of the record
that this column names."""

BY_RECORD = {"wish_facts": "wish", "work": "record"}
"""Views of which each row follows from what is said of one record, named by this column, and from tables that say nothing of records: where
only some records have changed, only their rows are made anew. Every table of records that such a view reads is joined by that very record."""

COMPARED = frozenset(("months", "persons"))
"""Views that often say the same though what they read has changed: a day seldom begins a month, and the numbers of people are drawn by the month.
To look costs less than to make what rests on them again."""

_CHANGED = "changed"
"""The schema in which tables stand for a moment with the rows of changed records alone."""


class Since(NamedTuple):
    """How tables differ from those that the views in a database were made from: the `same` say what they said, the others say something else of
    the records with these `ids`. `columns` name, of each table that tells of records, the column in which the record stands.
    """

    same: frozenset[str]
    ids: Sequence[str]
    columns: Mapping[str, str]


def list_kept() -> list[str]:
    """The views whose rows are kept."""
    return [name for name in read_views() if name not in PASSING]


def make_views(con: duckdb.DuckDBPyConnection, since: Since | None = None) -> frozenset[str]:
    """Compute every view and keep its rows, so that a figure reads them and never computes them again.

    `since` tells what has changed since the views were made which the database has already: what rests on tables that say the same is not made
    again. Returns the tables and views that say what they said.
    """
    con.execute(read_macros())
    settled, columns = set(since.same if since else ()), dict(since.columns if since else {})
    for name, sql in order_views(read_views()):
        reads = find_tables(sql)
        kept = since is not None and reads <= settled
        some = reads - settled <= columns.keys()  # then nothing but rows of changed records is another one
        if name in PASSING:
            con.execute(f'CREATE VIEW "{name}" AS {sql}')
            if some:
                columns[name] = PASSING[name]
        elif since and name in BY_RECORD and some:
            kept = kept or _make_some(con, since.ids, {read: columns[read] for read in reads & columns.keys()}, name, sql)
            columns[name] = BY_RECORD[name]
        elif since and not kept:
            kept = _make_whole(con, name, sql)
        elif not kept:
            con.execute(f'CREATE TABLE "{name}" AS {sql}')
        if kept:
            settled.add(name)
    return frozenset(settled)


def _make_whole(con: duckdb.DuckDBPyConnection, name: str, sql: str) -> bool:
    """Make a view that the database has already anew; whether it is known to have the rows that it had before."""
    if name in COMPARED:
        return _make_anew(con, name, sql)
    con.execute(f'CREATE OR REPLACE TABLE "{name}" AS {sql}')
    return False


def _make_some(con: duckdb.DuckDBPyConnection, ids: Sequence[str], reads: Mapping[str, str], name: str, sql: str) -> bool:
    """Make the rows of some records anew: the view's own SQL reads tables that hold nothing of any other record."""
    changed = f'SELECT id FROM "{_CHANGED}".ids'  # noqa: S608 - one of our own names
    con.execute(f'CREATE SCHEMA "{_CHANGED}"')
    try:
        con.execute(f'CREATE TABLE "{_CHANGED}".ids AS SELECT unnest($1::VARCHAR[]) AS id', [list(ids)])
        for read, column in reads.items():
            con.execute(f'CREATE TABLE "{_CHANGED}"."{read}" AS FROM main."{read}" WHERE "{column}" IN ({changed})')
        con.execute(f"SET search_path = '{_CHANGED},main'")
        con.execute(f'CREATE TABLE "{_CHANGED}".fresh AS {sql}')
        con.execute("SET search_path = 'main'")
        before, fresh = f'FROM main."{name}" WHERE "{BY_RECORD[name]}" IN ({changed})', f'FROM "{_CHANGED}".fresh'
        (same,) = con.execute(f"SELECT NOT EXISTS ({before} EXCEPT ALL {fresh}) AND NOT EXISTS ({fresh} EXCEPT ALL {before})").fetchone() or (False,)
        if not same:
            con.execute(f"DELETE {before}")
            con.execute(f'INSERT INTO main."{name}" {fresh}')
    finally:
        con.execute("SET search_path = 'main'")
        con.execute(f'DROP SCHEMA "{_CHANGED}" CASCADE')
    return bool(same)


def _make_anew(con: duckdb.DuckDBPyConnection, name: str, sql: str) -> bool:
    """Make all of it anew; whether it has the rows that it had before."""
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
