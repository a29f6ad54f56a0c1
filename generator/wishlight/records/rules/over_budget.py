"""No budget line is spent beyond its plan and its approved variations, or varied below what was spent on it."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("deed",)
EVENTS = ("spent", "varied")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    line = entry.data.get("line")
    planned = [row["fen"] for row in case.record.head.get("budget", ()) if row["line"] == line]
    earlier = [e for e in case.run.entries if e.n <= entry.n and e.data.get("line") == line]
    varied, spent = (sum(e.data.get("fen", 0) for e in earlier if e.event == event) for event in ("varied", "spent"))
    if planned and spent > sum(planned) + varied:
        yield case.find(entry, "fen", line=line, spent=spent, budget=sum(planned) + varied)
