"""Each changed record: its state before and after, and every new entry of its history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wishlight.pages.formats import format_day
from wishlight.records.board import Board
from wishlight.records.board.days import UnknownYearError
from wishlight.records.fields import ENTRY, list_fields
from wishlight.records.marks import list_marks
from wishlight.records.model import Entry, Record
from wishlight.review.pen import Pen, Said
from wishlight.review.sides import Side, Sides
from wishlight.review.values import say_actor, say_label, say_text, say_title, say_value
from wishlight.tables.folded import fold_all

ENTRIES = 8
"""New entries of one record that are told one by one."""

SAID = frozenset(("recorded_at", "happened_on", "event", "actor", "whose", "note", "why", "source_issue", "source_slip", "source_row", "field", "was"))
SILENT = frozenset(("name", "forge", "account", "scope"))
"""What is never repeated in a comment: it must be able to go when a consent goes."""


class Told(NamedTuple):
    """One record in words: a line, and the lines below it."""

    line: Said
    below: tuple[Said, ...]


def tell_records(sides: Sides, refused: frozenset[str], as_of: date, pen: Pen) -> Iterator[Told]:
    """Every changed record, in the order of their paths."""
    for path in sides.changed:
        old, new = sides.base.records.get(path), sides.head.records.get(path)
        if new is None:
            key = "review.record.unread" if path in sides.unread else "review.record.gone"
            yield Told(pen(key, record=say_title(old, pen) if old else pen.take(path)), ())
        else:
            yield Told(_say_states(sides, old, new, path in refused, as_of, pen), tuple(_tell_inside(sides.head.board, old, new, pen)))


def count_entries(sides: Sides) -> int:
    """How many entries are new in all records."""
    return sum(len(list_new(sides.base.records.get(path), sides.head.records[path])) for path in sides.changed if path in sides.head.records)


def list_new(old: Record | None, new: Record) -> tuple[Entry, ...]:
    """The entries that a record has more than before."""
    return new.history[len(old.history) if old else 0 :]


def say_status(side: Side, record: Record, as_of: date, pen: Pen) -> Said | None:
    """Where a record stands on a day; None where it has no state, or its deadline can't be counted."""
    try:
        states = [folded.state for folded in fold_all([record], side.board, as_of)]
    except UnknownYearError:
        return None
    status = getattr(states[0], "status", None) or getattr(states[0], "state", None) if states else None
    return pen(f"status.{record.kind}.{status}") if status else None


def _say_states(sides: Sides, old: Record | None, new: Record, refused: bool, as_of: date, pen: Pen) -> Said:
    record, kind = say_title(new, pen), pen(f"review.kind.{new.kind}")
    if refused:
        return pen("review.record.refused", record=record)
    after = say_status(sides.head, new, as_of, pen)
    if old is None:
        return pen("review.record.new", kind=kind, record=record, after=after) if after else pen("review.record.added", kind=kind, record=record)
    before = say_status(sides.base, old, as_of, pen)
    if after is None or before is None or before == after:
        return pen("review.record.same", record=record, after=after) if after else record
    return pen("review.record.moved", record=record, before=before, after=after)


def _tell_inside(board: Board, old: Record | None, new: Record, pen: Pen) -> Iterator[Said]:
    fresh = list_new(old, new)
    yield from _tell_head(board, old, new, pen)
    yield from pen.cap((_tell_entry(board, new, entry, pen) for entry in fresh), ENTRIES)


def _tell_head(board: Board, old: Record | None, new: Record, pen: Pen) -> Iterator[Said]:
    table, own = board.schema.tables[new.kind], board.words.get(pen.words.lang, {})
    was = old.head if old else {}
    facts = []
    for field in list_fields(board.schema, new.kind):
        before, after = was.get(field.name), new.head.get(field.name)
        if before == after or field.name in SILENT or field.name in ("id", "title" if old is None else ""):
            continue
        label = say_label(table.name, field.name, own, pen)
        value = say_value(board, field, after, pen) if after is not None else pen("review.nothing")
        if old is None:
            facts.append(pen("review.fact", label=label, value=value))
        elif after in list_marks() or before is None:
            yield pen("review.set", label=label, value=value)
        else:
            yield pen("review.changed", label=label, before=say_value(board, field, before, pen), after=value)
    if facts:
        yield pen.join(facts, "review.semicolon")
    for rows in board.schema.lists_of(new.kind):
        key = str(rows.key)
        if old is not None and was.get(key) != new.head.get(key):
            yield pen("review.list", label=say_label(table.name, key, own, pen))


def _tell_entry(board: Board, record: Record, entry: Entry, pen: Pen) -> Said:
    event = f"events.{record.kind}.{entry.event}"
    parts = [pen("review.entry.by", who=say_actor(board, entry.person, pen))]
    if entry.whose and entry.whose != entry.by:
        parts = [pen("review.entry.for", who=say_actor(board, entry.person, pen), by=say_actor(board, entry.by, pen))]
    parts += _tell_details(board, record, entry, pen)
    parts += [say_text(str(entry.data[name]), pen) for name in ("note", "why") if entry.data.get(name)]
    known = pen.words.has(event) or pen.words.has(f"events.any.{entry.event}")
    name = pen(event if pen.words.has(event) else f"events.any.{entry.event}") if known else pen.take(entry.event)
    day = format_day(entry.on, pen.words)
    return pen("review.entry.line", day=day, event=pen.strong(name), parts=pen.join(parts, "review.semicolon"))


def _tell_details(board: Board, record: Record, entry: Entry, pen: Pen) -> Iterator[Said]:
    own = board.words.get(pen.words.lang, {})
    single = {"claim": len({e.claim for e in record.history if e.claim}) < 2, "qty": record.head.get("needs", 1) == 1}
    for field in list_fields(board.schema, ENTRY):
        value = entry.data.get(field.name)
        if value is None or field.name in SAID or field.name in SILENT or single.get(field.name):
            continue
        if field.name == "claim":
            yield pen("review.entry.claim", n=str(value))
        else:
            yield pen("review.fact", label=say_label("entries", field.name, own, pen), value=say_value(board, field, value, pen))
    if "field" in entry.data:
        yield pen("review.fact", label=pen("fields.entries.field"), value=str(entry.data["field"]))
    if helpers := entry.data.get("helpers"):
        yield pen("review.fact", label=pen("fields.entry_helpers.person"), value=pen.join(say_actor(board, str(h), pen) for h in helpers))
