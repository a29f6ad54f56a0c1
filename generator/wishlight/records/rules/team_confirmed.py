"""Who confirms a delivery is in no team with who made it that day."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish",)
EVENTS = ("confirmed",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    move = next((m for m in reversed(case.moves) if m.claim == entry.claim and m.entry.n < entry.n), None)
    if move is None:
        return
    day = entry.at.date()
    own = context.teams_of(context.person(entry.by, day), day)
    theirs = context.teams_of(context.person(move.person, day), day) | {move.person, move.team}
    for team in sorted(own & theirs):
        yield case.find(entry, "by", actor=entry.by, team=team)
