"""A whole small board in memory: the settings of this repository and a handful of records written here."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from wishlight.records.board import Board, load_board
from wishlight.records.model import Record
from wishlight.records.shape import make_entry
from wishlight.records.store import place_of
from wishlight.tables import Tables, fill_tables, fold_all, keep_base, make_tables
from wishlight.tables.base import Memory
from wishlight.tables.folding import Folding, fold_board
from wishlight.words import load_words

ROOT = Path(__file__).parents[1]
AS_OF = date(2026, 6, 30)
WISH = "W-260302-7K3FQX"
GOODS = "W-260303-7K3FQX"


@cache
def read_board() -> Board:
    """The settings of this repository."""
    board, problems = load_board(ROOT, load_words("en"))
    assert not problems
    return board


def record(kind: str, id: str, head: dict[str, Any], *history: dict[str, Any]) -> Record:
    """A record; entries name their day in `on`, and are recorded at nine that morning unless they say `recorded_at`."""
    entries = []
    for n, own in enumerate(history, 1):
        day = own.pop("day")
        entries.append(make_entry(n, {"recorded_at": f"{day}T09:00:00+08:00", "actor": "post:h1", **own}, read_board().zone))
    return Record(kind, id, place_of(kind, id), {"id": id, "source_channel": "hall", **head}, tuple(entries))


def wish(id: str = WISH, *more: dict[str, Any], **own: Any) -> Record:
    """A wish that was fulfilled in March 2026, with more entries behind."""
    head = {"title": "=小夜灯", "category": "small-appliance", "area": "xinghu", "beneficiary": "elder", "kind": "service", "place": "hall", "minutes": 60, "urgency": "normal"}
    return record(
        "wish",
        id,
        {**head, **own},
        {"day": "2026-03-02", "event": "submitted"},
        {"day": "2026-03-03", "event": "published", "actor": "post:m1"},
        {"day": "2026-03-04", "event": "claimed", "actor": "p:4TD9", "claim": "c1"},
        {"day": "2026-03-06", "event": "delivered", "actor": "p:4TD9", "claim": "c1", "minutes": 70, "helpers": ["p:9KX2"]},
        {"day": "2026-03-10", "event": "confirmed", "claim": "c1", "done": "yes", "minutes": 70},
        *more,
    )


def person(id: str, *more: dict[str, Any], name: str = "林小满", scope: str = "board", age: str = "adult") -> Record:
    """A person who consented on the day of joining."""
    return record(
        "person",
        id,
        {"area": "xinghu", "age_group": age},
        {"day": "2026-02-01", "event": "joined"},
        {"day": "2026-02-01", "event": "linked", "forge": "github", "account": 583231},
        {"day": "2026-02-01", "event": "consented", "actor": id, "name": name, "scope": scope},
        *more,
    )


def list_records() -> list[Record]:
    """One of each kind."""
    joined = {"day": "2026-02-02", "event": "joined_team", "team": "team:lamp"}
    return [
        wish(),
        wish(GOODS, {"day": "2026-05-01", "event": "annulled", "actor": "post:m2", "entry": 5, "why": "wrong home"}, kind="goods", value_fen=4000),
        record(
            "action",
            "A-260405-2M8RTB",
            {"title": "磨刀", "category": "handy-services", "area": "xinghu", "place": "站里", "starts": "2026-04-12T08:00:00+08:00", "ends": "2026-04-12T11:00:00+08:00", "capacity": 8, "host": "team:lamp"},
            {"day": "2026-04-05", "event": "proposed"},
            {"day": "2026-04-06", "event": "published", "actor": "post:m1"},
            {"day": "2026-04-07", "event": "signed_up", "actor": "p:4TD9", "claim": "c1", "party": 2},
            {"day": "2026-04-12", "event": "held"},
            {"day": "2026-04-13", "event": "attended", "claim": "c1", "minutes": 180},
            {"day": "2026-04-13", "event": "reported"},
        ),
        record(
            "deed",
            "D-260118-5QW2NC",
            {"title": "雨棚", "category": "charging-safety", "area": "xinghu", "due": "2026-06-30", "budget": [{"line": "works", "label": "施工", "fen": 900000}, {"line": "paint", "label": "油漆", "fen": 1000}]},
            {"day": "2026-01-18", "event": "proposed"},
            {"day": "2026-02-18", "event": "roll", "unit": "household", "count": 20, "quorum": 667, "threshold": 500},
            {"day": "2026-02-20", "event": "tallied", "votes_for": 14, "votes_against": 1, "abstain": 1, "void": 0, "helpers": ["p:4TD9"]},
        ),
        person("p:4TD9", joined)._replace(head={"id": "p:4TD9", "area": "xinghu", "age_group": "adult", "source_channel": "form", "skills": ["repair", "phones"]}),
        person("p:9KX2", {"day": "2026-06-01", "event": "withdrew", "actor": "p:9KX2"}, name="周小灯"),
        person("p:2MMM", name="未成年", age="under-18"),
        record("team", "team:lamp", {"title": "点灯队", "team_kind": "neighbours", "area": "xinghu"}, {"day": "2026-02-01", "event": "joined"}),
        Record("report", "R-2026-03", "wishes/reports/2026-03.yml", {"id": "R-2026-03", "as_of": "2026-04-03", "figures": [{"figure": "wishes_fulfilled", "value": 2}], "callbacks": [{"area": "xinghu", "reached": 9, "not_reached": 1, "refused": 0, "satisfied": 8, "basically": 1, "dissatisfied": 0}]}, ()),
    ]


def tables_of(*records: Record, as_of: date = AS_OF) -> duckdb.DuckDBPyConnection:
    """The tables of some records, or of all."""
    board = read_board()
    return make_tables(board, fold_all(records or list_records(), board, as_of), as_of)


def fold_upon(records: list[Record], memory: Memory | None, day: date = AS_OF) -> tuple[Folding, Tables]:
    """Some records folded, upon a base where one is kept, and the tables of them; a new base is kept."""
    with TemporaryDirectory() as folder:
        folding = fold_board(records, read_board(), day, Path(folder), memory)
        tables = fill_tables(read_board(), folding.rows, day, folding.upon)
        if memory:
            keep_base(memory, folding, read_board(), tables)
    return folding, tables
