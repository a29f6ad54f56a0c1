"""All tables by their Table Schemas: what people said (from the records' schema), what the board set, what was derived."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from wishlight.records.fields import Schema, Table, make_table

COLUMN_TYPES = {"string": "VARCHAR", "integer": "BIGINT", "date": "DATE", "datetime": "TIMESTAMP", "boolean": "BOOLEAN"}
"""DuckDB's type for each type of a Table Schema. A TIMESTAMP is in the board's own time zone."""

HIDDEN = ("account",)
"""Columns that stay in git and never enter a table: a forge account leads to a person."""

ORIGINS = ("fact", "config", "derived")


class Published(NamedTuple):
    """A table of the open data: `origin` is fact, config or derived; `table` holds its fields and descriptor."""

    origin: str
    table: Table

    @property
    def name(self) -> str:
        """The table's name in SQL and in the data package."""
        return self.table.name

    @property
    def columns(self) -> dict[str, str]:
        """The DuckDB type of each column."""
        return {field.name: COLUMN_TYPES[field.type] for field in self.table.fields}

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell rows apart."""
        return tuple(self.table.descriptor["primaryKey"])


def list_tables(schema: Schema) -> tuple[Published, ...]:
    """Every table of a board, facts first, then settings, then what was derived, each in a fixed order."""
    facts = (Published("fact", _hide(table)) for table in schema.tables.values())
    own = [Published(str(table.descriptor["x-origin"]), table) for table in _read_own().values()]
    return (*facts, *sorted(own, key=lambda found: (ORIGINS.index(found.origin), found.name)))


def _hide(table: Table) -> Table:
    shown = [row for row in table.descriptor["fields"] if row["name"] not in HIDDEN]
    fields = tuple(field for field in table.fields if field.name not in HIDDEN)
    return table._replace(fields=fields, descriptor={**table.descriptor, "fields": shown})


@cache
def _read_own() -> Mapping[str, Table]:
    folder = resources.files(__package__) / "schema"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yml"))
    return {name[:-4]: make_table(name[:-4], yaml.load((folder / name).read_text("utf-8"), Loader=loader)) for name in names}  # noqa: S506 - both are safe loaders
