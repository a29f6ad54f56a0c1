"""Goods above the board's value are not published: they are referred to a charity (rule value_cap_fen)."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish",)
EVENTS = ("published",)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    value, cap = case.record.head.get("value_fen", 0), context.rule("value_cap_fen", entry.on)
    if value > cap:
        yield case.find_head("value_fen", value=value, cap=cap)
