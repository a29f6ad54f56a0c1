"""A redaction blanks exactly the text it names: that text, and every copy of it in `was`, is the mark."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.heads import flatten_head, nest
from wishlight.records.marks import list_marks
from wishlight.records.model import Entry

EVENTS = ("redacted",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    name, number = entry.data.get("field", ""), entry.data.get("entry")
    if number is not None:
        target = case.record.history[number - 1] if 1 <= number < entry.n else None
        if target and str(target.data.get(name)) not in list_marks():
            yield case.find(target, name, name=name)
        return
    fields = context.board.schema.tables[case.record.kind].fields
    if flatten_head(nest(case.record.head, fields)).get(name) not in list_marks():
        yield case.find_head(*name.split("."), name=name)
    for other in case.record.history[: entry.n]:
        if other.event == "amended" and other.data.get("field") == name and other.data.get("was") not in list_marks():
            yield case.find(other, "was", name=name)
