"""The wish wall and its filters."""

from __future__ import annotations

import re

import pytest

from sample_pages import Seen, sample_context, sample_pages
from wishlight.pages.wishcards import list_wishes, make_card, sort_live
from wishlight.pages.wishfilters import list_filters

WALL = sample_pages("wishes")


def ids(path: str, lang: str = "zh") -> list[str]:
    return re.findall(r'class="card-id">([0-9A-Z]{6})<', WALL[path, lang].body)


def test_the_wall_shows_open_wishes_first_and_none_that_ended() -> None:
    assert ids("wishes/") == ["1A2B3C", "7G8H9J", "4D5E6F"]


def test_of_open_wishes_the_one_that_waits_longest_comes_first() -> None:
    wishes = list_wishes(sample_context(), lambda _: True)
    first = next(wish for wish in wishes if wish.state.status == "open")
    days = ("2026-09-01", "2026-05-01", "2026-07-01")
    made = [
        first._replace(state=first.state._replace(published_on=first.state.published_on.fromisoformat(day)))
        for day in days
    ]
    assert [f"{wish.state.published_on}" for wish in sort_live(made)] == ["2026-05-01", "2026-07-01", "2026-09-01"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("wishes/minutes/15/", {"1A2B3C"}),
        ("wishes/minutes/30/", {"1A2B3C"}),
        ("wishes/minutes/60/", {"1A2B3C", "4D5E6F", "7G8H9J"}),
        ("wishes/area/xinghu/", {"1A2B3C"}),
        ("wishes/area/xinghu-3/", {"1A2B3C"}),
        ("wishes/area/heye/", {"4D5E6F", "7G8H9J"}),
        ("wishes/category/repair/", {"7G8H9J"}),
        ("wishes/category/food/", set()),
        ("wishes/skill/repair/", {"7G8H9J"}),
        ("wishes/place/home/", {"4D5E6F", "7G8H9J"}),
        ("wishes/place/hall/", {"1A2B3C"}),
        ("wishes/place/remote/", set()),
        ("wishes/kind/service/", {"7G8H9J"}),
        ("wishes/beneficiary/child/", {"4D5E6F"}),
        ("wishes/newcomer/yes/", {"1A2B3C"}),
        ("wishes/status/open/", {"1A2B3C"}),
        ("wishes/status/claimed/", {"7G8H9J"}),
        ("wishes/status/delivered/", {"4D5E6F"}),
        ("wishes/status/fulfilled/", {"7K3FQX"}),
        ("wishes/status/referred/", {"KMNPQR"}),
        ("wishes/status/submitted/", {"STVWXY"}),
        ("wishes/status/merged/", set()),
    ],
)
def test_each_filter_is_a_page_of_its_own(path: str, shown: set[str]) -> None:
    assert set(ids(path)) == shown
    assert set(ids(path, "en")) == shown
    assert bool(Seen(WALL[path, "zh"].body).with_class("empty-title")) or shown


def test_every_offered_filter_is_linked_from_the_wall_and_has_its_page() -> None:
    links = Seen(WALL["wishes/", "zh"].body).links()
    for one in list_filters(sample_context().board):
        assert (one.path, "zh") in WALL
        assert (f"../{one.path}" in links) == one.offered, one


def test_a_filters_page_marks_its_own_link_and_no_other_of_its_group() -> None:
    seen = Seen(WALL["wishes/minutes/30/", "zh"].body)
    marked = [
        attrs["data-filter"]
        for tag, attrs in seen.tags
        if tag == "a" and "aria-current" in attrs and "data-filter" in attrs
    ]
    assert "minutes=30" in marked
    assert "minutes=" not in marked
    assert "area=" in marked


def test_a_card_carries_what_the_filters_ask_for() -> None:
    ((_, card),) = Seen(WALL["wishes/minutes/15/", "zh"].body).with_class("card")
    assert {
        name: card[f"data-{name}"]
        for name in ("category", "area", "minutes", "kind", "status", "beneficiary", "newcomer")
    } == {
        "category": "daily-goods",
        "area": "xinghu-3 xinghu lutan yunxi",
        "minutes": "15",
        "kind": "goods",
        "status": "open",
        "beneficiary": "elder",
        "newcomer": "yes",
    }


def test_a_card_says_since_when_and_never_for_how_long() -> None:
    text = Seen(WALL["wishes/minutes/15/", "en"].body).text
    assert "waiting since 2 Oct" in text
    assert not re.search(r"\b\d+ days", text)


def test_a_late_card_has_the_late_shape_and_says_which_step() -> None:
    seen = Seen(WALL["wishes/category/repair/", "zh"].body)
    assert len(seen.with_class("state-late")) == 1
    assert "见面超期" in seen.text


def test_only_a_wish_with_a_place_left_can_be_claimed_from_its_card() -> None:
    wishes = {wish.record.id: make_card(sample_context(), wish, "zh") for wish in list_wishes(sample_context(), lambda _: True)}
    assert {id for id, card in wishes.items() if card.asks} == {"W-261001-1A2B3C"}
