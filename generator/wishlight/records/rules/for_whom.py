"""A person speaks only for themself or for their team; a post says for whom it records a promise."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

PROMISES = frozenset(("claimed", "pledged", "queued", "signed_up"))


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    whose = entry.whose
    if entry.by.startswith("post:"):
        if entry.event in PROMISES and not (whose or "").startswith(("p:", "team:")):
            yield case.find(entry, "for" if whose else "by", actor=entry.by)
    elif whose and not _may_speak(entry, whose, context):
        yield case.find(entry, "for", actor=entry.by)


def _may_speak(entry: Entry, whose: str, context: Context) -> bool:
    if entry.by == "board" or entry.by == whose:
        return True
    if entry.by.startswith("p:"):
        return whose in context.teams_of(entry.by, entry.on)
    return entry.by in context.teams_of(whose, entry.on)
