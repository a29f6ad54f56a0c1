"""A person or team holds one open claim on a wish, or one sign-up to an action, at a time."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

KINDS = ("wish", "action")
OPEN = frozenset(("claimed", "pledged", "introduced", "queued", "offered", "signed-up"))


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    holders: dict[str, str] = {}
    for move in case.moves:
        holders.pop(move.claim, None)
        if move.after not in OPEN or move.entry.event == "reserved":
            continue
        person = context.person(move.person, move.entry.on)
        other = next((claim for claim, holder in holders.items() if holder == person), None)
        holders[move.claim] = person
        if other and (move.before == "new" or move.entry.event == "transferred"):
            yield case.find(move.entry, "claim", person=move.person, other=other)
