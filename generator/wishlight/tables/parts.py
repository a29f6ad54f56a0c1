"""How a large table is published: in a file a month, a very large one in a file a day, so that a claim rewrites little of it and no file is too large
for a host or a reader.

A row stands in the month or day on which the record that it tells of begins, which its id says and nothing ever changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from wishlight.records.store import month_of_id
from wishlight.tables.schemas import Published

MOST = 50_000
"""Rows that a table has in one file; a table with more is divided. A spreadsheet still opens so many on a cheap computer."""

MANY = 20 * MOST
"""Rows above which a table has a file a day: a board with so many has months that are too long themselves."""

DESCRIPTOR = "datapackage.json"
"""The file that describes a package."""

UNDATED = "undated"
"""The part of a table with the rows of people and teams, whose ids say no day."""


class SameRows(NamedTuple):
    """What tables and views have in common with a base named `base`: all rows of some `tables`, and those of every part but the `changed` ones. What is
    made of a base's rows may be kept below `folder`.
    """

    base: str = ""
    tables: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    folder: Path | None = None

    def name(self, table: str, part: str) -> str:
        """A short name of the rows of a part, or of a whole table for the part ``""``; empty where the base does not have them."""
        known = self.base and (table in self.tables or (part and part not in self.changed))
        return f"{self.base} {table} {part}" if known else ""


def parts_of(record: str) -> tuple[str, ...]:
    """The parts in which a record's rows may stand: its month as YYYY-MM and its day as YYYY-MM-DD, or UNDATED."""
    if record[1:2] != "-":
        return (UNDATED,)
    month = month_of_id(record)
    return month, f"{month}-{record[6:8]}"


def list_all_parts(con: duckdb.DuckDBPyConnection, tables: Iterable[Published]) -> dict[str, tuple[str, ...]]:
    """The parts of each table, by its name."""
    return {found.name: list_parts(con, found) for found in tables}


def list_parts(con: duckdb.DuckDBPyConnection, found: Published) -> tuple[str, ...]:
    """The parts of a table in order; none where it stands in one file."""
    (rows,) = con.execute(f'SELECT count(*) FROM "{found.name}"').fetchone() or (0,)  # noqa: S608 - names come from our schemas
    if rows <= MOST or found.origin == "config":
        return ()
    part = _say_part(found, by_day=rows > MANY)
    parts = [part for (part,) in con.execute(f'SELECT DISTINCT {part} FROM "{found.name}"').fetchall()]  # noqa: S608
    return tuple(sorted(parts)) if len(parts) > 1 else ()


def say_rows(found: Published, part: str) -> str:
    """The rows of a part in SQL, as a condition; the part ``""`` is all of them. It compares pieces of an id as they are, because a large table is gone
    through once a part.
    """
    id = f'"{found.key[0]}"'
    if part == UNDATED:
        return f"substr({id}, 2, 1) <> '-'"
    signs = part.replace("-", "")[2:]
    return f"substr({id}, 2, 1) = '-' AND substr({id}, 3, {len(signs)}) = '{signs}'" if part else "true"


def is_day(part: str) -> bool:
    """Whether a part is a day, and no month nor UNDATED."""
    return len(part) == len("YYYY-MM-DD")


def _say_part(found: Published, *, by_day: bool) -> str:
    """`parts_of` in SQL, of the record that the first column of a table's key names."""
    id = f'"{found.key[0]}"'
    places = (5, 7) if by_day else (5,)
    day = "".join(f" || '-' || substr({id}, {at}, 2)" for at in places)
    return f"CASE WHEN substr({id}, 2, 1) = '-' THEN '20' || substr({id}, 3, 2){day} ELSE '{UNDATED}' END"


def list_files(table: str, parts: Sequence[str], ending: str) -> list[str]:
    """The files of a table in the package, in the order of its parts."""
    return [path_of(table, part, ending) for part in parts or ("",)]


def path_of(table: str, part: str, ending: str) -> str:
    """Where a part of a table stands in the package; the part ``""`` is all of it."""
    return f"tables/{table}/{part}.{ending}" if part else f"tables/{table}.{ending}"


def read_files(resource: Any) -> list[tuple[str, str]]:
    """The files of a resource in a package's description, as (path, hash); the hash is empty where none is said.

    Raises LookupError or TypeError where it is no resource, or names no path.
    """
    match resource:
        case {"parts": [*parts]}:
            pass
        case _:
            parts = [resource]
    return [(str(part["path"]), str(part.get("hash", ""))) for part in parts]
