"""The page from which a grid's week is passed on, and the picture on it."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from sample_feeds import make_changed, repeat
from sample_pages import Seen, read_samples, sample_context, sample_pages
from wishlight.pages import Context
from wishlight.pages.fitting import measure, wrap
from wishlight.pages.picture import END, HEIGHT, SHOWN, WIDTH, draw_picture
from wishlight.pages.weeks import list_weeks

PAGE = sample_pages("week")


def draw(grid: str, context: Context | None = None, lang: str = "zh") -> ElementTree.Element:
    context = context or sample_context()
    told = next(one for one in list_weeks(context, lang) if one.area.id == grid)
    return parse(str(draw_picture(context, told, lang)))


def parse(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - our own drawing


def lines(picture: ElementTree.Element) -> list[ElementTree.Element]:
    return [part for part in picture if part.tag.endswith("}text")]


def test_the_page_gives_the_picture_the_text_and_the_rich_text() -> None:
    seen = Seen(PAGE["week/xinghu-3/", "zh"].body)
    assert "../../digest/xinghu-3.txt" in seen.links()
    assert "../../digest/xinghu-3.html" in seen.links()
    assert "还有 1 个心愿在等人：" in seen.text
    assert 'data-save-picture="xinghu-3-2026-W47.png"' in PAGE["week/xinghu-3/", "zh"].body
    assert "../../week/xinghu-3/" in Seen(sample_pages("area")["area/xinghu-3/", "zh"].body).links()


def test_the_picture_names_grid_week_wish_and_number_and_holds_a_code() -> None:
    picture = draw("xinghu-3")
    said = [line.text for line in lines(picture)]
    assert said[:3] == ["云溪微光", "星湖第三网格", "第 47 周 · 2026年11月16日至22日"]
    assert "1 个心愿在等人" in said
    assert "1A2B3C · 约 15 分钟" in said
    assert said[-1] == "xinghu-3"
    assert len([part for part in picture if part.tag.endswith("}svg")]) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("n", [0, 1, SHOWN, 12])
def test_nothing_in_the_picture_leaves_it_or_lies_on_another_line(n: int, lang: str) -> None:
    wish = read_samples()["wish-hostile"]
    long = wish._replace(head={**wish.head, "title": "想要一盏夜里会自己亮的小灯" * 3})
    context = make_changed(*repeat(long, n)) if n else sample_context()
    for told in list_weeks(context, lang):
        shown = lines(parse(str(draw_picture(context, told, lang))))
        boxes = [(int(line.get("x", 0)), int(line.get("y", 0)), int(line.get("font-size", 0)), str(line.text)) for line in shown]
        assert all(x + measure(text) * size * 0.5 <= WIDTH for x, y, size, text in boxes), boxes
        assert all(size <= y <= HEIGHT for x, y, size, text in boxes)
        on_card = sorted(y for x, y, size, text in boxes if x == 112)
        assert on_card[-1] <= END + 60
        assert all(b - a >= 48 for a, b in pairwise(on_card))


def test_no_name_of_a_person_is_passed_on() -> None:
    for page in PAGE.values():
        assert not re.search("小满|p:4TD9", page.body)


@pytest.mark.parametrize(
    ("text", "room", "broken"),
    [("想帮忙？在群里说“认领”", 17, ["想帮忙？在群里说", "“认领”"]), ("post the six signs", 8, ["post the", "six", "signs"]), ("一二三，", 6, ["一二三，"]), ("在群里“认领”", 8, ["在群里", "“认领”"]), ("", 9, [])],
)
def test_lines_break_between_words_and_before_no_stop(text: str, room: int, broken: list[str]) -> None:
    assert wrap(text, room) == broken
