"""Rows of what people said: heads, list rows and history entries, by the records' own schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from wishlight.records.fields import ENTRY, Schema, Table
from wishlight.records.fold import PersonState
from wishlight.records.model import Entry
from wishlight.records.shape import parse_moment
from wishlight.tables.folded import Folded
from wishlight.tables.schemas import HIDDEN

Rows = dict[str, list[dict[str, Any]]]


def make_fact_rows(schema: Schema, folded: Iterable[Folded], zone: ZoneInfo) -> Rows:
    """Rows by table name. Times lose their offset: they are in the board's zone."""
    rows: Rows = {table.name: [] for table in schema.tables.values()}
    moments = {file: _moments(table) for file, table in schema.tables.items()}
    entry_moments = moments[ENTRY] - {"recorded_at"}
    for record, state in folded:
        table = schema.tables[record.kind]
        rows[table.name].append(_plain(record.head, moments[record.kind], zone))
        for part in schema.lists_of(record.kind):
            rows[part.name].extend(_list_rows(part, record.head.get(str(part.key), ()), {_owner(part): record.id}))
        for entry in record.history:
            _add_entry(schema, rows, record.id, entry, state, entry_moments, zone)
    return rows


def _add_entry(schema: Schema, rows: Rows, record: str, entry: Entry, state: object, moments: frozenset[str], zone: ZoneInfo) -> None:
    row = {"record": record, "n": entry.n, **entry.data}
    row["recorded_at"] = entry.at.replace(tzinfo=None).isoformat()
    for column in moments.intersection(row):
        row[column] = to_local(row[column], zone)
    for column in HIDDEN:
        row.pop(column, None)
    if isinstance(state, PersonState) and (entry.event != "consented" or row.get("name") != state.name):
        row.pop("name", None)
    for part in schema.lists_of(ENTRY):
        if items := row.pop(str(part.key), None):
            rows[part.name].extend(_list_rows(part, items, {"record": record, "n": entry.n}))
    rows[schema.tables[ENTRY].name].append(row)


def _plain(data: Mapping[str, Any], moments: frozenset[str], zone: ZoneInfo) -> dict[str, Any]:
    return {key: to_local(value, zone) if key in moments else value for key, value in data.items() if not isinstance(value, list)}


def to_local(text: str, zone: ZoneInfo) -> str:
    """A moment as the clock on the board's wall shows it, in ISO form without offset."""
    return parse_moment(text, zone).replace(tzinfo=None).isoformat()


def _moments(table: Table) -> frozenset[str]:
    return frozenset(field.name for field in table.fields if field.type == "datetime")


def _owner(table: Table) -> str:
    return next(field.name for field in table.fields if field.owner)


def _list_rows(part: Table, items: Iterable[Any], owner: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**owner, **({part.item: item} if part.item else item)} for item in items]
