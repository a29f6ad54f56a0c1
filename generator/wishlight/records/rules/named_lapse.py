"""A claim that ran out names nobody: the board takes it back, and adds neither a person nor a remark to the missed deadline."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish",)
EVENTS = ("lapsed",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    for key, column in (("for", "whose"), ("note", "note")):
        if column in entry.data:
            yield case.find(entry, key, name=key)
