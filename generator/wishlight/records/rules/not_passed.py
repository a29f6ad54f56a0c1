"""Only a deed that the residents' vote passed is approved."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry
from wishlight.records.rules.shared.votes import outcome_before

KINDS = ("deed",)
EVENTS = ("approved",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    outcome = outcome_before(case, entry)
    if outcome and outcome != "passed":
        yield case.find(entry, "event", outcome=outcome)
