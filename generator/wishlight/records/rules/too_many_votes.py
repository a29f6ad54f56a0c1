"""No more ballots are counted than the roll has, and the counters are not who recorded the count."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("deed",)
EVENTS = ("tallied",)
PARTS = ("votes_for", "votes_against", "abstain", "void")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    rolls = [e for e in case.run.entries if e.event == "roll" and e.n < entry.n]
    cast = sum(entry.data.get(part, 0) for part in PARTS)
    if rolls and cast > rolls[-1].data.get("count", cast):
        yield case.find(entry, "votes_for", cast=cast, roll=rolls[-1].data["count"])
