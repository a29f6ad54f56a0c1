"""The fields of every kind of record, read from the Table Schemas beside this file: the only definition of a field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, NamedTuple

import yaml

FIELD_NAME = re.compile("[a-z][a-z0-9_]{0,39}")
"""How a field may be called: names stand in SQL, where anything else could do more than name."""

FIELD_TYPES = ("string", "integer", "date", "datetime", "boolean")


class Field(NamedTuple):
    """One column. `trail` is where it stands in the YAML; `choices` names a list of the board; `free` is people's own text."""

    name: str
    type: str
    trail: tuple[str, ...]
    required: bool
    constraints: Mapping[str, Any]
    choices: str | None
    free: bool
    show: bool
    unit: str | None
    example: Any
    owner: bool
    position: bool
    events: bool


class Table(NamedTuple):
    """One Table Schema. `kind` and `folder` are set for records; `of` and `key` for the rows of a list field of `of`.

    `item` names the column that a list of plain values fills. `descriptor` is the schema as it is published;
    `written` are the fields that people write, in canonical order.
    """

    name: str
    file: str
    kind: str | None
    folder: str | None
    of: str | None
    key: str | None
    item: str | None
    fields: tuple[Field, ...]
    descriptor: Mapping[str, Any]
    written: tuple[Field, ...]


KIND_TABLES = ("wish", "action", "deed", "person", "team", "report")
"""Kinds of record in the order in which they are listed everywhere."""

ENTRY = "entry"


class Pen(NamedTuple):
    """How a column is written: its place among those of its table, its key and the key within that (empty where there is none), and what its
    values are: figures and days as they stand, people's own text, or a word of a list.
    """

    place: int
    key: str
    inner: str
    figure: bool
    free: bool


def make_pen(place: int, field: Field) -> Pen:
    """The pen of a field."""
    key, inner = (*field.trail, "")[:2]
    return Pen(place, key, inner, field.type in ("integer", "date", "datetime"), field.free)


@dataclass(frozen=True)
class Schema:
    """All tables of a board: the built-in ones with the board's own fields added."""

    tables: Mapping[str, Table]

    def lists_of(self, file: str) -> tuple[Table, ...]:
        """The tables whose rows come from list fields of another table's record."""
        return self._lists.get(file, ())

    def pens_of(self, file: str) -> Mapping[str, Pen]:
        """How each column that people write is written, by name."""
        return self._pens[file]

    def free_of(self, file: str) -> tuple[Field, ...]:
        """The columns of a table that hold people's own text."""
        return self._free[file]

    @cached_property
    def _free(self) -> Mapping[str, tuple[Field, ...]]:
        return {file: tuple(field for field in table.fields if field.free) for file, table in self.tables.items()}

    @cached_property
    def _lists(self) -> Mapping[str, tuple[Table, ...]]:
        return {file: tuple(t for t in self.tables.values() if t.of == file) for file in self.tables}

    @cached_property
    def _pens(self) -> Mapping[str, Mapping[str, Pen]]:
        return {file: {field.name: make_pen(n, field) for n, field in enumerate(table.written)} for file, table in self.tables.items()}


def load_schema(extra: Mapping[str, Iterable[Mapping[str, Any]]] | None = None) -> Schema:
    """The built-in tables, each with the extra fields a board defines for it (`site_config/fields.yml`).

    Raises ValueError when an extra field has a built-in field's name.
    """
    base = _read_builtin()
    if not extra:
        return Schema(base)
    return Schema({file: _add_fields(table, list(extra.get(file, ()))) for file, table in base.items()})


def list_fields(schema: Schema, file: str) -> tuple[Field, ...]:
    """The fields of one table that people write, in canonical order."""
    return schema.tables[file].written


@cache
def _read_builtin() -> dict[str, Table]:
    folder = resources.files(__package__) / "schema"
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".yml"))
    order = [*(f"{kind}.yml" for kind in KIND_TABLES), "entry.yml"]
    names.sort(key=lambda name: (order.index(name) if name in order else len(order), name))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    texts = {name[:-4]: (folder / name).read_text("utf-8") for name in names}
    return {file: make_table(file, yaml.load(text, Loader=loader)) for file, text in texts.items()}  # noqa: S506 - a safe loader


def _add_fields(table: Table, rows: list[Mapping[str, Any]]) -> Table:
    if not rows:
        return table
    clash = {f.name for f in table.fields} & {str(row["name"]) for row in rows}
    if clash:
        raise ValueError(", ".join(sorted(clash)))
    return make_table(table.file, {**table.descriptor, "fields": [*table.descriptor["fields"], *rows]})


def make_table(file: str, descriptor: Mapping[str, Any]) -> Table:
    """A table from its Table Schema; `file` is the schema file's name without its ending."""
    get = descriptor.get
    fields = tuple(_make_field(row) for row in descriptor["fields"])
    written = tuple(field for field in fields if not field.owner and not field.position)
    facts = (get("x-kind"), get("x-folder"), get("x-of"), get("x-list"), get("x-item"))
    return Table(descriptor["name"], file, *facts, fields, descriptor, written)


def _make_field(row: Mapping[str, Any]) -> Field:
    constraints = dict(row.get("constraints", {}))
    return Field(
        name=row["name"],
        type=row["type"],
        trail=tuple(str(row.get("x-path", row["name"])).split(".")),
        required=bool(constraints.get("required")),
        constraints=constraints,
        choices=row.get("x-choices"),
        free=bool(row.get("x-free")),
        show=bool(row.get("x-show")),
        unit=row.get("x-unit"),
        example=row.get("example"),
        owner=bool(row.get("x-owner")),
        position=bool(row.get("x-position")),
        events=bool(row.get("x-events")),
    )
