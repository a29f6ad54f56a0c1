"""Bars lying on their side."""

from __future__ import annotations

from wishlight.pages.charts import Series, draw_rows
from wishlight.pages.charts.rows import LABEL, ROW, measure


def test_the_longest_bar_is_the_largest_value_and_others_are_in_proportion() -> None:
    drawing = draw_rows(["甲", "乙<", "丙"], Series("件", [40, 20, None]), "sum", "类别")
    widths = [float(part.split('"')[0]) for part in str(drawing.svg).split('" width="')[1:]]
    assert widths[0] == 2 * widths[1]
    assert widths[2] == 0
    assert "乙&lt;" in drawing.svg
    assert f'viewBox="0 0 300 {3 * ROW + 2}"' in drawing.svg
    assert drawing.rows == (("甲", "40"), ("乙<", "20"), ("丙", "—"))


def test_values_may_be_shown_with_their_unit() -> None:
    drawing = draw_rows(["a"], Series("x", [1200]), "sum", "head", ["12 元"])
    assert ">12 元</text>" in drawing.svg


def test_a_chinese_sign_is_wider_than_a_latin_one() -> None:
    assert measure("心") > measure("w")


def test_a_label_that_is_too_long_is_cut_in_the_drawing_and_whole_in_the_table() -> None:
    long = "Yunxi Experimental School's Volunteers"
    drawing = draw_rows([long], Series("x", [1]), "sum", "head")
    assert long not in drawing.svg and "…</text>" in drawing.svg
    assert drawing.rows == ((long, "1"),)
    assert float(str(drawing.svg).split('text-anchor="end"')[0].rsplit('x="', 1)[1].split('"')[0]) <= LABEL + 8
