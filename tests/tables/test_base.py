"""What folding once came to holds for the next builds, of that day and of later ones: states, rows and removals are what folding everything anew gives."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from small_board import AS_OF, WISH, fold_upon, list_records, person, read_board, record, wish
from wishlight.records.model import Record
from wishlight.tables import folding, list_record_tables, views
from wishlight.tables.base import INDEX, PACK, TABLES, Memory, find_base
from wishlight.tables.reads import read_views
from wishlight.tables.shelf import Shelf

AGAIN = {"day": "2026-06-29", "event": "redacted", "actor": "post:m1", "field": "title", "ground": "on-request"}
ANNULLED = {"day": "2026-03-11", "event": "annulled", "actor": "post:m2", "entry": 5, "why": "wrong home"}
KEY = "program and settings"
DEED = "D-260118-5QW2NC"
"""Due on the day of the base."""

State = tuple[dict[str, Any], dict[str, list[Any]], list[Any]]


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of records is large enough, any number of changes too few for a new base."""
    monkeypatch.setattr(folding, "LEAST", 1)
    monkeypatch.setattr(folding, "is_worth", lambda changed, records: False)


def build(records: list[Record], memory: Memory | None, day: date = AS_OF) -> tuple[State, list[str]]:
    """Everything that is said of some records, and those that were folded because no base had them."""
    folding, filled = fold_upon(records, memory, day)
    names = [*(found.name for found in list_record_tables(read_board())), *read_views()]
    tables = {name: sorted(filled.con.execute(f'FROM "{name}"').fetchall(), key=repr) for name in names}
    return (tell(folding.shelf), tables, folding.shelf.errata), list(folding.upon.changed) if folding.upon else []


def tell(found: Shelf) -> dict[str, Any]:
    return {id: (found[id], found.outline(id), found.told(id), found.name([id])) for id in found}


def change(records: list[Record]) -> list[Record]:
    """One record with an entry more, one gone, one new; the others in another order, as their files would be."""
    more = wish("W-260302-7K3FQX", {**AGAIN})
    kept = [record for record in records if record.id not in ("W-260302-7K3FQX", "p:2MMM")]
    return sorted([*kept, more, person("p:7AAA", name="新来的")], key=lambda record: (record.kind, record.path))


def test_what_changed_since_is_folded_and_nothing_else(tmp_path: Path) -> None:
    memory, before = Memory(tmp_path, KEY), list_records()
    first, folded = build(before, memory)
    assert folded == []
    assert first == build(before, None)[0]
    after = change(before)
    again, folded = build(after, memory)
    assert sorted(folded) == ["W-260302-7K3FQX", "p:2MMM", "p:7AAA"]
    assert again == build(after, None)[0]
    assert [one.record for one in again[2]] == [one.record for one in build(after, None)[0][2]]


def test_a_view_is_not_computed_again_where_all_that_it_rests_on_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory, records = Memory(tmp_path, KEY), list_records()
    build(records, memory)
    refusing = {**read_views(), "people_ranks": "SELECT error('computed again') FROM awards"}
    monkeypatch.setattr(views, "read_views", lambda: refusing)
    other_title = [wish(title="换一个题目") if one.id == WISH else one for one in records]
    (_, tables, _), folded = build(other_title, memory)
    assert folded == [WISH]
    assert len(tables["people_ranks"]) > 0
    with pytest.raises(duckdb.Error, match="computed again"):
        build([wish(WISH, {**ANNULLED}) if one.id == WISH else one for one in records], memory)


@pytest.mark.parametrize("name", views.BY_RECORD)
def test_of_a_view_by_record_only_the_rows_of_changed_records_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    memory, records, column = Memory(tmp_path, KEY), list_records(), views.BY_RECORD[name]
    build(records, memory)
    after = [wish(WISH, {**ANNULLED}) if one.id == WISH else one for one in records]
    whole, _ = build(after, None)
    watching = f"SELECT * FROM ({read_views()[name]}) WHERE CASE WHEN {column} = '{WISH}' THEN true ELSE error('made again') END"
    monkeypatch.setattr(views, "read_views", lambda: {**read_views(), name: watching})
    again, folded = build(after, memory)
    assert folded == [WISH] and again == whole
    with pytest.raises(duckdb.Error, match="made again"):
        build(records, None)


def test_a_view_by_record_is_made_whole_where_something_else_has_changed_too(tmp_path: Path) -> None:
    memory, records = Memory(tmp_path, KEY), list_records()
    build(records, memory)
    gone = record("person", "p:9KX2", {"area": "xinghu-2", "age_group": "adult"}, {"day": "2026-01-10", "event": "joined"}, {"day": "2026-01-12", "event": "verified"}, {"day": "2026-06-01", "event": "merged", "into": "p:4TD9"})
    after = [gone if one.id == "p:9KX2" else one for one in records]
    assert build(after, memory)[0] == build(after, None)[0]


OPEN, SOON = "W-260629-7K3FQX", "A-260629-2M8RTB"


def list_with_open() -> list[Record]:
    """The records and two of which nothing has come yet: a wish that waits for somebody, an action that is still to be held."""
    soon = record("action", SOON, {"title": "量血压", "category": "handy-services", "area": "xinghu", "place": "站里", "starts": "2026-07-04T08:00:00+08:00", "ends": "2026-07-04T11:00:00+08:00", "capacity": 8, "host": "team:lamp"}, {"day": "2026-06-29", "event": "proposed"}, {"day": "2026-06-29", "event": "published", "actor": "post:m1"})
    waits = record("wish", OPEN, {**wish().head, "id": OPEN}, {"day": "2026-06-29", "event": "submitted"}, {"day": "2026-06-30", "event": "published", "actor": "post:m1"})
    return sorted([*list_records(), waits, soon], key=lambda one: (one.kind, one.path))


@pytest.mark.parametrize(("later", "turned"), [(0, []), (1, [DEED]), (4, [DEED]), (5, [DEED, SOON]), (200, [DEED, SOON, OPEN])])
def test_on_a_later_day_what_has_turned_by_itself_is_folded_and_nothing_else(tmp_path: Path, later: int, turned: list[str]) -> None:
    memory, records, day = Memory(tmp_path, KEY), list_with_open(), AS_OF + timedelta(days=later)
    build(records, memory)
    again, folded = build(records, memory, day)
    assert sorted(folded) == sorted(turned)
    assert again == build(records, None, day)[0]


def test_a_base_is_none_for_an_earlier_day(tmp_path: Path) -> None:
    memory = Memory(tmp_path, KEY)
    build(list_records(), memory)
    assert find_base(memory, AS_OF)
    assert find_base(memory, AS_OF - timedelta(days=1)) is None


@pytest.mark.parametrize("lost", [INDEX, PACK, TABLES, "key"])
def test_a_base_that_is_not_as_it_was_written_is_none(tmp_path: Path, lost: str) -> None:
    memory, records = Memory(tmp_path, KEY), list_records()
    build(records, memory)
    assert find_base(memory, AS_OF)
    if lost == "key":
        memory = memory._replace(key="another program")
    else:
        data = bytearray((tmp_path / lost).read_bytes())
        data[len(data) // 2] ^= 1
        (tmp_path / lost).write_bytes(data)
    assert find_base(memory, AS_OF) is None
    assert build(change(records), memory)[0] == build(change(records), None)[0]


def test_a_folder_that_takes_no_file_costs_time_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    memory = Memory(tmp_path / "file", KEY)
    assert build(list_records(), memory)[0] == build(list_records(), None)[0]
