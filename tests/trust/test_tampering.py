"""What somebody could do to a record's past: each way is refused, and what is done honestly is let through."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from wishlight.records.history import compare_versions

ENTRIES = [
    {"at": "2026-03-10", "event": "submitted", "by": "post:h1"},
    {"at": "2026-03-11", "event": "published", "by": "post:m1", "note": "好"},
    {"at": "2026-03-12", "event": "claimed", "by": "p:4TD9", "claim": "c1"},
    {"at": "2026-03-14", "event": "confirmed", "by": "post:g1", "claim": "c1", "minutes": "60"},
]
WISH: dict[str, Any] = {"id": "W-260310-000000", "title": "灯", "story": "看不清", "needs": "1", "source": {"channel": "hall", "slip": "1"}, "history": ENTRIES}
AMENDED = {"at": "2026-03-15", "event": "amended", "by": "post:m1", "field": "title", "was": "灯", "why": "写错"}


def change(**head: Any) -> dict[str, Any]:
    return {**copy.deepcopy(WISH), **head}


def edit(n: int, **own: Any) -> dict[str, Any]:
    new = change()
    new["history"][n] = {key: value for key, value in {**new["history"][n], **own}.items() if value is not None}
    return new


TAMPERED = {
    "the last entry is gone": change(history=ENTRIES[:3]),
    "the first entry is gone": change(history=ENTRIES[1:]),
    "one in the middle is gone": change(history=[*ENTRIES[:2], ENTRIES[3]]),
    "nothing is left": change(history=[]),
    "two changed places": change(history=[ENTRIES[0], ENTRIES[2], ENTRIES[1], ENTRIES[3]]),
    "one was slipped in": change(history=[*ENTRIES[:3], {"at": "2026-03-13", "event": "delivered", "by": "p:4TD9", "claim": "c1"}, ENTRIES[3]]),
    "minutes were raised": edit(3, minutes="600"),
    "minutes were taken out": edit(3, minutes=None),
    "another confirmed": edit(3, by="post:g2"),
    "another claimed": edit(2, by="p:9KX2"),
    "another day": edit(3, at="2026-02-14"),
    "another event": edit(3, event="unmet"),
    "a note was reworded": edit(1, note="很好"),
    "a note was added": edit(0, note="补"),
    "another title without a word": change(title="很多灯"),
    "another story without a word": change(story="另一回事"),
    "more are needed all at once": change(needs="9"),
    "another id": change(id="W-260310-111111"),
    "another source": change(source={"channel": "grid", "slip": "1"}),
    "an amendment that tells a wrong old value": change(title="大灯", history=[*ENTRIES, {**AMENDED, "was": "小灯"}]),
    "an amendment of something else": change(story="另一回事", history=[*ENTRIES, AMENDED]),
}
HONEST = {
    "nothing": change(),
    "an entry behind the last": change(history=[*ENTRIES, {"at": "2026-03-16", "event": "called_back", "by": "post:m2"}]),
    "an amendment that keeps the old value": change(title="大灯", history=[*ENTRIES, AMENDED]),
    "keys in another order": dict(reversed(WISH.items())),
}


@pytest.mark.figure
@pytest.mark.parametrize("how", TAMPERED)
def test_tampering_is_refused(how: str, figure: Callable[..., None]) -> None:
    assert list(compare_versions(WISH, TAMPERED[how])) != []
    figure("tampering", tried=1, failed=0)


@pytest.mark.parametrize("how", HONEST)
def test_an_honest_change_is_let_through(how: str) -> None:
    assert list(compare_versions(WISH, HONEST[how])) == []
