"""The list of deeds."""

from __future__ import annotations

from itertools import pairwise

from sample_pages import Seen, sample_context, sample_pages
from wishlight.pages.deed_cards import GROUPS, list_deeds, make_cards, open_deeds
from wishlight.pages.states import SHAPES


def test_deeds_stand_by_stage_those_with_something_to_do_first() -> None:
    text = Seen(sample_pages("deeds")["deeds/", "zh"].body).text
    names = ["正在表决和公示", "单元门口装扶手", "正在做", "南门修路", "做了 40%", "做好的", "给充电桩加<b>遮雨棚", "没有做的", "楼顶晒被架"]
    assert all(before < after for before, after in pairwise(text.index(name) for name in names))


def test_late_and_too_dear_are_said_in_words() -> None:
    text = Seen(sample_pages("deeds")["deeds/", "en"].body).text
    assert "Overdue" in text
    assert "Over budget" in text


def test_a_deed_that_asks_for_seconders_leads_to_how_and_no_other_does() -> None:
    ((item, state),) = open_deeds(sample_context(), [list_deeds(sample_context())[0][0]])
    asks, stopped = make_cards(sample_context(), [(item, state._replace(status=status)) for status in ("proposed", "declined")], "zh")
    assert (asks.asks, stopped.asks) == (True, False)


def test_a_year_lists_every_deed_proposed_in_it() -> None:
    text = Seen(sample_pages("deeds")["deeds/2026/", "zh"].body).text
    assert [text.count(name) for name in ("单元门口装扶手", "南门修路", "楼顶晒被架")] == [1, 1, 1]


def test_every_state_of_a_deed_belongs_to_one_group() -> None:
    grouped = [status for statuses in GROUPS.values() for status in statuses]
    assert sorted(grouped) == sorted(SHAPES["deed"])
