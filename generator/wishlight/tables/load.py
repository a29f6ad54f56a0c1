"""Rows into DuckDB. They travel through a file of JSON lines: ten times as fast as one INSERT a row (0.2 s for 50,000 entries)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import msgspec

from wishlight.tables.schemas import Published

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def open_memory(zone: str) -> duckdb.DuckDBPyConnection:
    """An empty database in memory that never reaches for the network, in the board's time zone."""
    con = duckdb.connect(config=_OFFLINE)
    con.execute("SET TimeZone = $1", [zone])
    return con


def load_tables(con: duckdb.DuckDBPyConnection, tables: Iterable[Published], rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """Create each table and fill it with its rows; a table without rows is there and empty."""
    with tempfile.TemporaryDirectory() as folder:
        for found in tables:
            create_table(con, found)
            if rows.get(found.name):
                _fill(con, found, rows[found.name], Path(folder) / f"{found.name}.jsonl")


def create_table(con: duckdb.DuckDBPyConnection, found: Published) -> None:
    """Create one empty table by its schema."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in found.columns.items())
    con.execute(f'CREATE TABLE "{found.name}" ({columns})')


def _fill(con: duckdb.DuckDBPyConnection, found: Published, rows: list[dict[str, Any]], path: Path) -> None:
    path.write_bytes(msgspec.json.Encoder().encode_lines(rows))
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in found.columns.items())
    con.execute(f"INSERT INTO \"{found.name}\" FROM read_json($1, format = 'newline_delimited', columns = {{{columns}}})", [str(path)])
