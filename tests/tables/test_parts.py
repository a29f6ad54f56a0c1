"""A large table is published in a file a month or a day: every row in one of them, the same description for all, and only one of them written anew."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from small_board import AS_OF, WISH, list_records, read_board, tables_of, wish
from wishlight.drafts import Poured
from wishlight.metrics import run_metrics
from wishlight.metrics.recount import recount
from wishlight.tables import list_tables, package, parts
from wishlight.tables.package import Memory, make_package, plan_package
from wishlight.tables.parts import UNDATED, SameRows, is_day, list_parts, parts_of
from wishlight.tables.spreadsheet import write_spreadsheets
from wishlight.words import load_words

NEWER = "W-260502-7K3FQZ"


def records() -> list[Any]:
    return [*list_records(), wish(NEWER)]


def make() -> dict[str, bytes]:
    con = tables_of(*records())
    return dict(make_package(read_board(), con, run_metrics(con), AS_OF))


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


@pytest.fixture(scope="module")
def whole() -> dict[str, bytes]:
    return make()


@pytest.fixture(params=["month"])
def divided(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> dict[str, bytes]:
    monkeypatch.setattr(parts, "MOST", 2)
    if request.param == "day":
        monkeypatch.setattr(parts, "MANY", 2)
    return make()


by_both = pytest.mark.parametrize("divided", ["month", "day"], indirect=True)


@pytest.fixture
def folder(divided: dict[str, bytes], tmp_path: Path) -> Path:
    for path, data in divided.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def test_a_board_of_everyday_size_has_each_table_in_one_file(whole: dict[str, bytes]) -> None:
    assert (parts.MOST, parts.MANY) == (50_000, 1_000_000)
    assert {path.count("/") for path in whole if path.startswith("tables/")} == {1}


@by_both
def test_the_parts_hold_the_very_rows_of_the_whole_each_in_the_month_or_day_of_its_record(whole: dict[str, bytes], divided: dict[str, bytes]) -> None:
    entries = {Path(path).stem: rows_of(data) for path, data in divided.items() if path.startswith("tables/entries/") and path.endswith(".csv")}
    days = ["2026-01-18", "2026-03-02", "2026-03-03", "2026-04-05", "2026-05-02"]
    assert [*entries] in ([*days, UNDATED], [*sorted({day[:7] for day in days}), UNDATED])
    head, *rows = rows_of(whole["tables/entries.csv"])
    assert all(found[0] == head for found in entries.values())
    assert sorted(row for found in entries.values() for row in found[1:]) == sorted(rows)
    for part, found in entries.items():
        assert all(part in parts_of(row[head.index("record")]) for row in found[1:])


def test_settings_and_tables_of_people_alone_stay_in_one_file(divided: dict[str, bytes]) -> None:
    assert {"tables/choices.csv", "tables/days.csv", "tables/people.csv"} <= divided.keys()


@by_both
def test_frictionless_accepts_a_divided_package_with_keys_and_references(folder: Path) -> None:
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "note"]) == []


@by_both
def test_frictionless_reads_the_rows_of_all_parts(whole: dict[str, bytes], folder: Path) -> None:
    resource = Package(str(folder / "datapackage.json")).get_resource("entries")
    assert len(resource.read_rows()) == len(rows_of(whole["tables/entries.csv"])) - 1


@by_both
def test_every_part_is_described_with_its_size_and_hash(divided: dict[str, bytes]) -> None:
    (entries,) = [r for r in json.loads(divided["datapackage.json"])["resources"] if r["name"] == "entries"]
    assert entries["path"] == [part["path"] for part in entries["parts"]]
    assert "hash" not in entries
    assert [part["bytes"] for part in entries["parts"]] == [len(divided[path]) for path in entries["path"]]


@by_both
def test_a_divided_package_is_recounted_without_a_difference(folder: Path) -> None:
    assert recount(folder).differences == ()


def test_a_tampered_part_is_named_and_moves_the_figures(folder: Path) -> None:
    path = folder / "tables/wishes/2026-05.csv"
    path.write_bytes(path.read_bytes().replace(b",small-appliance,", b",food,"))
    found = recount(folder).differences
    assert {one.name for one in found if one.what == "file"} == {"tables/wishes/2026-05.csv"}
    assert "wishes_by_category" in {one.name for one in found if one.what == "figure"}


def test_a_missing_part_is_said(folder: Path) -> None:
    (folder / "tables/entries/2026-04.csv").unlink()
    assert {one.name for one in recount(folder).differences if one.what == "file"} == {"tables/entries/2026-04.csv"}


def test_a_table_is_read_from_nowhere_but_the_package(folder: Path) -> None:
    shutil.copytree(folder, elsewhere := folder.parent / f"{folder.name} copy")
    descriptor = json.loads((elsewhere / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        for part in resource.get("parts", ()):
            part["path"] = f"../{folder.name}/{part['path']}"
    (elsewhere / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    assert "tables/entries.csv" in {one.name for one in recount(elsewhere).differences if one.what == "unreadable"}


def test_a_spreadsheet_of_a_part_has_the_names_of_its_table(divided: dict[str, bytes]) -> None:
    words = load_words("zh")
    sheets = dict(write_spreadsheets(divided.items(), read_board(), words))
    assert words("fields.wishes.category") in sheets["wishes/2026-05.csv"].decode("utf-8-sig").splitlines()[0]


def test_only_the_part_of_what_changed_is_made_anew(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(parts, "MOST", 2)
    made: list[tuple[str, str]] = []
    write = package.write_table
    monkeypatch.setattr(package, "write_table", lambda con, found, folder, part: made.append((found.name, part)) or write(con, found, folder, part))

    def plan(same: SameRows) -> dict[str, str]:
        con = tables_of(*records())
        memory = Memory(tmp_path / "package.msgpack", lambda found, part: same.name(found.name, part))
        return {file.path: file.made_from for file in plan_package(read_board(), con, run_metrics(con), AS_OF, (), memory) if isinstance(file, Poured)}

    tables = frozenset(found.name for found in list_tables(read_board().schema))
    plan(SameRows("b1", tables))
    made.clear()
    named = plan(SameRows("b1", tables - {"entries", "wishes"}, frozenset(parts_of(WISH))))
    assert made == [("wishes", "2026-03"), ("entries", "2026-03")]
    assert [path for path, name in named.items() if not name] == [
        f"tables/{table}/2026-03.{ending}" for table in ("wishes", "entries") for ending in ("csv", "parquet")
    ]


@pytest.mark.parametrize("many", [2, parts.MANY])
def test_sql_divides_as_the_rule_does(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(parts, "MOST", 2)
    monkeypatch.setattr(parts, "MANY", many)
    con = tables_of(*records())
    for found in list_tables(read_board().schema):
        if found.origin != "config":
            said = {parts_of(id)[-1 if many == 2 else 0] for (id,) in con.execute(f'SELECT "{found.key[0]}" FROM "{found.name}"').fetchall()}
            assert list_parts(con, found) in ((), tuple(sorted(said)))


def test_a_day_is_told_from_a_month() -> None:
    assert [is_day(part) for part in ("2026-03", "2026-03-02", UNDATED)] == [False, True, False]
