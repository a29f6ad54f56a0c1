"""A recount from the package alone: it agrees with what was published, and names whatever was tampered with."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from small_board import AS_OF, WISH, read_board, tables_of
from wishlight import cli
from wishlight.metrics import run_metrics
from wishlight.metrics.recount import Recount, recount
from wishlight.metrics.shown import compare_pages, read_shown
from wishlight.tables.package import make_package

Tamper = Callable[..., Recount]


def write(folder: Path, as_of: date = AS_OF) -> Path:
    con = tables_of(as_of=as_of)
    for path, data in make_package(read_board(), con, run_metrics(con), as_of):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("package"))


@pytest.fixture
def tamper(package: Path, tmp_path: Path) -> Tamper:
    def change(table: str, column: str, value: str, **where: str) -> Recount:
        shutil.copytree(package, tmp_path / "copy")
        path = tmp_path / "copy" / "tables" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        changed = [row for row in rows if all(row[key] == text for key, text in where.items())]
        assert changed and changed[0][column] != value
        changed[0][column] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        return recount(tmp_path / "copy")

    return change


def names(found: Recount, what: str) -> set[str]:
    return {difference.name for difference in found.differences if difference.what == what}


@pytest.mark.parametrize("as_of", [AS_OF, date(2026, 4, 1), date(2026, 2, 1)])
def test_an_untouched_package_agrees_on_any_day(as_of: date, tmp_path: Path) -> None:
    found = recount(write(tmp_path, as_of))
    assert found.differences == ()
    assert (found.as_of, found.figures > 80, found.rows > 100) == (as_of, True, True)


def test_a_changed_cell_of_a_record_names_its_file_and_the_figures_that_moved(tamper: Tamper) -> None:
    found = tamper("wishes", "category", "food", id=WISH)
    assert names(found, "file") == {"tables/wishes.csv"}
    assert "wishes_by_category" in names(found, "figure")
    assert "stock_flow" not in names(found, "figure")


def test_a_changed_history_moves_what_was_derived_and_the_figures_upon_it(tamper: Tamper) -> None:
    found = tamper("entries", "minutes", "700", record=WISH, event="confirmed")
    assert names(found, "table") == {"claims"}
    assert {"people_counts", "month_report"} <= names(found, "figure")
    assert "deed_stages" not in names(found, "figure")


def test_a_changed_derived_cell_is_found_though_the_history_is_right(tamper: Tamper) -> None:
    found = tamper("wish_states", "status", "open", wish=WISH)
    assert names(found, "table") == {"wish_states"}
    assert "wish_counts" in names(found, "figure")


def test_a_changed_rule_moves_the_points_it_rules(tamper: Tamper) -> None:
    found = tamper("rules", "value", "30", name="point_minutes")
    assert "month_report" in names(found, "figure")
    assert names(found, "table") == set()


def test_a_changed_figure_is_named_with_both_values(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "copy")
    path = tmp_path / "copy" / "figures.json"
    figures = json.loads(path.read_text("utf-8"))
    figures["figures"]["wish_counts"]["rows"][0][0] = 412
    path.write_text(json.dumps(figures), "utf-8")
    (difference,) = [d for d in recount(tmp_path / "copy").differences if d.what == "figure"]
    assert difference.name == "wish_counts"
    assert "412" in difference.detail.split(" | ")[0]
    assert "412" not in difference.detail.split(" | ")[1]


@pytest.mark.parametrize("value", ["many", "1.5", "99999999999999999999"])
def test_a_cell_that_is_no_number_is_said_and_nothing_breaks(tamper: Tamper, value: str) -> None:
    assert names(tamper("wishes", "minutes", value, id=WISH), "unreadable") == {"tables/wishes.csv"}


@pytest.mark.parametrize(
    ("table", "column", "value", "where"),
    [
        ("entries", "claim", "", {"event": "confirmed"}),
        ("entries", "recorded_at", "", {"event": "claimed"}),
        ("actions", "starts", "", {}),
        ("board", "time_zone", "Mars/Olympus", {}),
        ("wishes", "kind", "magic", {}),
        ("days", "day", "2026-13-01", {}),
        ("rules", "value", "soon", {"name": "review_days"}),
    ],
)
def test_rows_that_no_record_could_have_given_are_differences_and_never_a_crash(
    tamper: Tamper, table: str, column: str, value: str, where: dict[str, str]
) -> None:
    assert tamper(table, column, value, **where).differences


def test_a_missing_table_is_said(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "copy")
    (tmp_path / "copy" / "tables" / "claims.csv").unlink()
    assert {"tables/claims.csv"} == names(found := recount(tmp_path / "copy"), "file") == names(found, "unreadable")


def describe(package: Path, folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """A copy of the package whose description was changed."""
    shutil.copytree(package, folder)
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), "utf-8")
    return folder


def tell(package: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    code = cli.run(["--lang", "en", "recount", str(package)], package)
    told = capsys.readouterr()
    return code, (told.out + told.err).splitlines()


def test_a_description_that_names_nothing_vouches_for_nothing(package: Path, tmp_path: Path) -> None:
    unlisted = names(recount(describe(package, tmp_path / "copy", dict.clear)), "unlisted")
    assert unlisted >= {"tables/wishes.csv", "tables/wish_states.csv", "figures.json", "errata.json"}


@pytest.mark.parametrize(("name", "path"), [("claims", "tables/claims.csv"), ("figures", "figures.json"), ("errata", "errata.json")])
def test_a_file_that_the_description_leaves_out_is_named(name: str, path: str, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def leave_out(descriptor: dict[str, Any]) -> None:
        descriptor["resources"] = [resource for resource in descriptor["resources"] if resource["name"] != name]

    code, told = tell(describe(package, tmp_path / "copy", leave_out), capsys)
    assert (code, len(told), path in told[0]) == (1, 2, True)


@pytest.mark.parametrize(
    "change",
    [
        *(partial(lambda value, descriptor: descriptor["resources"][0].update(name=value), value) for value in (5, None, [1])),
        lambda descriptor: descriptor.update(resources=5),
        lambda descriptor: descriptor["resources"].append({"name": "x"}),
        lambda descriptor: descriptor["resources"][0].update(parts=[5]),
        lambda descriptor: descriptor["resources"][0].update(schema=5),
        lambda descriptor: descriptor["resources"][0]["schema"]["fields"].append({"name": "x", "type": "string", "constraints": 5}),
        lambda descriptor: descriptor["resources"][0]["schema"]["fields"].extend([{"name": "x", "type": "string"}] * 2),
    ],
)
def test_a_description_of_something_else_is_one_sentence(
    change: Callable[[dict[str, Any]], object], package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, told = tell(describe(package, tmp_path / "copy", change), capsys)
    assert (code, len(told), "can't be understood" in told[0]) == (1, 1, True)


@pytest.mark.parametrize("name", ["datapackage.json", "figures.json"])
def test_json_nested_without_end_is_one_sentence(name: str, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(package, tmp_path / "copy")
    (tmp_path / "copy" / name).write_text("[" * 100_000)
    code, told = tell(tmp_path / "copy", capsys)
    assert (code, len(told), "can't be understood" in told[0]) == (1, 1, True)


@pytest.mark.parametrize("figure", [5, {"rows": []}, {"columns": ["a"], "rows": [[]]}, {"columns": 5, "rows": 5}])
def test_a_figure_without_columns_or_rows_differs(figure: object, package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(package, tmp_path / "copy")
    path = tmp_path / "copy" / "figures.json"
    figures = json.loads(path.read_text("utf-8"))
    figures["figures"] |= {"wish_counts": figure, "ours": figure}
    path.write_text(json.dumps(figures), "utf-8")
    found = recount(tmp_path / "copy")
    assert names(found, "figure") == {"wish_counts", "ours"}
    assert tell(tmp_path / "copy", capsys)[0] == 1


def test_a_folder_in_place_of_a_table_is_a_difference(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(package, tmp_path / "copy")
    for name in ("claims.csv", "wishes.parquet"):
        (tmp_path / "copy" / "tables" / name).unlink()
        (tmp_path / "copy" / "tables" / name).mkdir()
    code, told = tell(tmp_path / "copy", capsys)
    assert code == 1
    assert all(any(f"the file tables/{name} is not" in line for line in told) for name in ("claims.csv", "wishes.parquet"))


def test_a_column_name_from_elsewhere_brings_no_sql_along(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "copy")
    path = tmp_path / "copy" / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    wishes = next(r for r in descriptor["resources"] if r["name"] == "wishes")
    wishes["schema"]["fields"].append({"name": 'x" VARCHAR); COPY (SELECT 1) TO \'owned\'; --', "type": "string"})
    path.write_text(json.dumps(descriptor), "utf-8")
    with pytest.raises(ValueError, match="wishes"):
        recount(tmp_path / "copy")


PAGE = """<table data-metric="m" data-columns="a b"><thead><tr><th>A</th><th>B</th></tr></thead>
<tbody><tr data-row="1"><th data-value="x">X</th><td data-value="{value}"><a href="#">2</a></td></tr></tbody></table>
<p data-metric="m" data-column="a" data-value="w">W</p><td data-value="9">no figure</td>"""


def test_marked_values_of_a_page_are_read_in_their_rows_and_columns() -> None:
    found = [tuple(shown) for shown in read_shown(PAGE.format(value=2))]
    assert found == [("m", 1, "a", "x"), ("m", 1, "b", "2"), ("m", 0, "a", "w"), ("m", 1, "", "9")]


@pytest.mark.parametrize(("value", "wrong"), [("2", 0), ("3", 1)])
def test_a_page_that_shows_something_else_than_was_published_is_found(value: str, wrong: int, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(PAGE.format(value=value).split("<td data-value=\"9\"")[0], "utf-8")
    published = {"m": {"columns": ["a", "b"], "rows": [["w", 1], ["x", 2]]}}
    found = list(compare_pages(tmp_path, published))
    assert len(found) == 3
    assert [shown.column for _, shown, expected in found if shown.value != expected] == ["b"] * wrong


@pytest.mark.parametrize("row", ["x", "-1", "²", "9" * 5000, ""])
def test_a_row_that_no_figure_has_is_found_whatever_its_value_says(row: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(PAGE.format(value="-").replace('data-row="1"', f'data-row="{row}"').encode() + b"<p>\xff<![x[>")
    (tmp_path / "folder.html").mkdir()
    found = list(compare_pages(tmp_path, {"m": {"columns": ["a", "b"], "rows": [["w", 1], ["x", 2]]}}))
    assert [shown.value for _, shown, expected in found if shown.value != expected] == ["x", "-", "9"]


def test_a_site_whose_page_is_no_text_is_told_of_and_never_a_fault(package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(package, tmp_path / "site" / "data")
    (tmp_path / "site" / "index.html").write_bytes(b'<table data-metric="wish_counts" data-columns="open"><tr data-row="x"><td data-value="\xff">')
    code, told = tell(tmp_path / "site", capsys)
    assert (code, len(told), "index.html" in told[0]) == (1, 2, True)
