"""Text made to keep a pattern busy takes time by its length and no more: sixteen times the text, about sixteen times the time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from wishlight.records.privacy import MAX_LENGTH, find_personal_data, normal, patterns
from wishlight.records.privacy.normal import normalise

LENGTH = 100_000
TIMES = 16
MOST = 64.0
"""Times longer for sixteen times the text. A quadratic pattern takes 256 times as long: a busy machine blurs neither."""

PATTERNS = {
    f"{module.__name__.rsplit('.', 1)[1]}.{name}": value
    for module in (patterns, normal)
    for name, value in vars(module).items()
    if isinstance(value, re.Pattern)
}
ATTACKS = {
    "digits": "1",
    "digits with signs": "1-",
    "blanks after a cue": "微信 ",
    "cues": "微信号是QQ号",
    "letters": "a",
    "addresses without an end": "a.b@c",
    "houses": "3号楼2单元",
    "schools": "明德小学",
    "grades": "三年级",
    "Latin names": "Mr Ab ",
    "chinese numerals": "一",
    "plates": "京A",
}


def _time(pattern: re.Pattern[str], text: str) -> float:
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        for _match in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - started)
    return best


@pytest.mark.figure
@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_takes_linear_time(name: str, figure: Callable[..., None]) -> None:
    pattern, slow = PATTERNS[name], {}
    for attack, part in ATTACKS.items():
        text = (part * (LENGTH // len(part) + 1))[:LENGTH]
        starts = text if attack != "blanks after a cue" else "微信" + " " * (LENGTH - 2)
        short, long = _time(pattern, starts[: LENGTH // TIMES]), _time(pattern, starts)
        if long > MOST * max(short, 0.001):
            slow[attack] = (short, long)
    assert slow == {}
    figure("slow-patterns", tried=len(ATTACKS), failed=0, note=f"{LENGTH:,} signs each")


def test_a_quadratic_pattern_would_be_caught() -> None:
    text = "1" * 12_000
    bad = re.compile("1*2")
    assert _time(bad, text) > MOST * _time(bad, text[: len(text) // TIMES])


def test_only_so_much_of_a_text_is_looked_at() -> None:
    hidden = "好" * MAX_LENGTH + "13800138000"
    assert find_personal_data(hidden) == ()
    assert find_personal_data(hidden[11:])
    assert normalise(" " * LENGTH) == " "
