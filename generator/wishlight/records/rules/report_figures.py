"""A monthly report is drawn up after its month, names each figure and community once, and its call-back answers fit those reached."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

KINDS = ("report",)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    head = case.record.head
    if head["as_of"][:7] <= head["id"][2:]:
        yield case.find_head("as_of", what=head["as_of"])
    for key, column in (("figures", "figure"), ("callbacks", "area")):
        seen: set[str] = set()
        for n, row in enumerate(head.get(key, ())):
            if row[column] in seen:
                yield case.find_head(key, n, column, what=row[column])
            seen.add(row[column])
    for n, row in enumerate(head.get("callbacks", ())):
        if row["satisfied"] + row["basically"] + row["dissatisfied"] > row["reached"]:
            yield case.find_head("callbacks", n, "reached", what=row["area"])
