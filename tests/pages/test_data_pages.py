"""The pages about the data, the life of records and the rules."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from sample_pages import Seen, sample_context, sample_pages
from wishlight.pages.charts.ladder import Rung, draw_ladder
from wishlight.pages.data import make as make_data
from wishlight.pages.data_lifecycle import list_states
from wishlight.pages.rules import GROUPS, make, show_value
from wishlight.records.board.model import Setting, Settings
from wishlight.records.lifecycle import KINDS, list_steps
from wishlight.tables.schemas import Published, list_tables

TABLES = list_tables(sample_context().board.schema)


def text_of(kind: str, path: str, lang: str) -> str:
    return Seen(sample_pages(kind)[path, lang].body).text


def test_every_table_can_be_downloaded_in_both_formats() -> None:
    for lang, up in (("zh", "../"), ("en", "../../")):
        links = Seen(sample_pages("data")["data/", lang].body).links()
        assert {f"{up}data/tables/{table.name}.{ending}" for table in TABLES for ending in ("csv", "parquet")} <= set(links)
        assert f"{up}data/datapackage.json" in links


def test_a_divided_table_can_be_downloaded_part_by_part() -> None:
    divided = {"wishes": ("2026-03", "2026-04"), "entries": ("2026-03-01", "2026-03-02", "2026-04-10", "undated")}
    links = Seen(next(make_data(replace(sample_context(), parts=divided))).body).links()
    assert {f"../data/tables/wishes/{part}.{ending}" for part in divided["wishes"] for ending in ("csv", "parquet")} <= set(links)
    assert {f"../data/tables/entries/{part}.csv" for part in divided["entries"]} <= set(links)
    assert "../data/tables/entries/2026-03.csv" not in links


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_dictionary_has_every_field_with_its_label(table: Published) -> None:
    for lang in ("zh", "en"):
        body = sample_pages("data_dictionary")["data/dictionary/", lang].body
        section = body.partition(f'id="{table.name}"')[2].partition("</section>")[0]
        for field in table.table.fields:
            row = section.partition(f"<code>{field.name}</code></th>")[2].partition("</tr>")[0]
            assert sample_context().words[lang](f"fields.{table.name}.{field.name}") in row


def test_the_dictionary_says_what_a_field_may_hold() -> None:
    text = text_of("data_dictionary", "data/dictionary/", "zh")
    assert "goods 物品" in text
    assert "最多 40 个字" in text
    assert "单位：分" in text
    assert "small-appliance小家电" in text


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_event_stands_in_the_life_of_its_kind_in_both_languages(kind: str) -> None:
    for lang in ("zh", "en"):
        body = sample_pages("data_lifecycle")["data/lifecycle/", lang].body
        for event in list_steps(kind):
            assert f"<code>{event}</code>" in body


def test_an_events_row_says_when_who_and_what_it_needs() -> None:
    body = sample_pages("data_lifecycle")["data/lifecycle/", "en"].body
    row = body.partition("<code>referred</code></th>")[2].partition("</tr>")[0]
    cells = [Seen(f"<p>{cell}</p>").text for cell in re.findall("<td>(.*?)</td>", row)]
    assert cells == ["Under review, Waiting for someone", "Passed on", "someone in a post", "To", "Reason"]


def test_states_begin_with_the_start_and_hold_all_that_events_lead_to() -> None:
    assert list_states("wish", "record") == ["new", "submitted", "open", "declined", "referred", "merged", "closed", "redirected"]
    for kind in KINDS:
        led = {step.after for step in list_steps(kind).values() if step.of == "claim" and step.after}
        assert led <= set(list_states(kind, "claim"))


def test_a_ladder_draws_a_dot_for_each_state_before_and_one_arrow_to_the_state_after() -> None:
    svg = str(draw_ladder([("a<", "node-start"), ("b", ""), ("c", "node-end")], [Rung("go", (0, 1), 2), Rung("stay", (1,), None)], "sum"))
    assert svg.count("<circle") == 3
    assert svg.count('class="edge"') == 1
    assert "a&lt;" in svg
    assert 'role="img" aria-label="sum"' in svg


def test_a_ladders_arrow_goes_back_too() -> None:
    svg = str(draw_ladder([("a", ""), ("b", "")], [Rung("back", (1,), 0)], "sum"))
    assert "l9 -5v10z" in svg


def test_a_states_name_is_broken_only_where_it_may_be() -> None:
    svg = str(draw_ladder([("Introduced", ""), ("送到了，待确认", ""), ("Next in line, to answer", "")], [], "sum"))
    assert re.findall(r"<text[^>]*>([^<]*)</text>", svg) == ["Introduced", "送到了，待", "确认", "Next in", "line, to", "answer"]


def test_every_rule_of_the_board_stands_with_its_value_today() -> None:
    context = sample_context()
    for lang in ("zh", "en"):
        seen = Seen(sample_pages("rules")["rules/", lang].body)
        ids = {attrs.get("id") for _, attrs in seen.tags}
        assert set(context.board.rules.history) <= ids
        for name in context.board.rules.history:
            assert context.words[lang].has(f"rules.{name}.title"), name
            assert show_value(name, context.board.rules.at(name, context.as_of), context.words[lang]) in seen.text


def test_every_rule_with_words_belongs_to_a_subject() -> None:
    named = {name for names in GROUPS.values() for name in names}
    assert named == {key.split(".")[1] for key in sample_context().words["zh"].keys("rules.")}


def test_a_changed_rule_shows_its_history_and_which_value_is_in_force() -> None:
    text = text_of("rules", "rules/", "zh")
    assert "现在：4 个 claim_cap 2026年6月1日起：4 个 现行 暑期志愿者增多，试行放宽 2025年11月1日起：3 个" in text
    assert "现在：100、300、600、1,000、1,500 star_hours" in text


def test_a_rule_of_the_boards_own_is_shown_by_its_name() -> None:
    context = sample_context()
    own = {**context.board.rules.history, "tea_cups": (Setting(date(2026, 1, 1), 2, ""),)}
    board = replace(context.board, rules=Settings(own))
    (page, *_) = make(replace(context, board=board))
    assert "tea_cups" in page.body
    assert "现在：2" in Seen(page.body).text
