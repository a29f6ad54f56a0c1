"""Which wishes are recommended to a volunteer, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sample_pages import sample_context
from wishlight.pages.recommended import MOST, Offer, explain, group_waiting, link_wall, recommend
from wishlight.pages.wishcards import Wish, list_wishes
from wishlight.records.fold import PersonState

CONTEXT = sample_context()
OPEN = next(wish for wish in list_wishes(CONTEXT, lambda _: True) if wish.record.id == "W-261001-1A2B3C")
PERSON = CONTEXT.folded["p:4TD9"]


def wish(n: int, since: str = "2026-10-02", **head: object) -> Wish:
    """An open wish of a community far away, anyone can help with it."""
    plain = {"category": "food", "area": "songyuan", "place": "home", "minutes": 30, "newcomer": "no"}
    record = OPEN.record._replace(id=f"W-261001-00000{n}", head={**OPEN.record.head, **plain, **head})
    return Wish(record, OPEN.state._replace(published_on=date.fromisoformat(since)))


def offers(*wishes: Wish, state: str = "active", **head: object) -> list[Offer]:
    """What a repairer in Xinghu with an hour is offered."""
    assert isinstance(PERSON.state, PersonState)
    own = {"area": "xinghu-3", "minutes": 60, "skills": ["repair"], **head}
    return recommend(CONTEXT, PERSON.record._replace(head={**PERSON.record.head, **own}), PERSON.state._replace(state=state), group_waiting(CONTEXT, list(wishes)))


def ids(*wishes: Wish, **head: object) -> list[int]:
    return [int(one.id[-1]) for one in offers(*wishes, **head)]


def test_a_skill_comes_before_nearness_and_nearness_before_waiting() -> None:
    found = ids(wish(1, "2026-01-01"), wish(2, area="xinghu-1"), wish(3, category="repair"), wish(4, area="heye-2"), wish(5, "2026-01-02", area="heye"))
    assert found == [3, 2, 5, 4, 1]


def test_what_needs_another_skill_or_more_time_is_left_out() -> None:
    assert ids(wish(1, category="haircut"), wish(2, minutes=61), wish(3, minutes=60)) == [3]
    assert ids(wish(1, minutes=600), minutes=None) == [1]


def test_no_wish_is_nearer_than_the_community_so_that_no_grid_is_given_away() -> None:
    same, other = offers(wish(1, area="xinghu-3")), offers(wish(1, area="xinghu-1"))
    assert (same[0].near, same[0].place) == (other[0].near, other[0].place) == ("community", "xinghu")


def test_someone_who_left_or_is_suspended_is_offered_nothing() -> None:
    assert offers(wish(1), state="left") == offers(wish(1), state="suspended") == []


def test_there_are_few_and_always_the_same() -> None:
    many = [wish(n) for n in range(9)]
    assert [one.id for one in offers(*many)] == [one.id for one in offers(*many[::-1])]
    assert len(offers(*many)) == MOST


@pytest.mark.parametrize(
    ("head", "zh", "en"),
    [
        ({"category": "repair", "area": "xinghu-1"}, "用得上“水电维修”，同在星湖社区，大约 30 分钟，时间够", "it asks for “Plumbing and electrics”, it is in Xinghu too, 30 minutes or so is within the time given"),
        ({"place": "remote", "newcomer": "yes"}, "不用见面，大约 30 分钟，时间够，头一次来也做得了", "there is no need to meet, 30 minutes or so is within the time given, it is good for newcomers"),
        ({"area": "heye"}, "同在鹭滩街道，大约 30 分钟，时间够", "it is in Lutan Street too, 30 minutes or so is within the time given"),
    ],
)
def test_the_reasons_are_said_in_words(head: dict[str, object], zh: str, en: str) -> None:
    (offer,) = offers(wish(1, **head))
    assert (explain(CONTEXT, offer, "zh"), explain(CONTEXT, offer, "en")) == (zh, en)


def test_the_wall_opens_with_the_volunteers_minutes_and_community() -> None:
    record = PERSON.record._replace(head={**PERSON.record.head, "minutes": 30, "area": "heye-2"})
    assert link_wall(CONTEXT, record) == "wishes/?minutes=30&area=heye"
    assert link_wall(replace(CONTEXT), record._replace(head={**record.head, "minutes": 45})) == "wishes/?area=heye"
