"""Days, money, minutes and counts in each language."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from wishlight.pages.formats import (
    count,
    fill,
    format_day,
    format_minutes,
    format_month,
    format_permille,
    format_yuan,
    tag_day,
    tag_moment,
)
from wishlight.words import load_words

ZH, EN = load_words("zh"), load_words("en")


def test_a_day_leaves_out_only_the_year_that_is_known() -> None:
    assert [format_day(date(2026, 3, 4), words, year) for words in (ZH, EN) for year in (2026, 2025, None)] == [
        "3月4日",
        "2026年3月4日",
        "2026年3月4日",
        "4 Mar",
        "4 Mar 2026",
        "4 Mar 2026",
    ]


def test_a_moment_says_its_time_and_a_plain_day_none() -> None:
    moment = datetime(2026, 3, 4, 9, 5, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert tag_moment(moment, ZH, 2026) == '<time datetime="2026-03-04T09:05">3月4日 09:05</time>'
    assert (
        tag_moment(date(2026, 3, 4), EN, 2026)
        == tag_day(date(2026, 3, 4), EN, 2026)
        == '<time datetime="2026-03-04">4 Mar</time>'
    )


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (8000, "80 元", "¥80"),
        (8050, "80.50 元", "¥80.50"),
        (123456700, "1,234,567 元", "¥1,234,567"),
        (-500, "-5 元", "¥-5"),
    ],
)
def test_money_shows_decimals_only_where_there_are_some(fen: int, zh: str, en: str) -> None:
    assert (format_yuan(fen, ZH), format_yuan(fen, EN)) == (zh, en)


@pytest.mark.parametrize(
    ("minutes", "zh", "en"),
    [
        (0, "0 分钟", "0 minutes"),
        (1, "1 分钟", "1 minute"),
        (90, "90 分钟", "90 minutes"),
        (120, "2 小时", "2 hours"),
        (150, "2 小时 30 分钟", "2 hours 30 minutes"),
    ],
)
def test_minutes_become_hours_from_two_hours_on(minutes: int, zh: str, en: str) -> None:
    assert (format_minutes(minutes, ZH), format_minutes(minutes, EN)) == (zh, en)


def test_rates_months_and_plurals() -> None:
    assert (format_permille(864, ZH), format_permille(1000, EN)) == ("86.4%", "100%")
    assert (format_month("2026-03", ZH), format_month("2026-03", EN)) == ("2026年3月", "Mar 2026")
    assert [count(EN, "units.wishes", n) for n in (0, 1, 1234)] == ["0 wishes", "1 wish", "1,234 wishes"]
    assert count(ZH, "units.wishes", 1) == "1 个心愿"


def test_a_sentence_escapes_what_people_wrote_and_keeps_what_is_html_already() -> None:
    said = fill(ZH, "pages.who.of_team", who="<b>", team=tag_day(date(2026, 3, 4), ZH))
    assert said == '&lt;b&gt;（<time datetime="2026-03-04">2026年3月4日</time>）'
