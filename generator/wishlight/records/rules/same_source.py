"""One issue, slip or row makes one record: a record is looked up by its source before it is made.

Slips are numbered afresh by each station and each year's pad, so a slip is told apart by channel, community and day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

Key = tuple[object, ...]


class Note(NamedTuple):
    """Which record says where it comes from, and in which field."""

    path: str
    name: str


def note(case: Case, context: Context) -> Iterator[tuple[str, Note]]:
    return (("\t".join(map(str, key)), Note(case.record.path, name)) for name, key in _list_keys(case, context))


def check_notes(group: str, notes: Sequence[Note], context: Context) -> Iterator[Finding]:
    first = notes[0].path if notes else ""
    for path, name in notes:
        if path != first:
            yield Finding(path, ("source", name), {"other": first})


def _list_keys(case: Case, context: Context) -> Iterator[tuple[str, Key]]:
    head, kind = case.record.head, case.record.kind
    channel, first = head.get("source_channel"), case.record.history[0] if case.record.history else None
    if "source_issue" in head:
        yield "issue", ("issue", head["source_issue"])
    if "source_slip" in head and first:
        area = context.board.area_at(head.get("area", ""), "community") or head.get("area")
        yield "slip", ("slip", kind, channel, area, head["source_slip"], first.on)
    if "source_row" in head and first and "source_slip" not in head:  # rows of two lists may share a number; their slips tell them apart
        yield "row", ("row", kind, channel, head["source_row"], first.at.date())
