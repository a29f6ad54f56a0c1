"""Figures that rest on a base's very rows come back as they were counted; all others are counted each time."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from small_board import list_records, tables_of
from wishlight.metrics import Result, count_figures, kept, list_metrics, run_metrics
from wishlight.tables.parts import SameRows
from wishlight.tables.reads import find_tables

EVERYTHING = frozenset(table for metric in list_metrics() for table in find_tables(metric.sql))


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    return tables_of(*list_records())


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the figures that are counted."""
    names: list[str] = []
    run = kept.run_metric

    def note(con: duckdb.DuckDBPyConnection, metric: kept.Metric) -> Result:
        names.append(metric.name)
        return run(con, metric)

    monkeypatch.setattr(kept, "run_metric", note)
    return names


def test_on_the_very_rows_nothing_is_counted_again(tmp_path: Path, con: duckdb.DuckDBPyConnection, counted: list[str]) -> None:
    same = SameRows("base", EVERYTHING, frozenset(), tmp_path)
    assert count_figures(con, same) == run_metrics(con)
    assert len(counted) == len(list_metrics())
    counted.clear()
    assert count_figures(con, same) == run_metrics(con), "values of the same kinds, days among them"
    assert counted == []


def test_what_rests_on_other_rows_is_counted(tmp_path: Path, con: duckdb.DuckDBPyConnection, counted: list[str]) -> None:
    count_figures(con, SameRows("base", EVERYTHING, frozenset(), tmp_path))
    counted.clear()
    count_figures(con, SameRows("base", EVERYTHING - {"claims"}, frozenset(), tmp_path))
    assert sorted(counted) == sorted(metric.name for metric in list_metrics() if "claims" in find_tables(metric.sql)) != []


def test_another_base_or_a_damaged_file_or_none_at_all_is_counted_whole(tmp_path: Path, con: duckdb.DuckDBPyConnection, counted: list[str]) -> None:
    count_figures(con, SameRows("base", EVERYTHING, frozenset(), tmp_path))
    for same in (SameRows("another", EVERYTHING - {"claims"}, frozenset(), tmp_path), SameRows("", EVERYTHING, frozenset(), tmp_path), SameRows()):
        counted.clear()
        count_figures(con, same)
        assert len(counted) == len(list_metrics())
    (tmp_path / kept.FILE).write_bytes(b"nonsense")
    counted.clear()
    count_figures(con, SameRows("base", EVERYTHING - {"claims"}, frozenset(), tmp_path))
    assert len(counted) == len(list_metrics())


def test_some_rows_alone_are_never_kept_as_a_base(tmp_path: Path, con: duckdb.DuckDBPyConnection) -> None:
    count_figures(con, SameRows("base", EVERYTHING - {"claims"}, frozenset(), tmp_path))
    assert not (tmp_path / kept.FILE).exists()
