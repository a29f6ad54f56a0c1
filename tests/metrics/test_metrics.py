"""The list of figures: found by folder, worded in every language, worked in a test, reading what they say they read."""

from __future__ import annotations

from pathlib import Path

import pytest

from inline_rows import attended, fill_board, people, wishes
from wishlight.metrics import Metric, list_metrics, run_metric, run_metrics
from wishlight.metrics.figures import find_metrics
from wishlight.records.fields import load_schema
from wishlight.tables.schemas import list_tables
from wishlight.words import list_languages, load_words

HERE = Path(__file__).parent
METRICS = list_metrics()

EXPECTED = (
    "action_counts", "action_months", "actions_by_category", "actions_by_community", "attendance", "moved_actions", "area_months",
    "area_totals", "communities_all", "communities_month", "communities_season", "communities_year", "teams_all", "teams_month",
    "teams_season", "teams_year", "volunteer_bands", "volunteers_all", "volunteers_month", "volunteers_season", "volunteers_year",
    "deed_money", "deed_objections", "deed_payments", "deed_ratings", "deed_sources", "deed_spending", "deed_stages", "deed_times",
    "deed_variations", "deed_votes", "deeds_by_category", "deeds_by_community", "deeds_late", "badge_counts", "badge_people",
    "concentration", "people_counts", "people_months", "retention", "star_levels", "star_people", "team_totals", "call_backs",
    "correction_counts", "corrections", "month_report", "rates", "revisions", "rule_changes", "satisfaction", "satisfaction_areas",
    "community_balance", "grid_balance", "skills", "fulfil_time_kinds", "fulfil_time_months", "on_time", "steps_time", "at_risk",
    "backlog_age", "claim_ends", "cohorts", "coverage", "goods_value", "overdue", "overdue_by_step", "referrals", "refusals",
    "reopened", "repeat_demand", "stock_flow", "unclaimed", "unclaimed_by_category", "wish_counts", "wish_months",
    "wishes_by_beneficiary", "wishes_by_category", "wishes_by_channel", "wishes_by_community", "wishes_by_kind", "wishes_by_urgency",
)
"""What the site promises to show. Adding a figure needs no line here; losing one does."""


@pytest.mark.parametrize("name", EXPECTED)
def test_a_promised_figure_is_there(name: str) -> None:
    assert name in {metric.name for metric in METRICS}


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_every_figure_is_worked_in_a_test(metric: Metric) -> None:
    tests = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py") if path.name != Path(__file__).name)
    named = f'"{metric.name}"' in tests
    in_a_family = any(f'f"{match}' in tests for match in (f"{metric.name.rsplit('_', 1)[0]}_{{",))
    assert named or in_a_family


@pytest.mark.parametrize("lang", list_languages())
def test_every_figure_and_column_has_words(lang: str) -> None:
    words = load_words(lang)
    results = run_metrics(fill_board())
    keys = [f"metrics.{name}.{part}" for name in results for part in ("title", "what")]
    keys += [f"columns.{column}" for result in results.values() for column in result.columns]
    assert [key for key in keys if not words.has(key)] == []


@pytest.mark.parametrize("lang", list_languages())
def test_no_words_are_kept_for_figures_that_are_gone(lang: str) -> None:
    named = {key.split(".")[1] for key in load_words(lang).keys("metrics.")}
    assert named <= {metric.name for metric in METRICS}


def test_a_figure_says_which_published_tables_it_reads_also_through_views() -> None:
    published = {table.name for table in list_tables(load_schema())}
    for metric in METRICS:
        assert metric.reads, metric.name
        assert set(metric.reads) <= published, metric.name
    boards = next(metric for metric in METRICS if metric.name == "volunteers_season")
    assert {"claims", "signups", "entries", "rules", "person_states"} <= set(boards.reads)


def test_every_result_is_ordered_and_holds_whole_numbers_only() -> None:
    rows = {**wishes({"published_on": "2026-03-02"}), **people("A"), **attended(("A", "2026-06-01", 60))}
    for name, result in run_metrics(fill_board(**rows)).items():
        assert not [value for row in result.rows for value in row if isinstance(value, float)], name
        assert result.metric.shows == "figure" or "ORDER BY" in result.metric.sql.strip().splitlines()[-1], name
        assert result.metric.shows != "figure" or len(result.rows) == 1, name


def test_every_figure_runs_on_a_board_without_a_single_record() -> None:
    assert set(run_metrics(fill_board(areas=[]))) == {metric.name for metric in METRICS}


def test_no_rate_stands_where_its_row_is_suppressed() -> None:
    rows = {**wishes({"published_on": "2026-03-02", "status": "fulfilled", "fulfilled_on": "2026-03-04"}), **people("A"), **attended(("A", "2026-06-01", 60))}
    seen = 0
    for result in run_metrics(fill_board(**rows)).values():
        for row in result.dicts():
            if row.get("suppressed"):
                seen += 1
                shown = {key: value for key, value in row.items() if "permille" in key or key.endswith(("median_days", "p90_days"))}
                assert not any(value is not None for value in shown.values()), (result.metric.name, row)
    assert seen > 10


def test_a_new_leaderboard_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "boards").mkdir()
    sql = "-- shows: board\nSELECT person, count(DISTINCT day) AS days FROM awards GROUP BY person ORDER BY days DESC, person\n"
    (tmp_path / "boards" / "most_days.sql").write_text(sql, "utf-8")
    (metric,) = find_metrics(tmp_path)
    result = run_metric(fill_board(**people("A"), **attended(("A", "2026-06-01", 60), ("A", "2026-06-02", 60))), metric)
    assert (metric.name, metric.group, result.dicts()) == ("most_days", "boards", [{"person": "p:A", "days": 2}])
    assert "signups" in metric.reads


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a/x.sql": "SELECT 1"}, "shows"),
        ({"a/x.sql": "-- shows: table\nSELECT 1", "b/x.sql": "-- shows: table\nSELECT 1"}, "one name"),
        ({"a/x.sql": "-- shows: table\nSELEC 1"}, "syntax"),
    ],
)
def test_a_figure_without_a_kind_a_name_of_its_own_or_good_sql_is_refused(files: dict[str, str], said: str, tmp_path: Path) -> None:
    for path, sql in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(sql, "utf-8")
    with pytest.raises(ValueError, match=said):
        find_metrics(tmp_path)
