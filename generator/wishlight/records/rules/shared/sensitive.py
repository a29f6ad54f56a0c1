"""Which records are about people whom a neighbour could recognise."""

from __future__ import annotations

from wishlight.records.case import Case
from wishlight.records.context import Context


def is_sensitive(case: Case, context: Context) -> bool:
    """Whether a choice of the head (its category, its group of people) is marked `sensitive: yes` by the board."""
    head, board = case.record.head, context.board
    for field in board.schema.tables[case.record.kind].fields:
        choice = board.lists.get(field.choices or "", {}).get(head.get(field.name, "")) if field.choices else None
        if choice and choice.extra.get("sensitive") == "yes":
            return True
    return False
