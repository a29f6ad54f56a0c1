"""Numbers, amounts, days and moments as people write them."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest

from wishlight.intake.values import read_day, read_fen, read_minutes, read_moment, read_number

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (read_number, "3", 3),
        (read_number, " ３ 份", 3),
        (read_number, "12个月", 12),
        (read_minutes, "90", 90),
        (read_minutes, "90 分钟", 90),
        (read_minutes, "1.5小时", 90),
        (read_minutes, "1小时30分", 90),
        (read_minutes, "2h", 120),
        (read_fen, "80", 8000),
        (read_fen, "79.5", 7950),
        (read_fen, "0.05", 5),
        (read_fen, "￥1,200元", 120000),
        (read_fen, "1.2万", 1200000),
        (read_fen, "1.25万元", 1250000),
        (read_day, "2026-03-20", "2026-03-20"),
        (read_day, "2026/3/2", "2026-03-02"),
        (read_day, "２０２６年３月２日", "2026-03-02"),
    ],
)
def test_a_value_is_read(read: Callable[[str], object], text: str, value: object) -> None:
    assert read(text) == value


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_number, ""),
        (read_number, "3.5"),
        (read_number, "-1"),
        (read_number, "三"),
        (read_number, "1\n2"),
        (read_number, "9" * 5000),
        (read_minutes, "一会儿"),
        (read_fen, "100-200"),
        (read_fen, "1,20"),
        (read_fen, "0.005"),
        (read_fen, "1e5"),
        (read_day, "2026-02-30"),
        (read_day, "3月2日"),
        (read_day, "2026-03-02\n2026-03-03"),
    ],
)
def test_what_could_mean_two_things_is_refused(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(ValueError):
        read(text)


@pytest.mark.parametrize("text", ["2026-04-12 08:30", "2026-04-12T08:30", "2026年4月12日8点30分", "2026/4/12 8:30", "2026-04-12T08:30:00+08:00"])
def test_a_moment_gets_the_boards_offset(text: str) -> None:
    assert read_moment(text, ZONE) == "2026-04-12T08:30:00+08:00"


@pytest.mark.parametrize("text", ["周日上午", "2026-04-31 11:00", "2026-04-12 25:00", "8:30"])
def test_a_moment_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_moment(text, ZONE)
