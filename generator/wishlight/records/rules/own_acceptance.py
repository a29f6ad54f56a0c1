"""The residents who accept a deed, or count its votes, are not who records it, and for acceptance not who proposed it."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("deed",)
EVENTS = ("accepted", "tallied")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    day = entry.at.date()
    barred = {context.person(entry.by, day)}
    first = case.run.first("proposed")
    if first and entry.event == "accepted":
        barred.add(context.person(first.person, first.on))
    for helper in entry.data.get("helpers", ()):
        if context.person(helper, day) in barred:
            yield case.find(entry, "helpers", person=helper)
