"""Each budget line of a deed has a name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

KINDS = ("deed",)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    seen: set[str] = set()
    for n, row in enumerate(case.record.head.get("budget", ())):
        if row["line"] in seen:
            yield case.find_head("budget", n, "line", line=row["line"])
        seen.add(row["line"])
