"""A board on which every text that people write is a payload, and its twin on which it is an honest word: the rest is the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import cycle

from sample_pages import AS_OF, ROOT, read_samples
from wishlight.metrics import run_metrics
from wishlight.pages import Context, make_context
from wishlight.records.board import Board, load_board
from wishlight.records.fields import ENTRY, Schema, load_schema
from wishlight.records.ids import make_id
from wishlight.records.model import Record
from wishlight.records.store import place_of
from wishlight.tables import fold_all, make_tables
from wishlight.words import load_words

KINDS = ("wish", "action", "deed", "team", "person")
HONEST = tuple(f"平常的话 {n}" * (n * n // 8 + 1) for n in range(20))
"""From short to longer than a card has room for."""
WHOLE = ("wish-hostile", "action-open", "deed-accepted", "team-menders", "person-page")
"""The sample of each kind of which there is a copy for every text: what is open, has the longest history, or has a page."""
SOME = 12
"""Copies of each other sample, with texts by turns."""


def free_fields(schema: Schema, file: str) -> tuple[str, ...]:
    """The fields of a file that people fill with their own words."""
    return tuple(field.name for field in schema.tables[file].fields if field.free)


def fill_record(record: Record, schema: Schema, text: str, id: str) -> Record:
    """A copy under another id whose every free field, of its head, its parts and its history, holds the text, asked for or not."""
    head = {**record.head, **dict.fromkeys(free_fields(schema, record.kind), text), "id": id}
    for table in schema.lists_of(record.kind):
        names = free_fields(schema, table.file)
        if names and str(table.key) in head:
            head[str(table.key)] = [{**row, **dict.fromkeys(names, text)} for row in head[str(table.key)]]
    data = dict.fromkeys(free_fields(schema, ENTRY), text)
    history = tuple(entry._replace(data={**entry.data, **data}, whose=id if entry.whose == record.id else entry.whose) for entry in record.history)
    return record._replace(id=id, path=place_of(record.kind, id), head=head, history=history)


def make_own_id(record: Record, n: int) -> str:
    """The id of the n-th copy of a record."""
    if record.kind in ("wish", "action", "deed"):
        return make_id(record.kind, record.history[0].at.date(), f"{record.id}/{n}")
    return f"{record.id}-{n:03d}" if record.kind == "team" else f"p:{n:05d}"


def list_records(schema: Schema, texts: Sequence[str]) -> Iterator[Record]:
    """Those whom the samples refer to under their own ids; of each kind a copy for every text; and some of each of the other samples."""
    samples = read_samples()
    yield from (fill_record(record, schema, texts[0], record.id) for record in samples.values() if record.kind in ("team", "person"))
    for name in WHOLE:
        yield from (_copy(samples[name], schema, n, text) for n, text in enumerate(texts))
    turn = cycle(texts)
    for start, (name, record) in enumerate(samples.items(), 1):
        if name not in WHOLE and record.kind in KINDS:
            yield from (_copy(record, schema, 1000 * start + n, next(turn)) for n in range(SOME))


def _copy(record: Record, schema: Schema, n: int, text: str) -> Record:
    return fill_record(record, schema, text, make_own_id(record, n))


def fill_board(board: Board, texts: Sequence[str]) -> Board:
    """The board with all its names and sayings replaced, each by the next text; what a program reads of it stays."""
    turn = cycle(texts)
    areas = {id: area._replace(names=_fill(area.names, turn)) for id, area in board.areas.items()}
    lists = {name: {id: choice._replace(names=_fill(choice.names, turn)) for id, choice in choices.items()} for name, choices in board.lists.items()}
    lists["areas"] = {id: choice._replace(names=areas[id].names) for id, choice in lists["areas"].items()}
    posts = {id: post._replace(names=_fill(post.names, turn)) for id, post in board.posts.items()}
    history = {name: tuple(setting._replace(why=next(turn)) for setting in settings) for name, settings in board.rules.history.items()}
    info = {key: _fill(value, turn) if isinstance(value, dict) and key != "hall" else value for key, value in board.info.items()}
    info["hall"] = {**{key: _fill(value, turn) for key, value in board.info["hall"].items()}, "phone": next(turn)}
    words = {lang: {f"fields.{table}.colour": next(turn) for table in ("wishes", "actions", "deeds", "teams")} for lang in board.languages}
    rules = board.rules._replace(history=history)
    return replace(board, areas=areas, lists=lists, posts=posts, rules=rules, info=info, words=words, schema=make_schema())


@cache
def make_schema() -> Schema:
    """The schema with a field that the board made for itself, and that people fill with their own words."""
    return load_schema({key: [{"name": "colour", "type": "string", "x-show": True, "x-free": True}] for key in KINDS})


def _fill(names: Mapping[str, str], turn: Iterator[str]) -> dict[str, str]:
    return {lang: next(turn) for lang in names}


@cache
def make_board(*texts: str) -> Context:
    """The context of the board that holds these texts."""
    board, problems = load_board(ROOT, load_words("en"))
    assert problems == []
    board = fill_board(board, texts)
    records = sorted(list_records(board.schema, texts), key=lambda record: record.id)
    folded = list(fold_all(records, board, AS_OF))
    con = make_tables(board, folded, AS_OF)
    words = {lang: load_words(lang) for lang in board.languages}
    return make_context(board, words, AS_OF, con, run_metrics(con), {item.record.id: item for item in folded})
