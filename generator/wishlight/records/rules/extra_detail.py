"""An entry carries nothing that its event has no use for: a detail in the wrong entry would be counted nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.fields import ENTRY, load_schema
from wishlight.records.lifecycle import ALWAYS, find_step
from wishlight.records.model import Entry

EVERY = True


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    for column in entry.data.keys() - _allowed(case.record.kind, entry.event):
        if column in _built_in():  # a board's own field of an entry may stand with any event
            key = _built_in()[column]
            yield case.find(entry, key, event=entry.event, key=key)


@cache
def _allowed(kind: str, event: str) -> frozenset[str]:
    step = find_step(kind, event)
    keys = ALWAYS | set(step.needs) | set(step.may) if step else set(_built_in().values())
    return frozenset(column for column, key in _built_in().items() if key in keys)


@cache
def _built_in() -> dict[str, str]:
    """The YAML key of each built-in column of an entry."""
    schema = load_schema()
    keys = {field.name: field.trail[0] for field in schema.tables[ENTRY].fields}
    return keys | {str(table.key): str(table.key) for table in schema.lists_of(ENTRY)}
