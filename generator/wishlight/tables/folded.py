"""Records as they stood on a day: entries recorded later are unknown, but redactions and withdrawn consent reach back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fields import list_fields
from wishlight.records.fold import (
    ActionState,
    DeedState,
    PersonState,
    WishState,
    fold_action,
    fold_deed,
    fold_person,
    fold_wish,
)
from wishlight.records.lifecycle import KINDS
from wishlight.records.model import Record

State = WishState | ActionState | DeedState | PersonState


class Folded(NamedTuple):
    """A record with the head and the history it had on the day, and what they add up to; a report has no state."""

    record: Record
    state: State | None


def fold_all(records: Iterable[Record], board: Board, as_of: date, newest: date | None = None) -> Iterator[Folded]:
    """The records known at the end of `as_of`, in the given order.

    A withdrawal of consent recorded by `newest` (all, without it) applies to every day. Raises UnknownYearError where a deadline
    falls in a year without holidays.
    """
    for record in records:
        then = record_at(record, board, as_of)
        if then:
            yield Folded(then, _fold(record, then, board, as_of, newest))


def record_at(record: Record, board: Board, as_of: date) -> Record | None:
    """The record as it stood at the end of a day; None where nothing of it was recorded yet."""
    if record.kind not in KINDS:
        return record if date.fromisoformat(record.head["as_of"]) <= as_of else None
    known = tuple(entry for entry in record.history if entry.at.date() <= as_of)
    if not known:
        return None
    return record if len(known) == len(record.history) else record._replace(head=_head_at(record, board, as_of), history=known)


def _head_at(record: Record, board: Board, as_of: date) -> dict[str, object]:
    """The head before the corrections that were recorded later; what each replaced stands in its `was`."""
    head = dict(record.head)
    fields = {".".join(field.trail): field for field in list_fields(board.schema, record.kind)}
    for entry in reversed(record.history):
        if entry.event == "amended" and entry.at.date() > as_of and entry.data.get("field") in fields:
            field, was = fields[entry.data["field"]], entry.data.get("was", "")
            if was == "":
                head.pop(field.name, None)
            else:
                head[field.name] = int(was) if field.type == "integer" else was
    return head


def _fold(whole: Record, then: Record, board: Board, as_of: date, newest: date | None) -> State | None:
    match whole.kind:
        case "wish":
            return fold_wish(then, board, as_of)
        case "action":
            return fold_action(then, board, as_of)
        case "deed":
            return fold_deed(then, board, as_of)
        case "person" | "team":
            return fold_person(whole, as_of, newest=newest)
    return None
