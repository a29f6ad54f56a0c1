"""An entry about a claim names one that was made before."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    for wrong in case.run.illegal:
        if wrong.rule == "unknown-claim":
            yield case.find(wrong.entry, "claim", event=wrong.entry.event, claim=wrong.entry.claim or "-")
