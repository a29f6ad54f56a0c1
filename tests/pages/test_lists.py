"""The first page, the areas, what is late, what was refused, what was put right."""

from __future__ import annotations

from datetime import date

import pytest

from sample_pages import Seen, sample_context, sample_pages
from wishlight.pages import areas, home, make_kind
from wishlight.pages.overdue import list_late
from wishlight.pages.wishcards import list_live


def read(kind: str, path: str, lang: str = "zh") -> Seen:
    return Seen(sample_pages(kind)[path, lang].body)


def test_the_first_page_names_the_three_ways_in_their_order() -> None:
    text = read("home", "").text
    assert -1 < text.index("说一声") < text.index("到服务站") < text.index("填表")


def test_the_first_page_counts_what_waits_and_shows_it() -> None:
    seen = read("home", "", "en")
    assert "1 wish is waiting for someone now." in seen.text
    assert len(seen.with_class("card-id")) >= 1
    assert [
        tag
        for tag, attrs in seen.tags
        if tag == "ul" and "windows" in attrs.get("class", "") and attrs["aria-hidden"] == "true"
    ]


def test_the_first_page_shows_what_was_done_in_the_month_of_its_date() -> None:
    march = next(page for page in home.make(sample_context(date(2026, 3, 20))) if page.lang == "zh")
    text = Seen(march.body).text
    assert "2026年3月做成的" in text
    assert "3月10日，林<i>小满，星湖第三网格" in text


def test_each_area_has_a_page_and_a_quiet_one_says_so() -> None:
    board = sample_context().board
    assert {path for path, _ in sample_pages("area")} == {f"area/{id}/" for id in board.areas}
    assert "这里还没有人提过心愿" in read("area", "area/songyuan-4/").text
    assert "这里还没有人提过心愿" not in read("area", "area/heye-2/").text


def test_an_area_shows_its_own_wishes_and_those_of_the_areas_within() -> None:
    for path in ("area/xinghu-3/", "area/xinghu/", "area/lutan/", "area/yunxi/"):
        assert "1A2B3C" in read("area", path).text, path
    assert "1A2B3C" not in read("area", "area/heye/").text


def test_all_areas_stand_in_the_boards_order_with_their_figures() -> None:
    seen = read("areas", "areas/")
    links = [link for link in seen.links() if "area/" in link]
    board = sample_context().board
    grids = [f"../area/{area.id}/" for area in board.areas.values() if area.level == "grid"]
    assert [link for link in links if link in grids] == grids
    line = areas.make_line(sample_context(), "heye", areas.read_totals(sample_context()), "zh")
    figures = dict(zip(areas.COLUMNS, line.figures, strict=True))
    assert {name: figures[name] for name in areas.COLUMNS[:4]} == {
        "open": 0,
        "under_way": 2,
        "fulfilled": 0,
        "overdue": 2,
    }


@pytest.mark.parametrize(
    ("id", "step", "day"), [("厨房水龙头滴水", "等见面", "10月27日"), ("两双棉鞋", "等确认", "6月12日")]
)
def test_what_is_late_stands_under_its_step_with_the_day_it_was_due(id: str, step: str, day: str) -> None:
    text = read("overdue", "overdue/").text
    assert step in text
    assert f"{id}荷叶塘第二网格{day}" in text.replace(" ", "")


def test_what_is_late_never_says_for_how_long() -> None:
    tomorrow = {page.lang: page.body for page in make_kind(sample_context(date(2026, 11, 24)), "overdue")}
    assert tomorrow == {lang: page.body for (_, lang), page in sample_pages("overdue").items()}


def test_what_falls_due_soon_is_told_apart_from_what_is_late() -> None:
    body = sample_pages("overdue")["overdue/", "zh"].body
    assert "一盒彩笔" in body[body.index('id="due"') :]
    assert "一盒彩笔" not in body[: body.index('id="due"')]


def test_a_referral_says_to_whom_why_and_what_they_answered() -> None:
    text = read("refusals", "refusals/").text
    assert "想要一台电动轮椅 超过金额上限，转请慈善组织，转给区慈善基金 2026年10月29日回音：基金<答应>了" in text


def test_every_correction_is_listed_newest_first_with_who_and_why() -> None:
    text = read("corrections", "corrections/").text
    struck, removed, changed = (text.index(word) for word in ("撤销一条记录", "删去文字", "登记<错>了"))
    assert struck < removed < changed
    assert "点错了一户，经手：云溪区志愿服务中心复核岗" in text


def test_the_first_page_offers_only_times_within_which_there_is_something_to_do() -> None:
    offered = []
    for day in (date(2026, 3, 3), date(2026, 11, 23)):
        context = sample_context(day)
        links = Seen(next(home.make(context)).body).links()
        least = min((wish.record.head["minutes"] for wish in list_live(context) if wish.state.open_places), default=999)
        offered.append([n for n in (15, 30, 60) if f"wishes/minutes/{n}/" in links])
        assert offered[-1] == [n for n in (15, 30, 60) if least <= n]
    assert offered[0] != offered[1]


def test_the_first_page_counts_as_late_what_the_page_of_late_records_lists() -> None:
    late = sum(map(len, list_late(sample_context()).values()))
    section = sample_pages("overdue")["overdue/", "zh"].body.partition('id="late"')[2].partition('id="due"')[0]
    assert section.count('<th scope="row">') == late > 0
    assert f"已超期{late}" in read("home", "").text.replace(" ", "")


@pytest.mark.parametrize(("kind", "path"), [("home", ""), ("starlight", "starlight/"), ("transparency", "transparency/")])
def test_a_page_of_today_says_which_day_it_stands_at(kind: str, path: str) -> None:
    assert "截至2026年11月23日" in read(kind, path).text and "As of 23 Nov 2026" in read(kind, path, "en").text
