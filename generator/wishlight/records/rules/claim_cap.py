"""A person holds no more open wishes than the board allows at the moment of each claim: fewer before the first confirmed delivery.

Rules claim_cap and newcomer_claim_cap. Teams are not capped: a firm may take a whole list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wishlight.records.case import Case, Finding, Move
from wishlight.records.context import Context

CARRIED = frozenset(("claimed", "pledged", "introduced"))


class Change(NamedTuple):
    """A claim's step in the order in which a board's steps were recorded; what frees a place comes before what takes one."""

    move: Move
    case: Case
    person: str


def check_records(context: Context) -> Iterator[Finding]:
    changes = [
        Change(move, case, context.person(move.person, move.entry.at.date()))
        for case in context.cases
        if case.record.kind == "wish"
        for move in case.moves
        if move.person.startswith(("p:", "post:"))
    ]
    changes.sort(key=lambda c: (c.move.entry.at, c.move.after in CARRIED, c.case.record.path, c.move.entry.n))
    holder: dict[tuple[str, str], str] = {}
    carried: dict[str, int] = {}
    trusted: set[str] = set()
    for change in changes:
        key = (change.case.record.id, change.move.claim)
        if before := holder.pop(key, None):
            carried[before] -= 1
        if change.move.after == "confirmed":
            trusted.add(change.person)
        if change.move.after not in CARRIED:
            continue
        holder[key] = change.person
        carried[change.person] = carried.get(change.person, 0) + 1
        if before != change.person:
            yield from _check_cap(change, carried[change.person], change.person in trusted, context)


def _check_cap(change: Change, count: int, trusted: bool, context: Context) -> Iterator[Finding]:
    entry = change.move.entry
    cap = context.rule("claim_cap" if trusted else "newcomer_claim_cap", entry.at.date())
    if count > cap:
        yield change.case.find(entry, "claim", person=change.move.person, count=count, cap=cap)
