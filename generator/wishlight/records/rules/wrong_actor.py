"""Each event is recorded by the kinds of actor that may record it (the lifecycle table's `who`)."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.lifecycle import find_step
from wishlight.records.model import Entry


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    step = find_step(case.record.kind, entry.event)
    kind = {"p": "person"}.get(entry.by.partition(":")[0], entry.by.partition(":")[0])
    if step and kind not in step.who:
        yield case.find(entry, "by", event=entry.event, actor=entry.by, who=", ".join(step.who))
