"""A count below the quorum decides nothing: it is not publicised as a result, the vote is held again."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry
from wishlight.records.rules.shared.votes import outcome_before

KINDS = ("deed",)
EVENTS = ("publicised",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    if outcome_before(case, entry) == "no-quorum":
        yield case.find(entry, "event")
