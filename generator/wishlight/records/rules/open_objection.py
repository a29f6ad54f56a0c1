"""Every objection is answered before a deed is approved."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("deed",)
EVENTS = ("approved",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    earlier = [e for e in case.run.entries if e.n < entry.n]
    answers = [e.n for e in earlier if e.event == "answered"]
    for objection in (e for e in earlier if e.event == "objected"):
        named = any(e.data.get("entry") == objection.n for e in earlier if e.event == "answered")
        if not named and not any(n > objection.n for n in answers):
            yield case.find(entry, "event", number=objection.n)
