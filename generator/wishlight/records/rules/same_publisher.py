"""Who publishes a wish or an action, or approves a deed, is another person than who put it in."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish", "action", "deed")
EVENTS = ("published", "approved")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    first = case.run.first("submitted", "proposed")
    if first is None:
        return
    authors = {context.person(name, first.at.date()) for name in (first.by, first.whose) if name}
    if context.person(entry.by, entry.at.date()) in authors:
        yield case.find(entry, "by", event=entry.event, first=first.by)
