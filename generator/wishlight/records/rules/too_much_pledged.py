"""Shares pledged in money never add up to more than the wish's value, which must be stated."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.lifecycle.wish import CLAIM_HELD

KINDS = ("wish",)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    value = case.record.head.get("value_fen", 0)
    shares: dict[str, int] = {}
    for move in case.moves:
        if move.entry.event == "pledged":
            shares[move.claim] = move.entry.data.get("share_fen", 0)
            if sum(shares.values()) > value:
                yield case.find(move.entry, "share_fen", pledged=sum(shares.values()), value=value)
        elif move.after not in CLAIM_HELD:
            shares.pop(move.claim, None)
