"""People's own text holds no personal data. What is certain is refused, what needs a human's eye is asked about.

The value itself is never repeated: the finding names the kind and the field alone. A name that a person agreed to show is no finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wishlight.records.case import Case, Finding, Term
from wishlight.records.context import Context
from wishlight.records.fields import ENTRY, Schema
from wishlight.records.place import Trail
from wishlight.records.privacy import find_personal_data

AGREED = "name"

ALONE = True


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    record, schema = case.record, context.board.schema
    yield from _look(record.path, (), record.head, _free_fields(schema, record.kind))
    for rows in schema.lists_of(record.kind):
        for n, row in enumerate(record.head.get(str(rows.key), ())):
            if isinstance(row, Mapping):
                yield from _look(record.path, (str(rows.key), n), row, _free_fields(schema, rows.file))
    free = _free_fields(schema, ENTRY)
    for entry in record.history:
        yield from _look(record.path, ("history", entry.n - 1), entry.data, free)


def _look(path: str, trail: Trail, row: Mapping[str, Any], fields: tuple[tuple[str, Trail], ...]) -> Iterator[Finding]:
    for name, steps in fields:
        for found in find_personal_data(row[name]) if name in row else ():
            yield Finding(path, (*trail, *steps), {"kind": Term(f"privacy.{found.kind}")}, found.level)


def _free_fields(schema: Schema, file: str) -> tuple[tuple[str, Trail], ...]:
    return tuple((field.name, field.trail) for field in schema.free_of(file) if field.name != AGREED)
