"""What sheets say, without a browser: whom they refuse, where their codes lead, and figures that add up."""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from markupsafe import escape

from sample_pages import ROOT, read_samples, sample_context
from wishlight import cli
from wishlight.pages import Context
from wishlight.pages.codes import code_of, code_page
from wishlight.pages.fitting import measure, shorten
from wishlight.pages.people import call_actor
from wishlight.pages.wishcards import Wish, list_wishes
from wishlight.pages.wishstory import say_state
from wishlight.paper import Asked, NotPrintableError, make_sheet
from wishlight.paper.cards import cut_story
from wishlight.paper.items import make_item
from wishlight.paper.month import COMMUNITIES, list_communities
from wishlight.paper.months import read_flow
from wishlight.paper.report import Flow, list_flows
from wishlight.paper.worksheet import SAMPLE, SAMPLE_DAYS, choose_sample

OPEN, CLAIMED, FULFILLED = "W-261001-1A2B3C", "W-261020-7G8H9J", "W-260302-7K3FQX"
FULL, COMING, REPORTED, CANCELLED = "A-261104-5Q8VXE", "A-261101-2M8RTB", "A-261002-3N9SVC", "A-261103-4P8TWD"
MONDAY = date(2026, 11, 23)


def sheet(kind: str, id: str | None = None, lang: str = "zh", context: Context | None = None) -> str:
    return make_sheet(context or sample_context(), kind, lang, Asked(id=id)).html


def refusal(kind: str, id: str, context: Context | None = None) -> str:
    with pytest.raises(NotPrintableError) as reason:
        sheet(kind, id, context=context)
    return reason.value.key


def find(id: str) -> Wish:
    return next(wish for wish in list_wishes(sample_context(), lambda _: True) if wish.record.id == id)


def fulfilled(n: int, day: date, *events: str) -> Wish:
    """A wish that was fulfilled on a day, with only such entries as are named."""
    wish = find(FULFILLED)
    entries = tuple(SimpleNamespace(event=event) for event in events)
    return Wish(wish.record._replace(id=f"W-261101-00000{n}", history=entries), wish.state._replace(fulfilled_on=day))


def test_the_call_back_sample_is_drawn_by_a_hash_that_anyone_can_compute() -> None:
    wishes = [fulfilled(n, MONDAY) for n in range(9)]
    drawn = [wish.record.id for wish in choose_sample(wishes, "xinghu-2", MONDAY, MONDAY)]
    by_hash = sorted((hashlib.sha256(f"2026-11-23/xinghu-2/{wish.record.id}".encode()).hexdigest(), wish.record.id) for wish in wishes)
    assert drawn == [id for _, id in by_hash[:SAMPLE]]
    assert drawn == [wish.record.id for wish in choose_sample(wishes[::-1], "xinghu-2", MONDAY, MONDAY)]
    assert drawn != [wish.record.id for wish in choose_sample(wishes, "xinghu-2", MONDAY - timedelta(7), MONDAY)]


def test_nobody_is_called_back_twice_or_long_after() -> None:
    asked, old, last = fulfilled(1, MONDAY, "called_back"), fulfilled(2, MONDAY - timedelta(SAMPLE_DAYS + 1)), fulfilled(3, MONDAY - timedelta(SAMPLE_DAYS))
    assert [wish.record.id for wish in choose_sample([asked, old, last, find(OPEN)], "xinghu", MONDAY, MONDAY)] == [last.record.id]


@pytest.mark.parametrize("month", ["2026-03", "2026-06", "2026-10"])
def test_the_month_report_adds_up_by_rows_and_by_columns(month: str) -> None:
    total = read_flow(sample_context(), month)
    flows = list_flows(sample_context(), month, total)
    assert [sum(flow[n] for flow in flows) for n in range(1, 5)] == [total[name] for name in ("opening", "published", "fulfilled", "ended")]
    assert sum(flow.closing for flow in flows) == total["closing"] == total["opening"] + total["published"] - total["fulfilled"] - total["ended"]
    assert total["published"] + total["opening"] > 0


@pytest.mark.parametrize(("month", "fen"), [("2026-04", 1350000 + 300000), ("2026-10", 560000)])
def test_the_month_report_says_what_the_months_payments_come_to(month: str, fen: int) -> None:
    spent = [entry.data["fen"] for record in read_samples().values() for entry in record.history if entry.event == "spent" and f"{entry.on:%Y-%m}" == month]
    assert sum(spent) == fen
    for lang, shown in (("zh", f"{fen // 100:,} 元"), ("en", f"¥{fen // 100:,}")):
        html = make_sheet(sample_context(), "report", lang, Asked(month=month)).html
        (row,) = re.findall(r"<tr>(?:(?!</tr>).)*(?:实事支出|Spent on deeds).*?</tr>", html, re.DOTALL)
        assert re.findall(r'<td class="num">([^<]*)</td>', row)[-1].removesuffix(" *") == shown


def test_a_frozen_report_stands_beside_what_is_counted_today_with_its_day() -> None:
    context = sample_context()
    frozen: Any = SimpleNamespace(record=SimpleNamespace(head={"as_of": "2026-11-03", "figures": [{"figure": "fen_spent", "value": 500000}]}))
    html = make_sheet(replace(context, folded={**context.folded, "R-2026-10": frozen}), "report", "zh", Asked(month="2026-10")).html
    assert "定稿日 2026年11月3日" in html
    assert '<td class="num">5,000 元</td><td class="num">5,600 元 *</td>' in html


def test_the_month_report_tells_the_two_counts_of_ended_wishes_apart() -> None:
    context = sample_context()
    counted = {row["figure"]: row["value"] for row in context.results["month_report"].dicts() if row["month"] == "2026-10"}
    assert counted["wishes_ended"] - read_flow(context, "2026-10")["ended"] == 1
    assert "有 1 个没有公布过" in make_sheet(context, "report", "zh", Asked(month="2026-10")).html


def test_what_belongs_to_no_community_is_a_row_of_its_own() -> None:
    total = {**read_flow(sample_context(), "2026-10"), "opening": 9}
    flows = list_flows(sample_context(), "2026-10", total)
    assert flows[-1] == Flow("", 9 - sum(flow.opening for flow in flows[:-1]), 0, 0, 0)


@pytest.mark.parametrize("n", [COMMUNITIES, COMMUNITIES + 1, 40])
def test_communities_without_a_line_of_their_own_are_summed_up(n: int) -> None:
    rows = [{"month": "2026-10", "community": f"c{i}", "published": i, "fulfilled": 1} for i in range(n)]
    context: Any = SimpleNamespace(results={"area_months": SimpleNamespace(dicts=lambda: rows)})
    shown, rest = list_communities(context, "2026-10")
    assert len(shown) + rest.get("n", 0) == n
    assert sum(row["published"] for row in shown) + rest.get("published", 0) == sum(range(n))
    assert len(shown) + bool(rest) <= COMMUNITIES


def test_a_certificate_is_only_for_who_agreed_and_has_hours() -> None:
    assert "林" in sheet("certificate", "p:4TD9") or "p:4TD9" in sheet("certificate", "p:4TD9")
    assert refusal("certificate", "p:9KX2") == "no-consent"
    assert refusal("certificate", "p:0000") == "no-person"
    assert refusal("certificate", "p:4TD9", sample_context(date(2026, 3, 9))) == "no-hours"


def test_a_certificate_says_the_rules_values_with_their_units() -> None:
    assert "480 分钟" in sheet("certificate", "p:4TD9")
    assert "480 minutes" in sheet("certificate", "p:4TD9", "en")


def test_a_short_address_leads_every_code_and_the_number_stands_below() -> None:
    context = sample_context()
    short = replace(context, board=replace(context.board, info={**context.board.info, "short_url": "https://w.example/"}))
    assert code_of(short, OPEN, "en")[1:] == ("https://w.example/" + OPEN, "1A2B3C")
    assert code_page(short, "transparency/", "en", "R-2026-10")[1:] == ("https://w.example/R-2026-10", "R-2026-10")
    assert code_of(context, OPEN, "en").address == f"https://wishlight-demo.github.io/yunxi/en/wish/2026-10/{OPEN}/"
    for kind, id, says in (("month", None, "R-2026-10"), ("report", None, "R-2026-10"), ("poster", COMING, "2M8RTB"), ("receipt", OPEN, "1A2B3C")):
        assert f'</svg></div><p class="say">{says}</p>' in sheet(kind, id, context=short)
        assert sheet(kind, id, context=short) != sheet(kind, id)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_receipt_names_nobody_though_the_board_may(lang: str) -> None:
    context = sample_context()
    named = [(wish, call_actor(context, claim.person, lang)) for wish in list_wishes(context, lambda _: True) for claim in wish.state.claims]
    wish, called = next((wish, one) for wish, one in named if one.own and escape(one.text) in say_state(context, wish.record, wish.state, lang))
    receipt = sheet("receipt", wish.record.id, lang)
    assert context.words[lang]("pages.who.volunteer") in receipt
    assert escape(called.text) not in receipt


def test_hours_are_not_broken_at_their_dash() -> None:
    assert "8:30\u2060—\u206017:30" in sheet("slips", OPEN)


def test_a_full_actions_poster_offers_the_waiting_list() -> None:
    assert "名额已满" in sheet("poster", FULL)
    assert "名额已满" not in sheet("poster", COMING)


@pytest.mark.parametrize("id", [REPORTED, CANCELLED])
def test_an_action_that_is_over_has_no_poster(id: str) -> None:
    assert refusal("poster", id) == "not-on"


@pytest.mark.parametrize("kind", ["cards", "slips"])
@pytest.mark.parametrize("id", [CLAIMED, FULFILLED])
def test_what_asks_for_nobody_gets_no_card_and_no_slip(kind: str, id: str) -> None:
    assert refusal(kind, id) == "not-open"
    assert "1A2B3C" in sheet(kind, OPEN)


@pytest.mark.parametrize(("text", "room", "cut"), [("短", 2, "短"), ("一二三。四五六七", 12, "一二三。…"), ("一二三四五六七", 12, "一二三四五…"), ("ab cd ef", 7, "ab cd…")])
def test_a_long_text_is_cut_behind_a_clause_and_says_so(text: str, room: int, cut: str) -> None:
    assert shorten(text, room) == cut
    assert measure(cut) <= room


def test_a_long_story_stays_on_its_card() -> None:
    wish = find(OPEN)
    long = wish.record._replace(head={**wish.record.head, "story": "夜里起床看不清路，想要一盏灯。" * 20})
    item = cut_story(make_item(sample_context(), Wish(long, wish.state), "zh"))
    assert item.story.endswith("。…")
    assert measure(item.story) > 100


@pytest.mark.parametrize(("argv", "code"), [(["wall"], 0), (["wall", "--month", "2026-10"], 2), (["poster"], 2), (["month", "--month", "1999-01"], 2), (["flag"], 2)])
def test_the_command_ends_with_its_code(argv: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wishlight.build.read_judged", lambda *given: None)
    monkeypatch.setattr("wishlight.build.count_board", lambda judged: sample_context())
    assert cli.run(["print", *argv, "--lang", "en", "--out", str(tmp_path)], ROOT) == code
    assert bool(list(tmp_path.glob("*.html"))) == (code == 0)


def test_nothing_is_printed_of_records_that_are_refused(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "site_config", tmp_path / "site_config", ignore=shutil.ignore_patterns("theme", "schema"))
    broken = tmp_path / "wishes" / "wish" / "2026-03" / "02" / "W-260302-7K3FQX.yml"
    broken.parent.mkdir(parents=True)
    broken.write_text("id: [\n", "utf-8")
    assert cli.run(["print", "wall", "--out", str(tmp_path / "out")], tmp_path) == 1
    assert not (tmp_path / "out").exists()
