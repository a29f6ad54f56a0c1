"""The way back: from flat tables to the board's settings and its records, so that what was derived can be derived again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from wishlight.records.board.days import Calendar
from wishlight.records.board.model import Area, Board, Choice, Holder, Post, Setting, Settings
from wishlight.records.fields import ENTRY, KIND_TABLES, Schema, Table
from wishlight.records.model import Record
from wishlight.records.shape import make_entry
from wishlight.records.store import place_of

Row = dict[str, Any]


def rebuild_board(con: duckdb.DuckDBPyConnection, schema: Schema) -> Board:
    """The settings that folds and figures need. Raises IndexError for a package without its board row, KeyError for an unknown zone."""
    info = _rows(con, "board")[0]
    areas = {row["id"]: Area(row["id"], row["level"], row["parent"], _names(row), row["since"], row["until"], row["households"]) for row in _rows(con, "areas")}
    lists: dict[str, dict[str, Choice]] = defaultdict(dict)
    for row in _rows(con, "choices"):
        extra = {key: row[key] for key in ("sensitive", "skill") if row[key] is not None}
        lists[row["list"]][row["id"]] = Choice(row["id"], _names(row), row["since"], row["until"], extra)
    lists["areas"] = {area.id: Choice(area.id, area.names, area.since, area.until, {"level": area.level}) for area in areas.values()}
    population = tuple(
        {"area": row["area"], "group": row["beneficiary"], "people": str(row["people"]), "from": str(row["counted_on"] or "")}
        for row in _rows(con, "population")
    )
    return Board(
        info={"name": _names(info)},
        zone=ZoneInfo(info["time_zone"]),
        languages=("zh", "en"),
        schema=schema,
        areas=areas,
        lists=dict(lists),
        rules=_rebuild_rules(con),
        posts={post.id: post for post in _rebuild_posts(con)},
        calendar=_rebuild_calendar(con),
        population=population,
        words={},
    )


def rebuild_records(con: duckdb.DuckDBPyConnection, schema: Schema, zone: ZoneInfo) -> Iterator[Record]:
    """Every record from its rows. Texts that the tables leave out (names without consent, accounts) are left out here too."""
    helpers = _group(con, "entry_helpers", "record", "n")
    entries: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(con, schema.tables[ENTRY].name):
        record, n = row.pop("record"), row.pop("n")
        data = _texts(row, zone)
        if found := helpers.get((record, n)):
            data["helpers"] = [helper["person"] for helper in found]
        entries[record].append({"n": n, "data": data})
    for kind in KIND_TABLES:
        parts = [(table, _group(con, table.name, _owner(table))) for table in schema.lists_of(kind)]
        for row in _rows(con, schema.tables[kind].name):
            head = _texts(row, zone)
            for table, groups in parts:
                if found := groups.get((head["id"],)):
                    head[str(table.key)] = [item[table.item] if table.item else item for item in found]
            history = tuple(make_entry(entry["n"], entry["data"], zone) for entry in entries.get(head["id"], ()))
            yield Record(kind, head["id"], place_of(kind, head["id"]), head, history)


def _rebuild_rules(con: duckdb.DuckDBPyConnection) -> Settings:
    history: dict[str, list[Setting]] = defaultdict(list)
    for row in _rows(con, "rules"):
        parts = [int(part) if part.lstrip("-").isdigit() else part for part in row["value"].split(",")]
        history[row["name"]].append(Setting(row["since"], parts[0] if len(parts) == 1 else tuple(parts), row["why"] or ""))
    return Settings({name: tuple(settings) for name, settings in history.items()})


def _rebuild_posts(con: duckdb.DuckDBPyConnection) -> Iterator[Post]:
    holders: dict[str, list[Holder]] = defaultdict(list)
    for row in _rows(con, "post_holders"):
        holders[row["post"]].append(Holder(row["person"], row["since"], row["until"]))
    for row in _rows(con, "posts"):
        held = sorted(holders[row["post"]], key=lambda held: held.since)
        yield Post(row["post"].removeprefix("post:"), row["duty"], row["area"] or "", _names(row), tuple(held))


def _rebuild_calendar(con: duckdb.DuckDBPyConnection) -> Calendar:
    days = {row["day"]: row["working"] for row in _rows(con, "days")}
    off = frozenset(day for day, working in days.items() if not working and day.weekday() < 5)
    work = frozenset(day for day, working in days.items() if working and day.weekday() >= 5)
    return Calendar(frozenset(day.year for day in days), off, work)


def _rows(con: duckdb.DuckDBPyConnection, table: str) -> list[Row]:
    cursor = con.execute(f'SELECT * FROM "{table}" ORDER BY ALL')  # noqa: S608 - the name of a table of ours
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _group(con: duckdb.DuckDBPyConnection, table: str, *owner: str) -> Mapping[tuple[Any, ...], list[Row]]:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in _rows(con, table):
        key = tuple(row.pop(name) for name in owner)
        groups[key].append({name: value for name, value in row.items() if value is not None})
    return groups


def _owner(table: Table) -> str:
    return next(field.name for field in table.fields if field.owner)


def _names(row: Row) -> dict[str, str]:
    return {lang: row[f"name_{lang}"] for lang in ("zh", "en") if row[f"name_{lang}"]}


def _texts(row: Row, zone: ZoneInfo) -> Row:
    """Only what is there, with days and moments as the text a record would hold."""
    return {name: _text(value, zone) for name, value in row.items() if value is not None}


def _text(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=zone).isoformat()
    return value.isoformat() if isinstance(value, date) else value
