"""A board of a few rows written in the test itself: only the columns that matter, the rest empty or ordinary."""

from __future__ import annotations

from datetime import date
from typing import Any

import duckdb

from wishlight.metrics import list_metrics, run_metric
from wishlight.records.fields import load_schema
from wishlight.tables.load import load_tables, open_memory
from wishlight.tables.schemas import list_tables
from wishlight.tables.views import make_views

AS_OF = date(2026, 6, 30)
RULES = {
    "min_sample": 3,
    "activity_cap_minutes": 120,
    "day_cap_minutes": 480,
    "pair_cap_minutes": 1200,
    "point_minutes": 60,
    "goods_minutes": 60,
    "waiting_bonus_days": 30,
    "waiting_bonus_minutes": 30,
    "star_hours": "2,4",
    "board_places": 2,
    "review_days": 3,
    "value_cap_fen": 50000,
}
Row = dict[str, Any]


def fill_board(
    rules: dict[str, Any] | None = None, later: list[Row] | None = None, as_of: date = AS_OF, **rows: list[Row]
) -> duckdb.DuckDBPyConnection:
    """All tables and views of a board that holds these rows; `rules` hold from 2026 on, `later` are rows of rules that follow."""
    tables = list_tables(load_schema())
    names = {table.name for table in tables}
    assert rows.keys() <= names, rows.keys() - names
    for table in tables:
        unknown = {key for row in rows.get(table.name, ()) for key in row} - table.columns.keys()
        assert not unknown, (table.name, unknown)
    dated = [{"name": name, "since": "2026-01-01", "value": str(value)} for name, value in {**RULES, **(rules or {})}.items()]
    board = [{"as_of": as_of, "time_zone": "Asia/Shanghai"}]
    con = open_memory("Asia/Shanghai")
    load_tables(con, tables, {"areas": AREAS, "board": board, **rows, "rules": [*dated, *(later or ())]})
    make_views(con)
    return con


def count(name: str, **rows: Any) -> list[Row]:
    """A figure's rows, by column, on a board that holds these rows."""
    metric = next(metric for metric in list_metrics() if metric.name == name)
    return run_metric(fill_board(**rows), metric).dicts()


AREAS: list[Row] = [
    {"id": "lake", "level": "community", "community": "lake", "households": 500},
    {"id": "lake-1", "level": "grid", "parent": "lake", "community": "lake", "households": 250},
    {"id": "hill", "level": "community", "community": "hill", "households": 500},
]


def wishes(*given: Row) -> dict[str, list[Row]]:
    """Rows of `wishes` and `wish_states` for wishes that say what is special about them; they are called W-1, W-2 and so on."""
    heads, states = [], []
    for n, own in enumerate(given, 1):
        head = {"id": f"W-{n}", "area": "lake-1", "kind": "service", "category": "repair", "beneficiary": "elder", "urgency": "normal"}
        state = {"wish": f"W-{n}", "status": "open", "state": "open", "needs": 1, "taken": 0, "confirmed": 0, "open_places": 1, "waiting": 0}
        heads.append({**head, **{key: value for key, value in own.items() if key in ("area", "kind", "category", "beneficiary", "value_fen", "minutes", "urgency", "source_channel", "due")}})
        states.append({**state, **{key: value for key, value in own.items() if key not in heads[-1]}})
    return {"wishes": heads, "wish_states": states}


def people(*ids: str, **own: Row) -> dict[str, list[Row]]:
    """Rows of `people` and `person_states`: adults who agreed to stand on boards, unless `own[id]` says otherwise."""
    heads, states = [], []
    for id in (*ids, *(key for key in own if key not in ids)):
        special = own.get(id, {})
        heads.append({"id": f"p:{id}", "area": special.get("area", "lake"), "age_group": special.get("age_group", "adult")})
        states.append({"person": f"p:{id}", "state": "active", "name": id, "scope": "board", **{k: v for k, v in special.items() if k not in ("area", "age_group")}})
    return {"people": heads, "person_states": states}


def attended(*given: tuple[str, str, int]) -> dict[str, list[Row]]:
    """Actions of one person each: (person, day, minutes), confirmed on the day by post:g1."""
    actions, states, signups = [], [], []
    for n, (person, day, minutes) in enumerate(given, 1):
        actions.append({"id": f"A-{n}", "area": "lake", "category": "clinic"})
        state = {"action": f"A-{n}", "status": "reported", "state": "reported", "held_on": day, "starts": f"{day}T08:00:00", "ends": f"{day}T12:00:00"}
        states.append({**state, "attended": 1, "capacity": 5, "guests": 0})
        signup = {"action": f"A-{n}", "claim": "c1", "person": f"p:{person}", "seats": 1, "state": "attended", "minutes": minutes}
        signups.append({**signup, "recorder": "post:g1", "recorded_at": f"{day}T13:00:00"})
    return {"actions": actions, "action_states": states, "signups": signups}


def confirmed(wish: str, person: str, day: str, minutes: int | None, **own: Any) -> Row:
    """A row of `claims` that was confirmed on the day it was delivered."""
    row = {"wish": wish, "claim": "c1", "person": f"p:{person}", "qty": 1, "state": "confirmed", "claimed_on": day, "delivered_on": day}
    return {**row, "confirmed_on": day, "done": "yes", "minutes": minutes, "confirmer": "post:g1", "confirmed_at": f"{day}T18:00:00", "revoked": False, **own}


def step(record: str, n: int, event: str, day: str, **own: Any) -> Row:
    """A row of `entries`."""
    return {"record": record, "n": n, "recorded_at": f"{day}T09:00:00", "event": event, "actor": "post:g1", **own}
