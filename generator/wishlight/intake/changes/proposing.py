"""What wish, action and deed share: a new record whose head is the answers."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft, new_id, split_columns
from wishlight.intake.definition import load_form
from wishlight.intake.desk import DeclinedError, Desk


def propose(form: str, answers: Answers, desk: Desk, **more: object) -> Draft:
    """A draft of a new record. Raises DeclinedError where this source made one already."""
    definition = load_form(form)
    kind, event = str(definition.kind), str(definition.event)
    refuse_repeat(desk)
    columns = split_columns(columns_of(form), answers, kind)
    head = {"id": new_id(kind, desk), **columns, **more, "source_channel": desk.source.channel, **desk.source.columns()}
    return Draft(kind, str(head["id"]), head, ({"event": event},), str(columns.get("area", "")))


def refuse_repeat(desk: Desk) -> None:
    """Raise DeclinedError where the issue has already made a record: the same source never makes two."""
    issue = desk.source.issue
    made = next((r.id for r in desk.records.values() if issue and r.head.get("source_issue") == issue), None)
    if made:
        raise DeclinedError("already-there", record=made)


def columns_of(form: str) -> dict[str, tuple[str, str]]:
    """For each question of a form the table and column that it fills."""
    return {ask.id: (ask.table, str(ask.field)) for ask in load_form(form).asks if ask.table}
