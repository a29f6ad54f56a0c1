"""A choice is picked only between its first and its last day; older records keep the choices they were made with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    board, head = context.board, case.record.head
    first = _first_day(case)
    if first is None:
        return
    for field in board.schema.tables[case.record.kind].fields:
        if field.choices and field.name in head and _is_retired(context, field.choices, head[field.name], first):
            yield case.find_head(*field.trail, value=head[field.name], day=first.isoformat())
    for table in board.schema.lists_of(case.record.kind):
        for field in table.fields if table.item else ():
            for value in head.get(table.key or "", ()) if field.choices else ():
                if _is_retired(context, field.choices or "", value, first):
                    yield case.find_head(str(table.key), value=value, day=first.isoformat())


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    for field in context.entry_choices:
        if field.name in entry.data and _is_retired(context, field.choices or "", entry.data[field.name], entry.on):
            yield case.find(entry, *field.trail, value=entry.data[field.name], day=entry.on.isoformat())


def _is_retired(context: Context, choices: str, value: Any, day: date) -> bool:
    choice = context.board.lists.get(choices, {}).get(value)
    return choice is not None and not choice.valid_on(day)


def _first_day(case: Case) -> date | None:
    if case.record.history:
        return case.record.history[0].on
    return date.fromisoformat(case.record.head["as_of"]) if "as_of" in case.record.head else None
