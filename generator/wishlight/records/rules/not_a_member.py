"""An entry that names a team speaks of somebody who was in it that day."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish", "action")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    team = entry.data.get("team")
    person = entry.data.get("to", entry.person) if entry.event == "transferred" else entry.person
    if team and person.startswith("p:") and team not in context.teams_of(person, entry.on):
        yield case.find(entry, "team", person=person, team=team, day=entry.on.isoformat())
    if team and person.startswith("team:") and team != person:
        yield case.find(entry, "team", person=person, team=team, day=entry.on.isoformat())
