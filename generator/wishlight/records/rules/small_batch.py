"""What residents answered at call-backs is told for a community only where enough were reached; fewer would tell who said what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

KINDS = ("report",)
SINCE = "2026-12-01"
"""Reports drawn up before this rule was made are frozen as they were published."""


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    drawn_up = case.record.head["as_of"]
    if drawn_up < SINCE:
        return
    least = context.board.rules.at("min_sample", date.fromisoformat(drawn_up))
    for n, row in enumerate(case.record.head.get("callbacks", ())):
        if row["reached"] < least and row["satisfied"] + row["basically"] + row["dissatisfied"]:
            yield case.find_head("callbacks", n, "reached", area=row["area"], least=least)
