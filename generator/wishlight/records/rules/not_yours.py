"""Only who holds a claim moves it: the claimer, a member of the claiming team, or a post that records it for them."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish", "action")
EVENTS = ("accepted", "passed", "transferred", "released", "extension_asked", "visited", "delivered", "left", "disputed")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    before = [m for m in case.moves if m.claim == entry.claim and m.entry.n < entry.n]
    actor = entry.person
    if not before or not actor.startswith(("p:", "team:")):
        return
    holder = before[-1].person
    owners = {holder, context.person(holder, entry.on)}
    if holder.startswith("team:"):
        owners |= {actor} if holder in context.teams_of(actor, entry.on) else set()
    if not owners & {actor, context.person(actor, entry.on)}:
        yield case.find(entry, "claim", person=actor, holder=holder)
