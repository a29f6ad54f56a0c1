"""Texts cut or broken to fit a card, a line or a picture, where nothing measures them but the number of their signs."""

from __future__ import annotations

import re
from itertools import accumulate
from unicodedata import east_asian_width

_ENDS = set("，。；！？、,.;!?")
_PIECE = re.compile(r"[A-Za-z0-9’'.:/_@%+-]+|\s+|.", re.S)
_NEVER_FIRST = set("，。；！？、：）”》」,.;!?:)")

_NEVER_LAST = set("（“《「(")


def measure(text: str) -> int:
    """The width of a text in half signs: a Chinese sign takes two, a Latin one takes one."""
    return sum(map(_width, text))


def shorten(text: str, room: int) -> str:
    """A text that fits in `room` half signs: cut behind a sentence or a clause where that keeps half of it, and marked as cut."""
    if measure(text) <= room:
        return text
    fits = sum(1 for width in accumulate(map(_width, text)) if width <= room - 2)
    ends = [n for n in range(fits // 2, fits + 1) if text[n - 1 : n] in _ENDS]
    return text[: ends[-1] if ends else fits].rstrip() + "…"


def wrap(text: str, room: int) -> list[str]:
    """A text in lines of at most `room` half signs: words stay whole, no line begins with a stop or ends with an opening mark."""
    lines = [""]
    for piece in _PIECE.findall(text):
        full = measure(lines[-1] + piece.rstrip()) > room
        if full and lines[-1] and piece not in _NEVER_FIRST:
            opened = lines[-1][-1] if lines[-1][-1] in _NEVER_LAST and len(lines[-1]) > 1 else ""
            lines[-1] = lines[-1].removesuffix(opened)
            lines.append(opened)
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines if line.strip()]


def _width(sign: str) -> int:
    return 2 if east_asian_width(sign) in "WF" else 1
