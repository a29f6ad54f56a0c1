"""An event of a claim is recorded only in a state of the claim that allows it (records/lifecycle/)."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    for wrong in case.run.illegal:
        if wrong.rule == "illegal-claim-step":
            yield case.find(wrong.entry, "event", event=wrong.entry.event, state=wrong.state, allowed=", ".join(wrong.allowed), claim=wrong.entry.claim or "-")
