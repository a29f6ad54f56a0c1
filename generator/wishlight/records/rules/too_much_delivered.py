"""No more is delivered on a claim than it promised."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish",)
EVENTS = ("delivered",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    claim = case.run.claims.get(entry.claim or "")
    promised = claim.entries[0].data.get("qty", 1) if claim and claim.entries else 1
    if entry.data.get("qty", 1) > promised:
        yield case.find(entry, "qty", promised=promised)
