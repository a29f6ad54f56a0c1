"""What an entry leads to exists: the record merged into, the person handed over to, the office referred to."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

EVENTS = ("merged", "redirected", "referred", "transferred")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    key = "into" if entry.event == "merged" else "to"
    target = str(entry.data.get(key, ""))
    if target and not _is_right(target, case, entry, context):
        yield case.find(entry, key, target=target)


def _is_right(target: str, case: Case, entry: Entry, context: Context) -> bool:
    if target[:2] == "p:" or target.startswith("team:"):
        if entry.event == "transferred":
            return True  # whether they exist is another rule's question
        return entry.event == "merged" and case.record.kind == "person" and target != case.record.id
    if entry.event == "referred":
        return target in context.board.lists.get("referrals", {})
    found = context.by_id.get(target)
    if found is None or target == case.record.id or entry.event == "transferred":
        return False
    return entry.event != "merged" or found.record.kind == case.record.kind
