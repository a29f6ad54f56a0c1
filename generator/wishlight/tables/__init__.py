"""Records as flat tables: one set of tables for figures, pages, open data and whoever wants to recount."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import duckdb

from wishlight.records.board.model import Board
from wishlight.tables.base import Base, Memory, Upon, drop_changed, list_same, name_same, save_base
from wishlight.tables.derived import make_derived_rows
from wishlight.tables.facts import make_fact_rows
from wishlight.tables.folded import Folded, fold_all
from wishlight.tables.folding import Folding
from wishlight.tables.load import Lines, create_table, fill_table, load_tables, open_memory, open_on_disk
from wishlight.tables.reads import read_views
from wishlight.tables.schemas import Published, list_tables
from wishlight.tables.settings import make_setting_rows
from wishlight.tables.views import Since, make_views

LARGE = 50_000
"""Records from which on the tables lie in a passing file."""

DATED = "board"
"""The table of settings in which the day of the figures stands."""

__all__ = ["Folded", "Published", "fill_tables", "fold_all", "list_tables", "make_tables"]


class Tables(NamedTuple):
    """A database, and those of its tables and views that have the very rows of the base that it was built upon."""

    con: duckdb.DuckDBPyConnection
    same: frozenset[str]


def make_tables(board: Board, folded: Iterable[Folded], as_of: date) -> duckdb.DuckDBPyConnection:
    """A database in memory with every published table and every view, as of a day."""
    known = list(folded)
    with TemporaryDirectory() as folder:
        lines = Lines(Path(folder), 1)
        lines.write(0, {**make_fact_rows(board.schema, known, board.zone), **make_derived_rows(known, board.zone)})
        return fill_tables(board, lines, as_of).con


def fill_tables(board: Board, lines: Lines, as_of: date, upon: Upon | None = None, records: int = 0) -> Tables:
    """The same from the rows of so many records in files: all of them, or those that have changed since a base."""
    con = _open(board, upon, records)
    settings, tables = make_setting_rows(board, as_of), list_record_tables(board)
    load_tables(con, (found for found in list_tables(board.schema) if found.name in settings), settings)
    if upon is None:
        for found in tables:
            create_table(con, found)
            fill_table(con, found, lines)
        make_views(con)
        return Tables(con, frozenset())
    dropped = drop_changed(con, tables, upon.changed)
    for found in tables:
        fill_table(con, found, lines)
    same = list_same(con, tables, upon.changed, dropped) | _same_settings(settings, upon.base, as_of)
    return Tables(con, make_views(con, Since(same, upon.changed, {found.name: found.key[0] for found in tables})))


def _same_settings(settings: Iterable[str], base: Base, as_of: date) -> frozenset[str]:
    """The tables of settings that say what they said for a base, which is kept for the very settings: the table of the board tells the day."""
    return frozenset(settings) if base.day == as_of else frozenset(settings) - {DATED}


def _open(board: Board, upon: Upon | None, records: int) -> duckdb.DuckDBPyConnection:
    if upon:
        with upon.tables as start:
            return open_on_disk(board.zone.key, start)
    return open_on_disk(board.zone.key) if records >= LARGE else open_memory(board.zone.key)


def keep_base(memory: Memory, folding: Folding, board: Board, tables: Tables) -> None:
    """Keep a new base, where folding made one, and tell which tables have a base's very rows."""
    if folding.fresh:
        save_base(memory, folding.fresh, folding.shelf.states, tables.con, list_record_tables(board))
        everything = frozenset((*(found.name for found in list_tables(board.schema)), *read_views()))
        folding.shelf.same_rows = name_same(memory, folding.fresh, everything, ())
    if folding.upon:
        folding.shelf.same_rows = name_same(memory, folding.upon.base, tables.same, folding.upon.changed)


def list_record_tables(board: Board) -> list[Published]:
    """The tables whose rows come from records."""
    return [found for found in list_tables(board.schema) if found.origin != "config"]
