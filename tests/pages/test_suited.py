"""What suits a volunteer without a page: the page holds just what any answer could bring up, and says why."""

from __future__ import annotations

from itertools import chain, combinations
from random import Random

from sample_pages import Seen, sample_context, sample_pages
from wishlight.pages.recommended import MOST, Offer, make_offer, rank
from wishlight.pages.suited import HERE, choose
from wishlight.pages.wishcards import Wish, list_wishes
from wishlight.pages.wishfilters import MINUTES

CONTEXT = sample_context()
OPEN = next(wish for wish in list_wishes(CONTEXT, lambda _: True) if wish.record.id == "W-261001-1A2B3C")
SKILLS = ("repair", "haircut", "phone-help")


def many(n: int, seed: int) -> list[Offer]:
    """Offers of any skill, length, nearness and age."""
    dice = Random(seed)
    plain = make_offer(CONTEXT, "xinghu", OPEN, timed=True)
    return [
        plain._replace(
            id=f"W-{number:06}",
            skill=dice.choice(("", *SKILLS)),
            minutes=dice.choice((10, 15, 20, 30, 45, 60, 120)),
            near=dice.choice(("community", "street", "remote", "far")),
            since=plain.since.replace(day=dice.randint(1, 28)),
        )
        for number in range(n)
    ]


def best(offers: list[Offer], skills: tuple[str, ...], minutes: int | None) -> list[Offer]:
    return rank(one for one in offers if one.skill in ("", *skills) and (minutes is None or one.minutes <= minutes))[:MOST]


def test_the_page_holds_what_any_answer_brings_up_and_no_answer_differs_from_the_whole_board() -> None:
    answers = [(skills, minutes) for skills in chain.from_iterable(combinations(SKILLS, n) for n in range(4)) for minutes in (*MINUTES, None)]
    for seed in range(10):
        offers = many(300, seed)
        kept = choose(offers)
        assert all(best(kept, *answer) == best(offers, *answer) for answer in answers)
        assert len(kept) <= (len(SKILLS) + 1) * (len(MINUTES) + 1) * MOST < len(offers)


def test_wherever_the_wishes_come_from_the_page_is_the_same() -> None:
    offers = many(40, 1)
    assert choose(offers) == choose(offers[::-1])


def test_each_community_has_its_page_and_there_is_one_of_no_place() -> None:
    paths = {path for path, _ in sample_pages("suited")}
    assert paths == {HERE, *(f"{HERE}{id}/" for id in ("xinghu", "heye", "songyuan"))}


def test_a_wish_that_is_taken_is_not_suggested_and_a_reason_stands_by_each_that_is() -> None:
    seen = Seen(sample_pages("suited")[f"{HERE}xinghu/", "zh"].body)
    shown = seen.with_class("card")
    waiting = [wish for wish in list_wishes(CONTEXT, lambda _: True) if asks(wish)]
    assert 0 < len(shown) <= len(waiting)
    assert len(seen.with_class("card-why")) == len(shown)
    assert "推荐，因为" in seen.text
    assert "时间够" not in seen.text  # nobody has said yet how long they have


def asks(wish: Wish) -> bool:
    return wish.state.status == "open" and wish.state.open_places > 0
