"""A wish of a sensitive kind names the community and never the grid: a neighbour must not guess whose it is."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.rules.shared.sensitive import is_sensitive

KINDS = ("wish",)


def check_record(case: Case, context: Context) -> Iterator[Finding]:
    area = context.board.areas.get(case.record.head["area"])
    if area and area.level == "grid" and is_sensitive(case, context):
        yield case.find_head("area", area=area.id, right=area.parent or "-")
