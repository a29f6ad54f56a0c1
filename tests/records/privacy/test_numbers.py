"""Numbers in every disguise people use are found, and numbers that only look like some are left alone."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from records.privacy.labelled import kinds_in
from wishlight.records import ids
from wishlight.records.privacy.numbers import is_bank_card, is_id_number

SEED = 20261123
EACH = 5_000
CHINESE = str.maketrans("0123456789", "零一二三四五六七八九")
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789X"}
SEPARATORS = (" ", "-", "·", ".", " - ", "_")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"


def _mobile(dice: random.Random) -> str:
    return f"1{dice.choice('3456789')}{dice.randrange(10**9):09d}"


def _id_number(dice: random.Random) -> str:
    born = datetime(1930, 1, 1, tzinfo=UTC) + timedelta(days=dice.randrange(34_000))
    start = f"99{dice.randrange(10**4):04d}{born:%Y%m%d}{dice.randrange(1000):03d}"
    return next(start + sign for sign in "0123456789X" if is_id_number(start + sign))


def _bank_card(dice: random.Random) -> str:
    while True:
        start = f"62{dice.randrange(10**13):013d}"
        card = next(start + sign for sign in "0123456789" if len(set(start)) < 4 or is_bank_card(start + sign))
        if is_bank_card(card):
            return card


def _disguise(number: str, dice: random.Random) -> str:
    way = dice.randrange(5)
    if way == 0:
        return number
    if way == 1:
        return number.translate(FULL_WIDTH)
    if way == 2:
        return number.translate(CHINESE)
    cuts = sorted(dice.sample(range(1, len(number)), dice.randint(1, 4)))
    parts = [number[a:b] for a, b in zip([0, *cuts], [*cuts, len(number)], strict=True)]
    return (dice.choice(SEPARATORS) if way == 3 else dice.choice(INVISIBLE)).join(parts)


@pytest.mark.parametrize(("kind", "make"), [("mobile", _mobile), ("id-number", _id_number), ("bank-card", _bank_card)])
def test_a_disguised_number_is_found(kind: str, make: Callable[[random.Random], str]) -> None:
    dice = random.Random(f"{SEED}{kind}")
    numbers = [_disguise(make(dice), dice) for _ in range(EACH)]
    missed = [number for number in numbers if kind not in kinds_in(f"请记下{number}，谢谢")]
    print(f"{kind}: {EACH - len(missed)} of {EACH} found; first missed {missed[:5]}")
    assert len(missed) <= EACH // 200, missed[:20]


def _harmless(dice: random.Random) -> Iterator[str]:
    start = datetime(2020, 1, 1, tzinfo=UTC)
    for _ in range(5_000):
        moment = start + timedelta(seconds=dice.randrange(10**9))
        yield moment.isoformat()
        yield f"{moment:%Y-%m-%d %H:%M:%S}"
        yield str(int(moment.timestamp()))
        yield f"{moment:%Y/%m/%d}-{moment + timedelta(days=9):%Y/%m/%d}"
        yield ids.make_id("wish", moment.date(), f"issue/{dice.randrange(10**6)}")


@pytest.mark.figure
def test_days_moments_and_ids_are_never_taken_for_personal_data(figure: Callable[..., None]) -> None:
    tried = list(_harmless(random.Random(SEED)))
    blamed = [(text, kinds_in(text)) for text in tried if kinds_in(f"见 {text} 的记录")]
    assert len(tried) == 25_000
    assert blamed == []
    figure("privacy-false-alarms", tried=len(tried), failed=0)
