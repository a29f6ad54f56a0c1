"""Money is spent and varied on lines that the deed's budget has."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("deed",)
EVENTS = ("spent", "varied")


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    lines = [row["line"] for row in case.record.head.get("budget", ())]
    line = entry.data.get("line")
    if line is not None and line not in lines:
        yield case.find(entry, "line", line=line, lines=", ".join(lines) or "-")
