"""A person under 18 takes part only with a team they belong to, and is never named."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

EVENTS = ("claimed", "pledged", "queued", "signed_up", "transferred", "consented")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    person = entry.data.get("to", "") if entry.event == "transferred" else entry.person
    if case.record.kind == "person":
        person = case.record.id
    known = context.people.get(context.person(person, entry.on))
    if known is None or known.record.head["age_group"] != "under-18":
        return
    if entry.event == "consented" or not entry.data.get("team"):
        yield case.find(entry, "event", person=person, event=entry.event)
