"""The list and the calendar of actions."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from sample_pages import Seen, sample_context, sample_pages
from wishlight.pages.actions import make
from wishlight.pages.actions_calendar import list_months

CALENDAR = "actions/calendar/"


def test_what_can_be_joined_stands_first_and_what_changed_apart() -> None:
    text = Seen(sample_pages("actions")["actions/", "zh"].body).text
    names = ["可以报名的", "修<伞>&磨刀", "还有 1 个名额", "教手机", "1 人在排队", "有变动的", "露天电影", "最近办过的", "楼道大扫除", "来了 1 人"]
    places = [text.index(name) for name in names]
    assert all(before < after for before, after in pairwise(places))


def test_each_action_that_can_be_joined_leads_to_how_and_no_other_does() -> None:
    seen = Seen(sample_pages("actions")["actions/", "zh"].body)
    asked = sorted(link for link in seen.links() if link.endswith("#sign-up"))
    assert asked == [f"../action/2026-11/{id}/#sign-up" for id in ("A-261101-2M8RTB", "A-261104-5Q8VXE")]
    assert all('id="sign-up"' in sample_pages("action")[link[3:].partition("#")[0], "zh"].body for link in asked)
    assert "我要报名" in seen.text
    assert "排队等候" in seen.text


def test_an_action_is_past_once_its_last_day_is_over() -> None:
    (page, *_) = make(sample_context(date(2026, 12, 7)))
    text = Seen(page.body).text
    assert text.index("教手机") < text.index("最近办过的") < text.index("修<伞>&磨刀")


def test_without_actions_the_list_says_so_and_leads_on() -> None:
    (page, *_) = make(sample_context(date(2026, 1, 31)))
    assert Seen(page.body).with_class("empty")
    assert "眼下没有可以报名的行动" in page.body


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_month_is_a_table_of_whole_weeks_with_headings(lang: str) -> None:
    seen = Seen(sample_pages("actions_calendar")[f"{CALENDAR}2026-12/", lang].body)
    tags = [tag for tag, _ in seen.tags]
    assert tags.count("caption") == 1
    assert [attrs["scope"] for tag, attrs in seen.tags if tag == "th"] == ["col"] * 7
    assert tags.count("td") == 35
    assert len(seen.with_class("is-out")) == 4


def test_an_action_stands_on_the_day_to_which_it_was_moved() -> None:
    body = sample_pages("actions_calendar")[f"{CALENDAR}2026-12/", "zh"].body
    cell = next(cell for cell in body.split("<td") if 'datetime="2026-12-06"' in cell.partition("</time>")[0])
    assert "修&lt;伞&gt;&amp;磨刀" in cell
    assert 'href="../../../action/2026-11/A-261101-2M8RTB/"' in cell
    assert 'aria-label="09:00 修&lt;伞&gt;&amp;磨刀"' in cell


def test_months_run_from_the_first_action_to_the_last_and_each_leads_to_the_next() -> None:
    months = list_months(sample_context())
    assert months == ["2026-10", "2026-11", "2026-12"]
    assert f"../../../{CALENDAR}2026-12/" in Seen(sample_pages("actions_calendar")[f"{CALENDAR}2026-11/", "zh"].body).links()


def test_the_entrance_is_the_month_of_the_boards_day() -> None:
    assert sample_pages("actions_calendar")[CALENDAR, "zh"].title == "2026年11月的微行动"
