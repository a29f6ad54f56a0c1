"""Who has not joined, is suspended, has left or was merged into another takes on nothing and records nothing, except to step back or to speak up."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish", "action", "deed")
STEPPING_BACK = frozenset(("released", "left", "passed", "disputed", "questioned", "answered", "appealed"))


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    if entry.event in STEPPING_BACK or entry.by == "board":
        return
    actors = {"by": entry.by, "for": entry.whose, "to": entry.data.get("to") if entry.event == "transferred" else None}
    for key, actor in actors.items():
        if actor and actor.startswith(("p:", "team:")):
            state = context.standing(actor, entry.on)
            if state not in (None, "active"):
                yield case.find(entry, key, person=actor, state=state, day=entry.on.isoformat())
