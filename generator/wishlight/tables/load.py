"""Rows into DuckDB. They travel through a file of JSON lines: ten times as fast as one INSERT a row (0.2 s for 50,000 entries)."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import duckdb
import msgspec

from wishlight.tables.schemas import Published

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


MEMORY, MEMORY_ON_DISK = "1GB", "400MB"
"""What a database may hold in memory; the rest it lays into passing files. One that lies in a file is packed there and needs less than half."""

PIECE = 1 << 20
"""Bytes that are copied in one go."""

LITTLE = "60MB"
"""What is left to a database between two questions."""


def open_memory(zone: str) -> duckdb.DuckDBPyConnection:
    """An empty database in memory that never reaches for the network, in the board's time zone."""
    return _open(zone, ":memory:", MEMORY)


def open_on_disk(zone: str, start: BinaryIO | None = None) -> duckdb.DuckDBPyConnection:
    """The same in a passing file, for tables that are too large to stay in memory; a fifth slower. `start` is a database that it begins with."""
    return _open(zone, "passing.duckdb", MEMORY_ON_DISK, start)


def _open(zone: str, name: str, memory: str, start: BinaryIO | None = None) -> duckdb.DuckDBPyConnection:
    folder = tempfile.mkdtemp(prefix="wishlight-")  # nobody else's, and no other database's of this process
    where = name if name.startswith(":") else f"{folder}/{name}"
    if start:
        start.seek(0)
        with Path(where).open("wb") as copied:
            shutil.copyfileobj(start, copied, PIECE)
    con = duckdb.connect(where, config={**_OFFLINE, "memory_limit": memory, "temp_directory": f"{folder}/passing"})
    weakref.finalize(con, shutil.rmtree, folder, ignore_errors=True)
    con.execute("SET TimeZone = $1", [zone])
    return con


def give_back(con: duckdb.DuckDBPyConnection) -> None:
    """Let a database that lies in a file give its memory back until it is asked again; one in memory has nowhere to put it."""
    (place,) = con.execute("SELECT path FROM duckdb_databases() WHERE NOT internal").fetchone() or (None,)
    if place:
        con.execute(f"SET memory_limit = '{LITTLE}'")
        con.execute(f"SET memory_limit = '{MEMORY_ON_DISK}'")


class Lines(NamedTuple):
    """Rows as files of JSON lines below a folder, one file a table and part: how workers hand over what would be too much to send."""

    folder: Path
    parts: int

    def write(self, part: int, rows: Mapping[str, list[dict[str, Any]]]) -> None:
        """The rows of one part, by table name."""
        encode = msgspec.json.Encoder().encode_lines
        for name, found in rows.items():
            if found:
                self._file(name, part).write_bytes(encode(found))

    def list_files(self, name: str) -> list[str]:
        """The files of a table, in the order of the parts."""
        return [str(file) for part in range(self.parts) if (file := self._file(name, part)).exists()]

    def _file(self, name: str, part: int) -> Path:
        return self.folder / f"{name}.{part}.jsonl"


def load_tables(con: duckdb.DuckDBPyConnection, tables: Iterable[Published], rows: Mapping[str, list[dict[str, Any]]]) -> None:
    """Create each table and fill it with its rows; a table without rows is there and empty."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Lines(Path(folder), 1)
        lines.write(0, rows)
        for found in tables:
            create_table(con, found)
            fill_table(con, found, lines)


def quote_name(name: str) -> str:
    """A column's name where SQL wants one: whatever it holds, it names and does nothing."""
    return '"' + name.replace('"', '""') + '"'


def fill_table(con: duckdb.DuckDBPyConnection, found: Published, lines: Lines) -> None:
    """Add a table's rows from files."""
    if files := lines.list_files(found.name):
        _fill(con, found, files)


def create_table(con: duckdb.DuckDBPyConnection, found: Published) -> None:
    """Create one empty table by its schema."""
    columns = ", ".join(f"{quote_name(name)} {kind}" for name, kind in found.columns.items())
    con.execute(f'CREATE TABLE "{found.name}" ({columns})')


def _fill(con: duckdb.DuckDBPyConnection, found: Published, files: list[str]) -> None:
    columns = ", ".join(f"{quote_name(name)}: '{kind}'" for name, kind in found.columns.items())
    con.execute(f"INSERT INTO \"{found.name}\" FROM read_json($1, format = 'newline_delimited', columns = {{{columns}}})", [files])
