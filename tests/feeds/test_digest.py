"""The week of a grid, as it is pasted into the neighbours' group."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest
from markupsafe import escape

from sample_feeds import make_changed, repeat
from sample_pages import read_samples, sample_context
from wishlight.feeds.digest import make_digests
from wishlight.pages import Context
from wishlight.pages.weeks import Week, last_week


@cache
def sample_digests() -> dict[str, bytes]:
    return texts(sample_context())


def texts(context: Context) -> dict[str, bytes]:
    return {path: data for path, data in make_digests(context) if path.endswith(".txt")}


def read(path: str, context: Context | None = None) -> list[str]:
    data = texts(context)[path] if context else sample_digests()[path]
    return data.decode("utf-8-sig").splitlines()


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 11, 23), Week(47, date(2026, 11, 16), date(2026, 11, 22))),
        (date(2026, 11, 22), Week(46, date(2026, 11, 9), date(2026, 11, 15))),
        (date(2027, 1, 4), Week(53, date(2026, 12, 28), date(2027, 1, 3))),
        (date(2026, 1, 1), Week(52, date(2025, 12, 22), date(2025, 12, 28))),
    ],
)
def test_the_week_is_the_last_one_that_was_over(day: date, week: Week) -> None:
    assert last_week(day) == week


def test_there_is_a_text_for_each_grid_and_language() -> None:
    grids = [area.id for area in sample_context().board.areas.values() if area.level == "grid"]
    assert set(sample_digests()) == {f"{lang}digest/{grid}.txt" for lang in ("", "en/") for grid in grids}


def test_a_waiting_wish_is_told_with_its_signs_and_with_how_to_claim_it() -> None:
    lines = read("digest/xinghu-3.txt")
    assert lines[0] == "【云溪微光】星湖第三网格 第 47 周（2026年11月16日至22日）"
    assert "还有 1 个心愿在等人：" in lines
    assert "· <script>alert(1)</script>'\"&，约 15 分钟，10月2日起在等（1A2B3C）" in lines
    assert "想帮忙？在群里说“认领”和后六位，例如：认领 1A2B3C" in lines
    assert "全部心愿：https://wishlight-demo.github.io/yunxi/wishes/area/xinghu-3/" in lines
    english = read("en/digest/xinghu-3.txt")
    assert english[0] == "[Wishlight Yunxi] Xinghu Grid 3, week 47 (16–22 Nov 2026)"
    assert "Want to help? Post “认领” and the last six signs in the group, for example: 认领 1A2B3C" in english


def test_what_came_true_in_the_week_is_thanked_for_without_naming_anyone() -> None:
    lines = read("digest/xinghu-3.txt", make_changed(as_of=date(2026, 3, 16)))
    assert lines[2:4] == ["圆了 1 个心愿，谢谢大家：", "· 想要一盏<夜灯>（7K3FQX）"]
    assert not [line for line in lines if "小满" in line]
    assert "圆了 1 个心愿，谢谢大家：" not in read("digest/xinghu-3.txt", make_changed(as_of=date(2026, 3, 23)))


def test_a_new_wish_stands_under_new_and_not_again_under_waiting() -> None:
    lines = read("digest/xinghu-3.txt", make_changed(as_of=date(2026, 10, 5)))
    assert "新来 1 个心愿，还没有人认领：" in lines
    assert not [line for line in lines if line.startswith("还有 1 个心愿在等人")]
    assert len([line for line in lines if "（1A2B3C）" in line]) == 1


def test_actions_of_the_next_two_weeks_are_told_with_places_left_and_later_ones_are_not() -> None:
    lines = read("digest/xinghu-3.txt")
    assert "两周内有 1 场行动：" in lines
    assert "· 12月6日（周日）09:00—11:30 修<伞>&磨刀，星湖社区服务站，还有 1 个名额" in lines
    assert not [line for line in read("digest/xinghu-3.txt", make_changed(as_of=date(2026, 11, 21))) if "修<伞>" in line]


def test_a_long_list_is_cut_and_the_rest_counted() -> None:
    many = repeat(read_samples()["wish-hostile"], 9)
    lines = read("digest/xinghu-3.txt", make_changed(*many))
    at = lines.index("还有 10 个心愿在等人：")
    assert len([line for line in lines[at + 1 : at + 7] if line.startswith("· ")]) == 6
    assert lines[at + 7] == "  还有 4 个"


def test_a_wish_of_the_community_is_told_in_each_of_its_grids() -> None:
    wish = read_samples()["wish-hostile"]
    moved = make_changed(wish._replace(head={**wish.head, "area": "xinghu"}))
    assert [path for path, data in texts(moved).items() if "（1A2B3C）".encode() in data] == [f"digest/xinghu-{n}.txt" for n in range(1, 7)]


def test_a_quiet_week_says_so() -> None:
    assert read("digest/heye-1.txt")[2] == "这一周没有新的心愿，也没有在等的。"


def test_the_text_is_plain_and_says_that_it_is_utf_8() -> None:
    for data in sample_digests().values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\n")


def test_the_same_records_give_the_same_bytes() -> None:
    assert dict(make_digests(make_changed())) == dict(make_digests(sample_context()))


def test_the_rich_text_carries_its_styles_and_says_what_the_plain_one_says() -> None:
    rich = dict(make_digests(sample_context()))["digest/xinghu-3.html"].decode()
    assert rich.startswith('<!doctype html>\n<html lang="zh">')
    elements = re.findall(r"<(section|h2|h3|ul|li|p|a)( style=\"[a-z0-9#:;., -]+\")?[ >]", rich)
    assert elements
    assert all(style for _, style in elements)
    assert "&lt;script&gt;alert(1)" in rich
    assert "<script" not in rich
    for line in read("digest/xinghu-3.txt"):
        if line.startswith("· "):
            assert str(escape(line[2:])) in rich
