"""Charts: well-formed, said in words, and the same numbers in the table."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest

from wishlight.pages.charts import Change, Drawing, Series, draw_bars, draw_lines, draw_small, draw_year
from wishlight.pages.charts.drawing import HEIGHT, WIDTH, round_up

LABELS = ["1月\n2026", "2月", "3月"]
NAMES = ["2026年1月", "2026年2月", "2026年3月"]
SERIES = [Series("提出<", [3, 0, 12]), Series("圆梦", [1, None, 9])]


def parse(drawing: Drawing) -> ElementTree.Element:
    return ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{drawing.svg}</svg>')[0]  # noqa: S314 - our own drawing


DRAWN = {
    "bars": draw_bars(LABELS, SERIES, "提出 15 <个>", "月份", NAMES, [Change(2, "规则<变>了")]),
    "lines": draw_lines(LABELS, SERIES, "提出 15 <个>", "月份", NAMES, [Change(2, "规则<变>了")]),
    "small": draw_small(NAMES, SERIES[0], 12, "共 15 <个>", "月份", ("1月", "3月")),
    "year": draw_year(
        [(2026, 1, "1月"), (2026, 2, "2月")], {date(2026, 2, 28): 7}, "共 7 <次>", (("月份", False), ("次数", True))
    ),
}


@pytest.mark.parametrize("name", DRAWN)
def test_a_chart_is_a_picture_with_a_sentence_that_needs_no_style_of_its_own(name: str) -> None:
    root = parse(DRAWN[name])
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == DRAWN[name].summary
    assert not [e for e in root.iter() if {"style", "fill", "stroke"} & e.attrib.keys()]


@pytest.mark.parametrize("name", ["bars", "lines"])
def test_everything_drawn_stays_within_the_box(name: str) -> None:
    for element in parse(DRAWN[name]).iter():
        for key, limit in (("x", WIDTH), ("cx", WIDTH), ("y", HEIGHT), ("cy", HEIGHT)):
            assert 0 <= float(element.get(key, 0)) <= limit


def test_the_table_beside_a_chart_holds_the_same_numbers() -> None:
    for name in ("bars", "lines"):
        assert DRAWN[name].columns == (("月份", False), ("提出<", True), ("圆梦", True))
        assert DRAWN[name].rows == (("2026年1月", "3", "1"), ("2026年2月", "0", "—"), ("2026年3月", "12", "9"))


def test_bars_are_as_high_as_their_numbers() -> None:
    heights = [float(e.attrib["height"]) for e in parse(DRAWN["bars"]).iter() if e.get("class") == "bar"]
    assert len(heights) == 2
    assert heights[1] == pytest.approx(heights[0] * 4, abs=0.5)


def test_a_line_breaks_where_there_is_no_number() -> None:
    paths = [e.attrib["d"] for e in parse(DRAWN["lines"]).iter() if "line" in e.get("class", "").split()]
    assert [path.count("M") for path in paths] == [1, 2]


def test_a_change_of_rules_is_marked_and_said() -> None:
    for name in ("bars", "lines"):
        (mark,) = [e for e in parse(DRAWN[name]).iter() if e.get("class") == "change"]
        assert mark[0].text == "规则<变>了"


def test_a_day_with_more_is_darker() -> None:
    shades = [e.attrib["class"] for e in parse(DRAWN["year"]).iter() if e.get("class", "").startswith("heat-")]
    assert len(shades) == 31 + 28
    assert shades[-1] == "heat-4"
    assert set(shades[:-1]) == {"heat-0"}
    assert DRAWN["year"].rows == (("1月", "0"), ("2月", "7"))


def test_a_year_is_narrow_enough_for_its_labels_to_be_read_on_a_phone() -> None:
    box = parse(DRAWN["year"]).attrib["viewBox"].split()
    assert 13 * 286 / int(box[2]) >= 11, "13 units are its letters on a phone, 286 the pixels that a phone of 360 leaves for it"


def test_more_series_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="4 series"):
        draw_bars(LABELS, [Series(str(n), [1, 2, 3]) for n in range(4)], "", "")
    with pytest.raises(ValueError, match="4 series"):
        draw_lines(LABELS, [Series(str(n), [1, 2, 3]) for n in range(4)], "", "")


@pytest.mark.parametrize(
    ("number", "top"), [(0, 4), (4, 4), (5, 6), (9, 10), (17, 20), (41, 60), (99, 100), (101, 200)]
)
def test_a_scale_ends_at_a_round_number(number: int, top: int) -> None:
    assert round_up(number) == top
