"""The published package: accepted by the referee, the same bytes anywhere, harmless in a spreadsheet, and readable back."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package

from small_board import AS_OF, list_records, read_board, tables_of, wish
from wishlight.metrics import run_metrics
from wishlight.tables import fold_all, list_tables, make_tables
from wishlight.tables.load import create_table, open_memory
from wishlight.tables.package import make_package
from wishlight.tables.texts import read_table, write_table


def package(*records: Any) -> dict[str, bytes]:
    con = tables_of(*records)
    return dict(make_package(read_board(), con, run_metrics(con), AS_OF))


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return package()


@pytest.fixture(scope="module")
def folder(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("package")
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def test_frictionless_accepts_the_package_with_keys_and_references(folder: Path) -> None:
    report = Package(str(folder / "datapackage.json")).validate()
    assert report.flatten(["name", "type", "note"]) == []
    assert report.stats["tasks"] >= 2 * len(list_tables(read_board().schema))


def test_frictionless_refuses_a_row_that_points_nowhere(folder: Path, tmp_path: Path) -> None:
    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        resource.pop("hash")
        resource.pop("bytes")
        target = tmp_path / resource["path"]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((folder / resource["path"]).read_bytes().replace(b"A-260405-2M8RTB,c1", b"A-260405-XXXXXX,c1"))
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert ["foreign-key"] in report.flatten(["type"])


def test_the_same_records_in_another_order_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert package(*reversed(list_records())) == files


def test_every_file_is_described_with_its_size_and_hash_or_is_sql(files: dict[str, bytes]) -> None:
    described = {r["path"]: r for r in json.loads(files["datapackage.json"])["resources"]}
    assert {path for path in files if not path.startswith("sql/")} == {*described, "datapackage.json"}
    for path, resource in described.items():
        assert (resource["bytes"], resource["hash"]) == (len(files[path]), f"sha256:{hashlib.sha256(files[path]).hexdigest()}")


def test_the_package_says_who_made_it_when_and_under_which_licence(files: dict[str, bytes]) -> None:
    descriptor = json.loads(files["datapackage.json"])
    assert descriptor["$schema"].endswith("2.0/datapackage.json")
    assert descriptor["version"] == "2026-06-30"
    assert descriptor["licenses"][0]["name"] == "CC-BY-4.0"
    assert descriptor["contributors"][0]["roles"] == ["publisher"]


def test_every_figure_and_the_sql_behind_it_is_in_the_package(files: dict[str, bytes]) -> None:
    figures = json.loads(files["figures.json"])["figures"]
    results = run_metrics(tables_of())
    assert figures.keys() == results.keys()
    for name, result in results.items():
        assert files[f"sql/figures/{result.metric.path}"].decode() == result.metric.sql
        assert figures[name]["columns"] == list(result.columns)
        assert len(figures[name]["rows"]) == len(result.rows)


def test_parquet_holds_the_same_rows_as_csv(folder: Path) -> None:
    for table in list_tables(read_board().schema):
        con = open_memory("UTC")
        create_table(con, table)
        read_table(con, table, folder / "tables" / f"{table.name}.csv")
        left = con.execute(f'SELECT * FROM "{table.name}" ORDER BY ALL').fetchall()
        right = con.execute(f"SELECT * FROM '{folder / 'tables' / table.name}.parquet' ORDER BY ALL").fetchall()
        assert left == right, table.name


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@sum", "\tx", "'quoted", "''", "=", "好, \"好\"\n好", "x'=", "，"])
def test_a_cell_that_looks_like_a_formula_is_defused_and_comes_back_whole(text: str, tmp_path: Path) -> None:
    table = next(found for found in list_tables(read_board().schema) if found.name == "wishes")
    data = write_table(tables_of(wish(title=text)), table, tmp_path)[0].read_bytes()
    (row,) = csv.DictReader(io.StringIO(data.decode()))
    assert row["title"][0] not in "=+-@\t\r"
    (tmp_path / "rows.csv").write_bytes(data)
    con = open_memory("UTC")
    create_table(con, table)
    read_table(con, table, tmp_path / "rows.csv")
    assert con.execute("SELECT title FROM wishes").fetchall() == [(text,)]


def test_a_cell_of_the_wrong_type_is_an_error_and_not_a_null(tmp_path: Path) -> None:
    table = next(found for found in list_tables(read_board().schema) if found.name == "wishes")
    data = write_table(tables_of(wish()), table, tmp_path)[0].read_bytes()
    (tmp_path / "rows.csv").write_bytes(data.replace(b",60,", b",many,"))
    con = open_memory("UTC")
    create_table(con, table)
    with pytest.raises(duckdb.Error):
        read_table(con, table, tmp_path / "rows.csv")


def test_a_package_of_no_records_at_all_is_valid_too(tmp_path: Path) -> None:
    board = read_board()
    con = make_tables(board, fold_all([], board, AS_OF), AS_OF)
    for path, data in make_package(board, con, run_metrics(con), AS_OF):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert Package(str(tmp_path / "datapackage.json")).validate().valid


def test_a_package_as_of_an_earlier_day_knows_nothing_of_later_ones() -> None:
    con = tables_of(as_of=date(2026, 3, 5))
    files = dict(make_package(read_board(), con, run_metrics(con), date(2026, 3, 5)))
    assert b"2026-03-06" not in files["tables/entries.csv"]
    assert json.loads(files["figures.json"])["as_of"] == "2026-03-05"
