"""What can be found: the public text of every wish, action, deed and team, and the facets that narrow a search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fields import list_fields
from wishlight.records.fold import ActionState, DeedState, WishState
from wishlight.records.marks import list_marks
from wishlight.records.model import Record
from wishlight.records.store import day_of_id
from wishlight.tables.folded import Folded

KINDS = ("wish", "action", "deed", "team")
"""Kinds of record that have a page and a text of their own. People are found through what they did, not by name."""

class Doc(NamedTuple):
    """One record that can be found. `texts` are its title and other texts as written; `status`, `area` and `category` may be empty."""

    id: str
    day: date
    kind: str
    status: str
    area: str
    category: str
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """What a search looks into: folded, the id's last six signs first, one line a text."""
        return "\n".join(fold(text) for text in (self.id.rpartition("-" if self.kind != "team" else ":")[2], *self.texts))


def list_docs(board: Board, folded: Iterable[Folded]) -> list[Doc]:
    """All records that can be found, the oldest first."""
    docs = [_make_doc(board, item) for item in folded if item.record.kind in KINDS]
    return sorted(docs, key=lambda doc: (doc.day, doc.id))


def fold(text: str) -> str:
    """Text as it is compared: one width, one case, single blanks. The script does the same (`fold` in engine.js)."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _make_doc(board: Board, item: Folded) -> Doc:
    record, state = item
    head = record.head
    status = state.status if isinstance(state, WishState | ActionState | DeedState) else ""
    area, category = (str(head.get(name, "")) for name in ("area", "category"))
    return Doc(record.id, _day_of(record), record.kind, status, area, category, _list_texts(board, record))


def _list_texts(board: Board, record: Record) -> tuple[str, ...]:
    names = [field.name for field in list_fields(board.schema, record.kind) if field.free]
    texts = (str(record.head[name]) for name in names if isinstance(record.head.get(name), str))
    return tuple(text for text in texts if text not in list_marks())


def _day_of(record: Record) -> date:
    """The day in the record's id, else that of its first entry."""
    found = day_of_id(record.id) if record.kind != "team" else None
    return found or (record.history[0].at.date() if record.history else date.min)
