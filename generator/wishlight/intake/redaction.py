"""The removal of a text: the mark in its place and in every copy kept by an amendment, and an entry that says who, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from wishlight.intake.change import Change, Draft, read_change, write_change
from wishlight.intake.desk import DeclinedError, Desk
from wishlight.records.fields import ENTRY, Table
from wishlight.records.form import write_canonical
from wishlight.records.heads import flatten_head, nest
from wishlight.records.lifecycle import KINDS
from wishlight.records.marks import list_marks
from wishlight.records.model import Entry, Record, Row
from wishlight.words import load_words


class Place(NamedTuple):
    """A text of a record: a field of its head (`entry` is None), or one of the entry with that number. Fields are named as in the file."""

    record: str
    entry: int | None
    field: str


class Removal(NamedTuple):
    """A change that removes texts, the texts it removes (the field's own first), and the form by which they came, if any."""

    change: Change
    texts: tuple[str, ...]
    issue: int | None


def remove_text(place: Place, ground: str, note: str | None, desk: Desk) -> Removal:
    """The change that removes a text for good from the newest version. Raises DeclinedError where no such text may be removed."""
    record = desk.records.get(place.record) or desk.find(place.record).record
    text = _read_text(record, place, desk)
    copies = [e.data["was"] for e in _list_copies(record, place) if e.data["was"] not in list_marks()]
    if text in list_marks() and not copies:
        raise DeclinedError("already-redacted", record=record.id, name=place.field)
    row = {"event": "redacted", "ground": ground, "field": place.field, "entry": place.entry, "note": note}
    entry = {key: value for key, value in row.items() if value is not None}
    change = write_change(Draft(record.kind, record.id, None, (entry,), record.head.get("area")), desk)
    after = _blank(read_change(change, desk.board, load_words(desk.board.languages[0])), place, desk)
    source = record.head if place.entry is None else record.history[place.entry - 1].data
    return Removal(change._replace(text=write_canonical(desk.board.schema, after)), (text, *copies), source.get("source_issue"))


def _read_text(record: Record, place: Place, desk: Desk) -> str:
    schema = desk.board.schema
    if record.kind not in KINDS:
        raise DeclinedError("not-a-text", record=record.id, name=place.field, names="-")
    if place.entry is None:
        values = flatten_head(nest(record.head, schema.tables[record.kind].fields))
        free = _list_free_names(record, desk)
        data: Mapping[str, Any] = {name: values[name] for name in free if name in values}
    elif 1 <= place.entry <= len(record.history):
        entry = record.history[place.entry - 1]
        free = [field.name for field in schema.tables[ENTRY].fields if field.free]
        data = {name: entry.data[name] for name in free if name in entry.data}
    else:
        raise DeclinedError("no-such-entry", record=record.id, number=place.entry, last=len(record.history))
    if place.field not in free:
        raise DeclinedError("not-a-text", record=record.id, name=place.field, names=", ".join(free))
    if place.field not in data:
        raise DeclinedError("nothing-there", record=record.id, name=place.field, names=", ".join(data) or "-")
    return str(data[place.field])


def _list_free_names(record: Record, desk: Desk) -> list[str]:
    """The head's texts by the names they have in `amended` and `redacted`: fields, and those of its lists (`budget.works.label`)."""
    schema = desk.board.schema
    names = [".".join(field.trail) for field in schema.tables[record.kind].fields if field.free]
    for rows in schema.lists_of(record.kind):
        for value in record.head.get(str(rows.key), ()) if not rows.item else ():
            names += [f"{rows.key}.{_label(rows, value)}.{field.name}" for field in rows.fields if field.free]
    return names


def _label(rows: Table, value: Row) -> str:
    """What tells one row of a list from the others: the first of its own columns."""
    return str(next(value[field.name] for field in rows.fields if not field.owner and field.name in value))


def _list_copies(record: Record, place: Place) -> list[Entry]:
    if place.entry is not None:
        return []
    return [entry for entry in record.history if entry.event == "amended" and entry.data.get("field") == place.field]


def _blank(record: Record, place: Place, desk: Desk) -> Record:
    mark = load_words(desk.board.languages[0])("stock.redacted")
    numbers = {(place.entry, place.field)} if place.entry else {(entry.n, "was") for entry in _list_copies(record, place)}
    history = tuple(_blank_entry(entry, {name: mark for n, name in numbers if n == entry.n}) for entry in record.history)
    head = record.head if place.entry else _blank_head(record, place.field, mark, desk)
    return record._replace(head=head, history=history)


def _blank_entry(entry: Entry, marks: Mapping[str, str]) -> Entry:
    return entry._replace(data={**entry.data, **marks}) if marks else entry


def _blank_head(record: Record, name: str, mark: str, desk: Desk) -> Row:
    schema = desk.board.schema
    column = next((f.name for f in schema.tables[record.kind].fields if ".".join(f.trail) == name), None)
    if column:
        return {**record.head, column: mark}
    key, label, part = name.split(".")
    rows = next(table for table in schema.lists_of(record.kind) if table.key == key)
    values = [{**value, part: mark} if _label(rows, value) == label else value for value in record.head[key]]
    return {**record.head, key: values}
