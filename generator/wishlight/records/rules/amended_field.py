"""An amendment names a field of the head and what stood there before, so that the old value can always be read back."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.heads import ABSENT, flatten_head, nest
from wishlight.records.model import Entry

FIXED = ("id", "source", "history")


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    if not any(entry.event == "amended" for entry in case.counted):
        return
    newest: dict[str, str] = {}
    fields = context.board.schema.tables[case.record.kind].fields
    head = flatten_head(nest(case.record.head, fields))
    known = {".".join(f.trail) for f in fields} | set(head)
    known |= {str(table.key) for table in context.board.schema.lists_of(case.record.kind)}
    for entry in reversed(case.counted):
        if entry.event == "amended" and "field" in entry.data and "was" in entry.data:
            yield from _check(case, entry, known, newest.get(entry.data["field"], head.get(entry.data["field"], ABSENT)))
            newest[entry.data["field"]] = entry.data["was"]


def _check(case: Case, entry: Entry, known: set[str], after: str) -> Iterator[Finding]:
    name = entry.data["field"]
    if name.split(".")[0] in FIXED or name not in known:
        yield case.find(entry, "field", name=name, now=after)
    elif after == entry.data["was"] and not after.startswith(("[", "【")):  # both redacted
        yield case.find(entry, "was", name=name, now=after)
