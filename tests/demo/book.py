"""The record under the pen, and the book that gathers the finished ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wishlight.records.fields import load_schema
from wishlight.records.store import place_of
from wishlight.records.write import write_record

from .clock import FIRST, stamp
from .texts import read_rows

SCHEMA = load_schema()
Row = dict[str, Any]


@dataclass
class Draft:
    """One record while it is written: `head` and `history` by column name."""

    kind: str
    head: Row
    history: list[Row] = field(default_factory=list)
    last: datetime | None = None

    @property
    def id(self) -> str:
        """The record's id."""
        return str(self.head["id"])

    def add(self, at: datetime, event: str, by: str, **columns: Any) -> int:
        """One more line of history; its number. A line recorded before the line above it is a mistake of this script."""
        if self.last is not None and at < self.last:
            raise ValueError(f"{self.head} {event} {at} < {self.last}")
        self.last = at
        told = {key: value for key, value in columns.items() if value not in (None, "")}
        on = told.pop("on", None)
        row: Row = {"recorded_at": stamp(at), "event": event, "actor": by, **told}
        if on is not None and on != at.date():
            row["happened_on"] = on.isoformat()
        self.history.append(row)
        return len(self.history)


@dataclass
class Book:
    """All drafts of the demo, the numbers already given out, and the stories that are worth finding again."""

    drafts: list[Draft] = field(default_factory=list)
    stories: dict[str, str] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    given_back: Iterator[list[str]] = field(default_factory=lambda: iter(read_rows("given-back.txt")))
    reasons: dict[str, Iterator[str]] = field(default_factory=lambda: read_reasons())
    issues: dict[date, int] = field(default_factory=dict)
    slips: dict[str, int] = field(default_factory=dict)

    def keep(self, draft: Draft, *stories: str) -> Draft:
        """Take a draft in, under the names of the stories it tells."""
        self.drafts.append(draft)
        for story in stories:
            self.stories[story] = draft.id
        return draft

    def of(self, kind: str) -> list[Draft]:
        """The drafts of one kind."""
        return [draft for draft in self.drafts if draft.kind == kind]

    def issue(self, day: date) -> int:
        """The next form's number: it grows with the days, as on any forge."""
        self.issues[day] = self.issues.get(day, 0) + 1
        return (day - FIRST).days * 20 + self.issues[day]

    def slip(self, station: str, day: date) -> str:
        """The next slip of a service station's pad: its letter, month and day, and a running number."""
        key = f"{station}{day:%m%d}"
        self.slips[key] = self.slips.get(key, 0) + 1
        return f"{key}-{self.slips[key]}"

    def files(self) -> dict[str, str]:
        """Every record's path and text."""
        return dict(sorted(_write(draft) for draft in self.drafts))


def read_reasons() -> dict[str, Iterator[str]]:
    """Why people did not come, by kind, each to be told once."""
    rows = read_rows("reasons.txt")
    return {kind: iter([why for what, why in rows if what == kind]) for kind in ("left", "excused")}


def _write(draft: Draft) -> tuple[str, str]:
    path = place_of(draft.kind, draft.id)
    return path, write_record(SCHEMA, draft.kind, draft.head, draft.history, depth=path.count("/"))
