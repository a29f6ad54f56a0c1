"""One issue, slip or row makes one record: a record is looked up by its source before it is made.

Slips are numbered afresh by each station and each year's pad, so a slip is told apart by channel, community and day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

Key = tuple[object, ...]


class Note(NamedTuple):
    """One thing that no other record may say of where it comes from, and which record says it."""

    path: str
    name: str
    key: Key


def note(case: Case, context: Context) -> Iterator[Note]:
    return (Note(case.record.path, name, key) for name, key in _list_keys(case, context))


def check_notes(notes: Iterable[Note], context: Context) -> Iterator[Finding]:
    seen: dict[Key, str] = {}
    for path, name, key in notes:
        other = seen.setdefault(key, path)
        if other != path:
            yield Finding(path, ("source", name), {"other": other})


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
