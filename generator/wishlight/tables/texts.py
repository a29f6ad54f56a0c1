"""Tables as CSV text and back, by DuckDB: a cell that a spreadsheet would take for a formula is defused, reversibly."""

from __future__ import annotations

from pathlib import Path

import duckdb

from wishlight.records.formulas import BLANKS, FORMULA_SIGNS, PREFIX
from wishlight.tables.parts import say_rows
from wishlight.tables.schemas import Published


def write_table(con: duckdb.DuckDBPyConnection, found: Published, folder: Path, part: str = "") -> tuple[Path, Path]:
    """One table, or a part of it, as CSV and as Parquet below a folder, rows in the order of its key: the same rows always give the same bytes."""
    cells = ", ".join(f'{_to_text(name, kind)} AS "{name}"' for name, kind in found.columns.items())
    order = ", ".join(f'"{column}"' for column in found.key)
    csv, parquet = folder / "rows.csv", folder / "rows.parquet"
    con.execute(f'CREATE TEMP TABLE written AS FROM "{found.name}" WHERE {say_rows(found, part)} ORDER BY {order}')  # put in order once for both
    try:
        con.execute(f"COPY (SELECT {cells} FROM written) TO {quote(csv)} (FORMAT csv, HEADER)")  # noqa: S608 - names come from our schemas
        con.execute(f"COPY written TO {quote(parquet)} (FORMAT parquet, COMPRESSION zstd)")
    finally:
        con.execute("DROP TABLE written")
    return csv, parquet


def quote(path: Path) -> str:
    """A path where SQL wants a text."""
    return "'" + path.as_posix().replace("'", "''") + "'"


def read_table(con: duckdb.DuckDBPyConnection, found: Published, *paths: Path) -> None:
    """Fill one empty table from its CSV files. Raises duckdb.Error for a missing file or column, or a cell of the wrong type."""
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name in found.columns)
    cells = ", ".join(_from_text(name, kind) for name, kind in found.columns.items())
    source = f"read_csv($1, header = true, delim = ',', quote = '\"', escape = '\"', auto_detect = false, columns = {{{columns}}})"
    con.execute(f'INSERT INTO "{found.name}" SELECT {cells} FROM {source}', [[*map(str, paths)]])  # noqa: S608 - names come from our schemas


def _to_text(name: str, kind: str) -> str:
    if kind == "TIMESTAMP":
        return f"strftime(\"{name}\", '%Y-%m-%dT%H:%M:%S')"
    if kind != "VARCHAR":
        return f'"{name}"'
    signs = ", ".join(f"chr({ord(sign)})" for sign in (*FORMULA_SIGNS, PREFIX))
    blanks = " || ".join(f"chr({ord(sign)})" for sign in BLANKS)
    return f'CASE WHEN left(ltrim("{name}", {blanks}), 1) IN ({signs}) THEN chr({ord(PREFIX)}) || "{name}" ELSE "{name}" END'


def _from_text(name: str, kind: str) -> str:
    if kind == "VARCHAR":
        return f'CASE WHEN left("{name}", 1) = chr({ord(PREFIX)}) THEN substr("{name}", 2) ELSE "{name}" END'
    if kind == "BIGINT":  # a cast would round 1.5 to 2
        return f"""CASE WHEN NOT regexp_full_match("{name}", '-?[0-9]+') THEN error('{name}') ELSE CAST("{name}" AS BIGINT) END"""
    return f'CAST("{name}" AS {kind})'
