"""A place that comes free is offered to who has waited longest."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

KINDS = ("wish", "action")


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    queue: dict[str, None] = {}
    for move in case.moves:
        first = next(iter(queue), None)
        if move.entry.event == "offered" and first and first != move.claim:
            yield case.find(move.entry, "claim", claim=move.claim, first=first)
        queue.pop(move.claim, None)
        if move.after == "queued":
            queue[move.claim] = None
