"""The pages of figures and the list of them all."""

from __future__ import annotations

import re
from typing import Any

import pytest

from sample_pages import Seen, sample_context, sample_pages
from wishlight.metrics import list_metrics
from wishlight.metrics.shown import read_shown, write_plain
from wishlight.pages.cells import name_column, show_cell, show_number, show_period
from wishlight.pages.figure_charts import draw_multiples, draw_result, list_changes
from wishlight.pages.figure_tables import MOST_ROWS, list_tables, make_table

METRICS = [metric.name for metric in list_metrics()]


@pytest.mark.parametrize("name", METRICS)
def test_a_figures_page_says_everything_needed_to_count_it_again(name: str) -> None:
    metric = sample_context().results[name].metric
    for lang in ("zh", "en"):
        seen = Seen(sample_pages("figure")[f"figure/{name}/", lang].body)
        up = "../../" if lang == "zh" else "../../../"
        assert " ".join(metric.sql.split()) in seen.text
        assert f"{up}data/sql/figures/{metric.path}" in seen.links()
        assert {f"{up}data/tables/{table}.csv" for table in metric.reads} <= set(seen.links())
        assert sample_context().words[lang](f"metrics.{name}.what") in seen.text


@pytest.mark.parametrize("name", METRICS)
def test_what_a_page_shows_is_what_was_counted(name: str) -> None:
    result = sample_context().results[name]
    for mark in read_shown(sample_pages("figure")[f"figure/{name}/", "zh"].body):
        assert mark.metric == name
        assert mark.value == write_plain(result.rows[mark.row][result.columns.index(mark.column)])


def test_pages_with_numbers_carry_marks() -> None:
    assert len(read_shown(sample_pages("figure")["figure/wish_counts/", "en"].body)) == 12
    assert len(read_shown(sample_pages("figure")["figure/month_report/", "en"].body)) > 50


def test_every_drawn_column_exists() -> None:
    named = [(name, match.group(1).split(", ")) for name in METRICS if (match := re.search(r"(?m)^-- draws: (.+)$", sample_context().results[name].metric.sql))]
    assert len(named) > 5
    for name, columns in named:
        assert set(columns) <= set(sample_context().results[name].columns), name


def test_every_column_of_every_figure_has_a_name() -> None:
    for result in sample_context().results.values():
        for lang, words in sample_context().words.items():
            for column in result.columns:
                assert not name_column(result.metric, column, words).startswith("columns."), (result.metric.name, column, lang)


def test_a_series_is_drawn_with_the_changes_of_rules_on_it() -> None:
    context = sample_context()
    drawing = draw_result(context, context.results["stock_flow"], "zh")
    assert drawing is not None
    assert [entry.text for entry in drawing.legend] == ["已公布", "已圆梦", "月末在等"]
    changes = list_changes(context, ["2026-02", "2026-03", "2026-06"], "zh")
    assert [change[0] for change in changes] == [1, 2]
    assert changes[0].text == "2026年3月1日起规则有改动：一场活动最多算多少时间，从 240 改为 120。"
    assert str(drawing.svg).count('class="change"') == 2


def test_rates_are_drawn_in_percent() -> None:
    context = sample_context()
    drawing = draw_result(context, context.results["cohorts"], "en")
    assert drawing is not None
    assert all(int(cell) <= 100 for row in drawing.rows for cell in row[1:] if cell != "—")


def test_months_by_something_else_are_small_charts_and_a_table_across() -> None:
    context = sample_context()
    result = context.results["month_report"]
    assert len(draw_multiples(context, result, "en")) == len({row[1] for row in result.rows})
    (table,) = list_tables(context, result, "en")
    assert len(table.columns) == 1 + len({row[0] for row in result.rows})
    assert table.names == ()


def test_months_that_stand_in_several_rows_are_no_line() -> None:
    context = sample_context()
    result = context.results["stock_flow"]
    assert draw_result(context, result, "en") is not None
    assert draw_result(context, result._replace(rows=(*result.rows, result.rows[-1])), "en") is None


def test_a_long_table_stops_and_says_how_much_is_left() -> None:
    context = sample_context()
    result = context.results["wish_counts"]
    rows = [(0, result.one())] * (MOST_ROWS + 7)
    assert make_table(context, result, rows, "zh").more == 7


def cell(metric: str, column: str, **row: Any) -> Any:
    context = sample_context()
    return show_cell(context, context.results[metric].metric, column, row, "zh")


def test_values_are_shown_by_what_their_column_holds() -> None:
    assert cell("overdue", "wish", wish="W-260302-7K3FQX").path == "wish/2026-03/W-260302-7K3FQX/"
    assert cell("wishes_by_category", "category", category="small-appliance").text == "小家电"
    assert cell("deeds_by_category", "category", category="roads").text == "道路"
    assert cell("team_totals", "team", team="team:xinghu-menders").text == "星湖<修理>队"
    assert cell("badge_people", "person", person="p:9KX2").text == "一位志愿者"
    assert cell("rates", "rate", rate="response").text == "响应率"
    assert cell("deed_objections", "objection", objection="<b>").text == "<b>"


def test_a_withheld_rate_is_not_the_same_as_none() -> None:
    assert cell("cohorts", "within_7_permille", within_7_permille=None, suppressed=True) is None
    assert cell("cohorts", "within_7_permille", within_7_permille=None, suppressed=False).text == "—"


def test_numbers_carry_the_unit_of_their_column() -> None:
    words = sample_context().words["en"]
    shown = [show_number(column, 864, words) for column in ("x_permille", "spent_fen", "minutes", "mean_tenths", "median_days", "wishes")]
    assert shown == ["86.4%", "¥8.64", "14 hours 24 minutes", "86.4", "864 days", "864"]


def test_a_reports_figures_carry_the_unit_of_their_name() -> None:
    shown = [cell("month_report", "value", month="2026-03", figure=name, value=15_000).text for name in ("fen_spent", "minutes_confirmed", "wishes_open")]
    assert shown == ["150 元", "250 小时", "15,000"]
    assert cell("revisions", "difference", figure="fen_spent", difference=-864).text == "-8.64 元"
    (table,) = list_tables(sample_context(), sample_context().results["month_report"], "en")
    rows = {str(row[0].value.text): [str(one.value.text) for one in row[1:]] for row in table.rows if row[0].value}
    assert all("¥" in text for text in rows["Spent on deeds"])
    assert all("minute" in text or "hour" in text for text in rows["Time confirmed"])


def test_spans_are_called_as_people_call_them() -> None:
    words = sample_context().words["en"]
    assert [show_period(span, words) for span in ("2026-03", "2026-Q3", "2026", "all")] == ["Mar 2026", "Third quarter of 2026", "2026", "All time"]


def test_the_list_leads_to_every_figure_once_by_its_subject() -> None:
    for lang in ("zh", "en"):
        seen = Seen(sample_pages("transparency")["transparency/", lang].body)
        for name in METRICS:
            assert seen.links().count(f"../figure/{name}/") == 1, name
        groups = {metric.group for metric in list_metrics()}
        assert groups <= {attrs.get("id") for tag, attrs in seen.tags if tag == "h2"}


@pytest.mark.parametrize("name", METRICS)
def test_a_figure_can_be_copied_as_a_sentence_with_its_day_and_formula(name: str) -> None:
    result = sample_context().results[name]
    for lang, day, root in (("zh", "2026年11月23日", ""), ("en", "23 Nov 2026", "en/")):
        words = sample_context().words[lang]
        found = re.search(r'<p class="copy" id="sentence" tabindex="0">(.*?)</p>', sample_pages("figure")[f"figure/{name}/", lang].body, re.S)
        assert bool(found) == bool(result.rows)
        if found:
            assert words(f"metrics.{name}.title") in found[1]
            assert day in found[1]
            assert words(f"metrics.{name}.what") in Seen(found[1]).text
            assert found[1].endswith(f"https://wishlight-demo.github.io/yunxi/{root}figure/{name}/")
            assert "\n" not in found[1]


def test_the_sentence_says_the_numbers_themselves() -> None:
    row = sample_context().results["wish_counts"].one()
    body = sample_pages("figure")["figure/wish_counts/", "zh"].body
    sentence = re.search(r'id="sentence" tabindex="0">(.*?)</p>', body, re.S)
    assert sentence
    assert f" {row['open']}；" in sentence[1] or f" {row['open']}。" in sentence[1]
