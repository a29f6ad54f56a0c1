"""Records as tables: every schema's columns, a day's truth, and nobody named against their will."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from small_board import AS_OF, GOODS, WISH, list_records, person, read_board, record, tables_of, wish
from wishlight.metrics import run_metrics
from wishlight.records.fields import load_schema
from wishlight.records.fold import ActionState, DeedState, PersonState, WishState
from wishlight.records.fold.action import SignupState
from wishlight.records.fold.person import TeamSpell
from wishlight.records.fold.wish import ClaimState
from wishlight.tables import fold_all, list_tables
from wishlight.tables.folded import record_at
from wishlight.tables.reads import read_macros
from wishlight.tables.rebuild import rebuild_board, rebuild_records
from wishlight.words import list_languages, load_words

GENERATOR = Path(__file__).parents[2] / "generator"
STATES = {"wish_states": WishState, "claims": ClaimState, "action_states": ActionState, "signups": SignupState, "deed_states": DeedState, "person_states": PersonState, "team_spells": TeamSpell}
LEFT_OUT = {"claims", "signups", "spells", "account"}


def rows(con: Any, sql: str) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = con.execute(sql).fetchall()
    return found


@pytest.mark.parametrize("table", STATES)
def test_a_derived_tables_schema_has_every_field_of_its_state(table: str) -> None:
    schema = next(found for found in list_tables(load_schema()) if found.name == table)
    assert set(schema.columns) == set(STATES[table]._fields) - LEFT_OUT


@pytest.mark.parametrize("lang", list_languages())
def test_every_table_and_column_has_words(lang: str) -> None:
    words = load_words(lang)
    tables = list_tables(load_schema())
    keys = [f"tables.{table.name}.{part}" for table in tables for part in ("title", "what")]
    keys += [f"fields.{table.name}.{field.name}" for table in tables for field in table.table.fields]
    assert len(keys) > 300
    assert [key for key in keys if not words.has(key)] == []


def test_every_kind_of_record_fills_its_tables() -> None:
    con = tables_of()
    filled = {table.name for table in list_tables(load_schema()) if rows(con, f'SELECT 1 FROM "{table.name}" LIMIT 1')}
    assert filled >= {table.name for table in list_tables(load_schema())} - {"population"}


def test_list_fields_become_rows_of_their_own() -> None:
    con = tables_of()
    assert rows(con, "SELECT line, fen FROM deed_lines ORDER BY line") == [("paint", 1000), ("works", 900000)]
    assert rows(con, "SELECT skill FROM person_skills ORDER BY skill") == [("phones",), ("repair",)]
    assert rows(con, f"SELECT n, person FROM entry_helpers WHERE record = '{WISH}'") == [(4, "p:9KX2")]


@pytest.mark.figure
@pytest.mark.parametrize(
    ("written", "stands"),
    [
        ("2026-03-10T20:30:00-04:00", "2026-03-11 08:30:00"),
        ("2026-03-11T00:30:00+00:00", "2026-03-11 08:30:00"),
        ("2026-03-11T14:30:00+14:00", "2026-03-11 08:30:00"),
        ("2026-03-11T08:30:00+08:00", "2026-03-11 08:30:00"),
        ("2026-03-10T12:30:00-12:00", "2026-03-11 08:30:00"),
        ("2026-03-31T16:00:00+00:00", "2026-04-01 00:00:00"),
        ("2026-03-31T15:59:59+00:00", "2026-03-31 23:59:59"),
        ("2028-02-28T16:00:00+00:00", "2028-02-29 00:00:00"),
        ("2028-02-29T16:00:00+00:00", "2028-03-01 00:00:00"),
        ("1986-05-03T17:59:59+00:00", "1986-05-04 01:59:59"),  # the summers in which China put its clocks forward, from the first
        ("1986-05-03T18:00:00+00:00", "1986-05-04 03:00:00"),
        ("1988-06-30T23:30:00+08:00", "1988-07-01 00:30:00"),
        ("1988-07-01T00:30:00+09:00", "1988-07-01 00:30:00"),
        ("1991-09-14T14:59:59+00:00", "1991-09-14 23:59:59"),  # to the last day of the last
        ("1991-09-15T16:00:00+00:00", "1991-09-16 00:00:00"),
    ],
)
def test_times_stand_in_the_boards_zone_whatever_offset_they_were_written_in(written: str, stands: str, figure: Callable[..., None]) -> None:
    late = {"day": stands[:10], "recorded_at": written, "event": "answered"}
    con = tables_of(wish(WISH, late), as_of=date(2028, 12, 31))
    assert rows(con, "SELECT recorded_at::VARCHAR FROM entries WHERE event = 'answered'") == [(stands,)]
    figure("clock", tried=1, failed=0)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Shanghai"])
def test_the_day_is_the_boards_wherever_the_machine_stands_and_where_it_knows_no_zones(zone: str) -> None:
    """Without the system's own list of zones the packaged one is read; `TZ` is where the machine stands."""
    code = (
        "from zoneinfo import ZoneInfo; from wishlight.records.shape import parse_moment;"
        "print(*(parse_moment(text, ZoneInfo('Asia/Shanghai')).isoformat() for text in"
        " ('1988-06-30T23:30:00+08:00', '1992-06-30T23:30:00+08:00', '2028-02-29T15:59:59+00:00')))"
    )
    environment = {**os.environ, "TZ": zone, "PYTHONTZPATH": "", "PYTHONPATH": str(GENERATOR)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.split() == ["1988-07-01T00:30:00+09:00", "1992-06-30T23:30:00+08:00", "2028-02-29T23:59:59+08:00"]


def test_a_moment_in_a_summer_of_other_clocks_comes_back_from_the_tables_as_the_same_moment() -> None:
    con = tables_of(wish(WISH, {"day": "1988-07-01", "recorded_at": "1988-06-30T23:30:00+08:00", "event": "answered"}), as_of=date(2028, 12, 31))
    board = read_board()
    found = next(record for record in rebuild_records(con, board.schema, board.zone) if record.id == WISH)
    assert next(entry.at.isoformat() for entry in found.history if entry.event == "answered") == "1988-07-01T00:30:00+09:00"


def test_what_was_recorded_later_is_not_known_yet() -> None:
    then = tables_of(as_of=date(2026, 3, 5))
    assert rows(then, f"SELECT status FROM wish_states WHERE wish = '{WISH}'") == [("claimed",)]
    assert rows(then, "SELECT count(*) FROM actions") == [(0,)]
    assert rows(then, "SELECT count(*) FROM reports") == [(0,)]
    assert rows(then, "SELECT max(recorded_at)::DATE <= DATE '2026-03-05' FROM entries") == [(True,)]


def test_a_later_amendment_gives_an_earlier_day_what_stood_then() -> None:
    changed = wish(WISH, {"day": "2026-05-01", "event": "amended", "field": "minutes", "was": "45", "why": "x"}, {"day": "2026-05-02", "event": "amended", "field": "source.slip", "was": "", "why": "x"}, source_slip="0312")
    assert rows(tables_of(changed, as_of=date(2026, 4, 30)), "SELECT minutes, source_slip FROM wishes") == [(45, None)]
    assert rows(tables_of(changed, as_of=date(2026, 5, 1)), "SELECT minutes, source_slip FROM wishes") == [(60, None)]
    assert rows(tables_of(changed, as_of=date(2026, 5, 2)), "SELECT minutes, source_slip FROM wishes") == [(60, "0312")]


def test_an_annulled_confirmation_earns_nothing_from_the_day_it_was_annulled() -> None:
    before, after = (rows(tables_of(as_of=day), f"SELECT count(*) FROM awards WHERE record = '{GOODS}' AND person = 'p:4TD9'") for day in (date(2026, 4, 30), AS_OF))
    assert (before, after) == ([(1,)], [(0,)])


def test_withdrawn_consent_takes_the_name_from_every_day_and_every_table() -> None:
    con = tables_of(as_of=date(2026, 4, 1))  # the withdrawal is recorded in June
    assert rows(con, "SELECT name FROM person_states WHERE person = 'p:9KX2'") == [(None,)]
    everything = "".join(str(rows(con, f'SELECT * FROM "{table.name}"')) for table in list_tables(load_schema()))
    assert "周小灯" not in everything
    assert "未成年" not in everything
    assert "林小满" in everything


def test_only_the_name_in_force_is_published() -> None:
    renamed = person("p:4TD9", {"day": "2026-03-01", "event": "consented", "actor": "p:4TD9", "name": "阿灯", "scope": "page"})
    assert rows(tables_of(renamed), "SELECT name FROM entries WHERE name IS NOT NULL") == [("阿灯",)]


def test_a_forge_account_never_enters_a_table() -> None:
    con = tables_of()
    everything = "".join(str(rows(con, f'SELECT * FROM "{table.name}"')) for table in list_tables(load_schema()))
    assert "583231" not in everything


def test_a_number_stands_for_whoever_is_not_named_and_is_drawn_anew_each_month() -> None:
    crowd = [person(f"p:{n:04d}") for n in range(1000, 1030)]
    numbers = [dict(rows(tables_of(*crowd, as_of=day), "SELECT person, number FROM persons")) for day in (date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 1))]
    assert sorted(numbers[0].values()) == list(range(1, 31))
    assert numbers[0] == numbers[1] != numbers[2]


def test_merged_people_lead_to_the_one_they_became_also_in_two_steps() -> None:
    chain = [person("p:1111", {"day": "2026-03-01", "event": "merged", "into": "p:2222"}), person("p:2222", {"day": "2026-03-02", "event": "merged", "into": "p:3333"}), person("p:3333")]
    assert rows(tables_of(*chain), "SELECT person, main FROM persons ORDER BY person") == [("p:1111", "p:3333"), ("p:2222", "p:3333"), ("p:3333", "p:3333")]


def test_records_come_back_from_their_tables_and_fold_to_the_same() -> None:
    board, con = read_board(), tables_of()
    again = rebuild_board(con, board.schema)
    assert (again.rules.at("activity_cap_minutes", AS_OF), again.calendar) == (board.rules.at("activity_cap_minutes", AS_OF), board.calendar)
    assert {post: found.holders for post, found in again.posts.items()} == {post: found.holders for post, found in board.posts.items()}
    rebuilt = {item.record.id: item for item in fold_all(rebuild_records(con, board.schema, board.zone), again, AS_OF)}
    given = {item.record.id: item for item in fold_all(list_records(), board, AS_OF)}
    assert rebuilt.keys() == given.keys()
    for id, item in given.items():
        if isinstance(item.state, PersonState):
            assert rebuilt[id].state == item.state._replace(account=None), id
        else:
            assert rebuilt[id].state == item.state, id


def test_a_record_without_a_known_entry_is_not_there_and_one_known_to_the_end_is_untouched() -> None:
    whole = wish()
    assert record_at(whole, read_board(), date(2026, 3, 1)) is None
    assert record_at(whole, read_board(), AS_OF) is whole


def test_months_run_from_the_first_entry_to_the_day() -> None:
    con = tables_of(wish(), record("team", "team:lamp", {"title": "x", "team_kind": "shop", "area": "xinghu"}, {"day": "2026-06-01", "event": "joined", "happened_on": "2026-02-28"}))
    assert rows(con, "SELECT month, whole FROM months") == [(f"2026-0{n}", True) for n in (2, 3, 4, 5)] + [("2026-06", True)]
    assert rows(tables_of(wish(), as_of=AS_OF - timedelta(1)), "SELECT month FROM months WHERE NOT whole") == [("2026-06",)]


def test_the_day_of_the_figures_is_no_subquery_in_any_query() -> None:
    # DuckDB 2.0.0 fails inside ("dict-surviving cache") where a scalar subquery stands in a join of many rows.
    assert "SELECT as_of" not in "".join(line for line in read_macros().splitlines(keepends=True) if line.startswith("CREATE MACRO"))
    wishes = [wish(f"W-260302-{n:06d}") for n in range(3000)]
    results = run_metrics(tables_of(*wishes, person("p:4TD9")))
    assert results["wish_counts"].one()["fulfilled"] == 3000
