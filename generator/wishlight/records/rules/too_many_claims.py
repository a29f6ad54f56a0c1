"""A wish's places are promised once: claims in hand never add up to more than it needs."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.lifecycle.wish import CLAIM_HELD

KINDS = ("wish",)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    needs = case.record.head.get("needs", 1)
    held: dict[str, int] = {}
    pledges: set[str] = set()
    for move in case.moves:
        if move.entry.event == "pledged":
            pledges.add(move.claim)
        held.pop(move.claim, None)
        if move.after in CLAIM_HELD and move.claim not in pledges:
            held[move.claim] = move.qty
            if sum(held.values()) > needs and move.before not in CLAIM_HELD:
                yield case.find(move.entry, "claim", needs=needs, taken=sum(held.values()))
