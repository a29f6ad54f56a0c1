"""An entry that speaks of another names an earlier one by its number."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

EVERY = True


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    named = entry.data.get("entry")
    if named is not None and not 1 <= named < entry.n:
        yield case.find(entry, "entry", number=named, last=entry.n - 1)
