"""What folding all records once came to, kept for the next builds, also of later days: they fold only what has changed since, and what the days themselves
have changed.

The states lie in a pack, the rows of the tables and of the views in a database of their own, both known by their digests. A file that is not as it was
written is lost, and everything is folded anew. What changes is not added to it: it is folded again by each build until it is worth a new base.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import duckdb
import msgspec

from wishlight.kept import digest_file, digest_opened, read_kept, save_kept
from wishlight.records.packfile import PackFile
from wishlight.tables.errata import Erratum
from wishlight.tables.parts import SameRows, parts_of
from wishlight.tables.schemas import Published
from wishlight.tables.texts import quote
from wishlight.tables.views import list_kept

Row = tuple[Any, ...]

INDEX, PACK, TABLES = "base.msgpack", "base.pack", "base.duckdb"
LEAST = 4000
"""Records below which folding all of them costs less than keeping a base."""
WORTH = 50
"""A new base is made when one record in so many has changed."""


class Memory(NamedTuple):
    """Where a base is kept, and the short name of all that it depends on besides the records: program and settings."""

    folder: Path
    key: str


class Base(msgspec.Struct, array_like=True):
    """Rows of a shelf by record id with the short name of each record's content; `day` is the one of which the states are, `values` are what the
    rows hold by number, `turns` names the records whose state turns by itself, with the next day on which it does. `size` and `digest` are the
    pack's, `tables` is the digest of the database.
    """

    key: str
    day: date
    ids: list[str]
    contents: list[bytes]
    rows: bytes
    values: tuple[list[str], list[str], list[str]]
    turns: dict[str, date]
    errata: list[Erratum]
    size: int = 0
    digest: bytes = b""
    tables: bytes = b""


class Upon(NamedTuple):
    """A base upon which tables are built, its database, and the ids of the records of which it has other rows or none."""

    base: Base
    tables: BinaryIO
    changed: Sequence[str]


class Found(NamedTuple):
    """A base that holds, its states, and its database: opened, because another build may put another file in its place."""

    base: Base
    states: PackFile
    tables: BinaryIO


def find_base(memory: Memory, as_of: date) -> Found | None:
    """The kept base; None where there is none for this key, or none of this day or an earlier one, or where a part of it is lost."""
    base = read_kept(memory.folder / INDEX, Base)
    if base is None or base.key != memory.key or base.day > as_of:
        return None
    states = PackFile.find(memory.folder / PACK, base.size, base.digest)
    with suppress(OSError), ExitStack() as stack:
        tables = stack.enter_context((memory.folder / TABLES).open("rb"))
        if states and digest_opened(tables) == base.tables:
            stack.pop_all()
            return Found(base, states, tables)
    return None


def save_base(memory: Memory, base: Base, states: PackFile, con: duckdb.DuckDBPyConnection, tables: Iterable[Published]) -> None:
    """Keep a base. Where the folder can't be written, the next build folds again."""
    with suppress(OSError, duckdb.IOException):
        memory.folder.mkdir(parents=True, exist_ok=True)
        (memory.folder / INDEX).unlink(missing_ok=True)
        (memory.folder / PACK).unlink(missing_ok=True)
        states.keep(memory.folder / PACK)
        file = memory.folder / TABLES
        fresh = file.with_suffix(f".{os.getpid()}.tmp")
        _copy_tables(con, [*(found.name for found in tables), *list_kept()], fresh)
        base.size, base.digest, base.tables = states.size, states.digest(), digest_file(fresh)  # what another build may put there is not this one's
        fresh.replace(file)
        save_kept(memory.folder / INDEX, base)


def drop_changed(con: duckdb.DuckDBPyConnection, tables: Iterable[Published], changed: Sequence[str]) -> dict[str, list[Row]]:
    """Take the rows of some records out of a base's tables, and give them by table: the first column of a table's key names the record."""
    return {found.name: con.execute(f'DELETE FROM "{found.name}" {_say_changed(found)} RETURNING *', [list(changed)]).fetchall() for found in tables}  # noqa: S608


def list_same(con: duckdb.DuckDBPyConnection, tables: Iterable[Published], changed: Sequence[str], dropped: Mapping[str, list[Row]]) -> frozenset[str]:
    """The tables that say of the `changed` records what they said when their rows were dropped."""
    found = ((one.name, con.execute(f'FROM "{one.name}" {_say_changed(one)}', [list(changed)]).fetchall()) for one in tables)
    return frozenset(name for name, rows in found if Counter(rows) == Counter(dropped[name]))


def name_same(memory: Memory, base: Base, same: frozenset[str], changed: Iterable[str]) -> SameRows:
    """What tables and views have in common with a base: the `same` have its very rows, the others those of every part but that of the `changed` records."""
    parts = frozenset(part for id in changed for part in parts_of(id))
    return SameRows(f"{base.key} {base.day} {base.tables.hex()}" if base.tables else "", same, parts, memory.folder)


def _say_changed(found: Published) -> str:
    return f'WHERE "{found.key[0]}" IN (SELECT unnest($1::VARCHAR[]))'


def is_worth(changed: int, records: int) -> bool:
    """Whether so much has changed that a new base is worth its making."""
    return changed * WORTH > records


def _copy_tables(con: duckdb.DuckDBPyConnection, names: Sequence[str], file: Path) -> None:
    """Tables into a database of their own."""
    file.unlink(missing_ok=True)
    con.execute(f"ATTACH {quote(file)} AS kept")
    try:
        for name in names:
            con.execute(f'CREATE TABLE kept."{name}" AS FROM "{name}"')
    finally:
        con.execute("DETACH kept")
