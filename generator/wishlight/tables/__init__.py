"""Records as flat tables: one set of tables for figures, pages, open data and whoever wants to recount."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import duckdb

from wishlight.records.board.model import Board
from wishlight.tables.derived import make_derived_rows
from wishlight.tables.facts import make_fact_rows
from wishlight.tables.folded import Folded, fold_all
from wishlight.tables.load import load_tables, open_memory
from wishlight.tables.schemas import Published, list_tables
from wishlight.tables.settings import make_setting_rows
from wishlight.tables.views import make_views

__all__ = ["Folded", "Published", "fold_all", "list_tables", "make_tables"]


def make_tables(board: Board, folded: Iterable[Folded], as_of: date) -> duckdb.DuckDBPyConnection:
    """A database in memory with every published table and every view, as of a day."""
    known = list(folded)
    con = open_memory(board.zone.key)
    rows = {**make_fact_rows(board.schema, known, board.zone), **make_setting_rows(board, as_of), **make_derived_rows(known, board.zone)}
    load_tables(con, list_tables(board.schema), rows)
    make_views(con)
    return con
