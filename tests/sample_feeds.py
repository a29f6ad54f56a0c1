"""The sample records changed by a test, folded and counted again, for what is made from them besides pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sample_pages import AS_OF, ROOT, read_samples, sample_context
from wishlight.pages import Context, make_context
from wishlight.records.board import load_board
from wishlight.records.model import Entry, Record
from wishlight.tables import fold_all, make_tables
from wishlight.words import load_words


def make_changed(*changed: Record, as_of: date = AS_OF, zone: str = "Asia/Shanghai", info: Mapping[str, Any] | None = None) -> Context:
    """The sample board with some records replaced or added, another zone, other settings.

    Its figures stay those of the sample, because nothing here shows them.
    """
    board, problems = load_board(ROOT, load_words("en"))
    assert problems == []
    board = replace(board, zone=ZoneInfo(zone), info={**board.info, **(info or {})})
    records = {record.id: record for record in (*read_samples().values(), *changed)}
    folded = list(fold_all(sorted(records.values(), key=lambda record: record.id), board, as_of))
    con = make_tables(board, folded, as_of)
    words = {lang: load_words(lang) for lang in board.languages}
    return make_context(board, words, as_of, con, sample_context().results, {item.record.id: item for item in folded})


def append(record: Record, event: str, at: str, **data: Any) -> Record:
    """The record with one more entry of the first post."""
    moment = datetime.fromisoformat(at)
    n = len(record.history) + 1
    values = {"record": record.id, "n": n, "recorded_at": at, "event": event, "actor": "post:m1", **data}
    entry = Entry(n, moment, moment.date(), event, "post:m1", None, data.get("claim"), values)
    return record._replace(history=(*record.history, entry))


def repeat(record: Record, count: int) -> list[Record]:
    """Copies of a record with ids of their own, published a day apart."""
    made = []
    for i in range(count):
        history = tuple(entry._replace(at=entry.at + timedelta(days=i), on=entry.on + timedelta(days=i)) for entry in record.history[:2])
        id = f"{record.id[:-3]}{i:03d}"
        made.append(record._replace(id=id, path=record.path.replace(record.id, id), head={**record.head, "id": id}, history=history))
    return made
