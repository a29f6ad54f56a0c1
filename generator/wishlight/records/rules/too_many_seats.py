"""An action's sign-ups never fill more places than it has, at any moment."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.lifecycle.action import CLAIM_HELD

KINDS = ("action",)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    capacity = case.record.head["capacity"]
    held: dict[str, int] = {}
    for move in case.moves:
        held.pop(move.claim, None)
        if move.after in CLAIM_HELD:
            held[move.claim] = move.qty
            if sum(held.values()) > capacity and move.before not in CLAIM_HELD:
                yield case.find(move.entry, "claim", capacity=capacity, taken=sum(held.values()))
