"""What can be found: the public text of every wish, action, deed and team, and the facets that narrow a search."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fields import list_fields
from wishlight.records.fold import ActionState, DeedState, WishState
from wishlight.records.marks import list_marks
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
        """What a search looks into: folded, one line a text. A team is found by its id as by a word; other ids have an index of their own."""
        own = (self.id.partition(":")[2],) if self.kind == "team" else ()
        return "\n".join(fold(text) for text in (*own, *self.texts))


def list_docs(board: Board, folded: Iterable[Folded]) -> Iterator[Doc]:
    """All records that can be found, in the order given."""
    names = {kind: [field.name for field in list_fields(board.schema, kind) if field.free] for kind in KINDS}
    marks = frozenset(list_marks())
    return (_make_doc(item, names[item.record.kind], marks) for item in folded if item.record.kind in KINDS)


def fold(text: str) -> str:
    """Text as it is compared: one width, one case, single blanks. The script does the same (`fold` in engine.js)."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _make_doc(item: Folded, names: Iterable[str], marks: frozenset[str]) -> Doc:
    record, state = item
    head = record.head
    status = state.status if isinstance(state, WishState | ActionState | DeedState) else ""
    area, category = (str(head.get(name, "")) for name in ("area", "category"))
    texts = (head.get(name) for name in names)
    return Doc(record.id, day_of(record.kind, record.id), record.kind, status, area, category, tuple(t for t in texts if isinstance(t, str) and t not in marks))


def day_of(kind: str, id: str) -> date:
    """The day in a record's id; teams, which have none, come before all others."""
    return (day_of_id(id) if kind != "team" else None) or date.min
