"""No deed spends money that it has not been given."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("deed",)
EVENTS = ("spent",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    earlier = [e for e in case.run.entries if e.n <= entry.n]
    funded, spent = (sum(e.data.get("fen", 0) for e in earlier if e.event == event) for event in ("funded", "spent"))
    if spent > funded:
        yield case.find(entry, "fen", spent=spent, funded=funded)
