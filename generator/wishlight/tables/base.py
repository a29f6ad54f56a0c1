"""What folding all records once came to, kept for the next builds of the same day: they fold only what has changed since.

The states lie in a pack, the rows of the tables in Parquet files, each known by its digest. A file that is not as it was written is
lost, and everything is folded anew. What changes is not added to it: it is folded again by each build until it is worth a new base.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import duckdb
import msgspec

from wishlight.kept import digest_file, read_kept, save_kept
from wishlight.records.packfile import PackFile
from wishlight.tables.errata import Erratum
from wishlight.tables.schemas import Published

INDEX, PACK, TABLES = "base.msgpack", "base.pack", "base"
LEAST = 4000
"""Records below which folding all of them costs less than keeping a base."""
WORTH = 50
"""A new base is made when one record in so many has changed."""


class Memory(NamedTuple):
    """Where a base is kept, and the short name of all that it depends on besides the records: program, settings, day."""

    folder: Path
    key: str


class Base(msgspec.Struct, array_like=True):
    """Rows of a shelf by record id with the short name of each record's content; `size` and `digest` are the pack's, `tables` the digests
    of the files, `counts` their rows.
    """

    key: str
    ids: list[str]
    contents: list[bytes]
    rows: bytes
    statuses: list[str]
    areas: list[str]
    errata: list[Erratum]
    size: int = 0
    digest: bytes = b""
    tables: dict[str, bytes] = {}
    counts: dict[str, int] = {}


class Found(NamedTuple):
    """A base that holds, and its states."""

    base: Base
    states: PackFile


def find_base(memory: Memory) -> Found | None:
    """The kept base; None where there is none for this key, or where a part of it is lost."""
    base = read_kept(memory.folder / INDEX, Base)
    if base is None or base.key != memory.key:
        return None
    states = PackFile.find(memory.folder / PACK, base.size, base.digest)
    with suppress(OSError):
        if states and all(digest_file(_file(memory.folder, name)) == digest for name, digest in base.tables.items()):
            return Found(base, states)
    return None


def save_base(memory: Memory, base: Base, states: PackFile, con: duckdb.DuckDBPyConnection, tables: Iterable[Published]) -> None:
    """Keep a base. Where the folder can't be written, the next build folds again."""
    with suppress(OSError, duckdb.IOException):
        (memory.folder / TABLES).mkdir(parents=True, exist_ok=True)
        (memory.folder / INDEX).unlink(missing_ok=True)
        (memory.folder / PACK).unlink(missing_ok=True)
        states.keep(memory.folder / PACK)
        for found in tables:
            file = _file(memory.folder, found.name)
            fresh = file.with_suffix(f".{os.getpid()}.tmp")
            con.execute(f"COPY \"{found.name}\" TO '{_quote(fresh)}' (FORMAT parquet, COMPRESSION lz4)")
            fresh.replace(file)
            base.tables[found.name] = digest_file(file)
            base.counts[found.name] = _count(con, found)
        base.size, base.digest = states.size, states.digest()
        save_kept(memory.folder / INDEX, base)


def load_base(con: duckdb.DuckDBPyConnection, folder: Path, found: Published, without: Sequence[str]) -> None:
    """Fill an empty table with a base's rows, but for those of some records: the first column of a table's key names the record."""
    con.execute(
        f"INSERT INTO \"{found.name}\" FROM read_parquet('{_quote(_file(folder, found.name))}') WHERE NOT list_contains($1, \"{found.key[0]}\")",
        [list(without)],
    )


def name_same(con: duckdb.DuckDBPyConnection, base: Base, tables: Iterable[Published], changed: Sequence[str]) -> dict[str, str]:
    """The tables that have a base's very rows, each with a short name of them."""
    kept = (found for found in tables if found.name in base.counts)
    same = (found for found in kept if _count(con, found) == base.counts[found.name] and not _count(con, found, changed))
    return {found.name: base.tables[found.name].hex() for found in same}


def _count(con: duckdb.DuckDBPyConnection, found: Published, records: Sequence[str] | None = None) -> int:
    """The rows of a table, or those of some records alone."""
    which = "" if records is None else f' WHERE list_contains($1, "{found.key[0]}")'
    (n,) = con.execute(f'SELECT count(*) FROM "{found.name}"{which}', [] if records is None else [list(records)]).fetchone() or (0,)  # noqa: S608
    return int(n)


def is_worth(changed: int, records: int) -> bool:
    """Whether so much has changed that a new base is worth its making."""
    return changed * WORTH > records


def _file(folder: Path, name: str) -> Path:
    return folder / TABLES / f"{name}.parquet"


def _quote(file: Path) -> str:
    return file.as_posix().replace("'", "''")
