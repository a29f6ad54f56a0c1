"""An entry carries what its event needs (the lifecycle table's `needs`)."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.lifecycle import find_step
from wishlight.records.model import Entry

EVERY = True


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    step = find_step(case.record.kind, entry.event)
    for key in step.needs if step else ():
        if key not in entry.data:
            yield case.find(entry, "event", event=entry.event, key=key)
