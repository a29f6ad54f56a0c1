"""All of a record that people wrote in their own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wishlight.records.case import Case
from wishlight.records.context import Context
from wishlight.records.fields import ENTRY, Schema
from wishlight.records.place import Trail


def list_texts(case: Case, context: Context) -> Iterator[tuple[str, Trail, str]]:
    """For each free text the name of its field, where it stands in the file, and the text."""
    record, schema = case.record, context.board.schema
    yield from _look((), record.head, _free_fields(schema, record.kind))
    for rows in schema.lists_of(record.kind):
        for n, row in enumerate(record.head.get(str(rows.key), ())):
            if isinstance(row, Mapping):
                yield from _look((str(rows.key), n), row, _free_fields(schema, rows.file))
    free = _free_fields(schema, ENTRY)
    for entry in record.history:
        yield from _look(("history", entry.n - 1), entry.data, free)


def _look(trail: Trail, row: Mapping[str, Any], fields: tuple[tuple[str, Trail], ...]) -> Iterator[tuple[str, Trail, str]]:
    return ((name, (*trail, *steps), row[name]) for name, steps in fields if name in row)


def _free_fields(schema: Schema, file: str) -> tuple[tuple[str, Trail], ...]:
    return tuple((field.name, field.trail) for field in schema.free_of(file))
