"""What was declined keeps no story: people's reasons for asking are nobody's business once the answer was no."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.marks import list_marks

KINDS = ("wish", "action")


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    declined = case.run.last("declined")
    if declined and case.record.head.get("story", "") not in ("", *list_marks()):
        yield case.find_head("story", day=declined.on.isoformat())
