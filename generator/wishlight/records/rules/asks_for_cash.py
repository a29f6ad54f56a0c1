"""No wish asks for money: the board moves none, and a person in need of it is referred to a charity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context
from wishlight.records.model import Entry

KINDS = ("wish",)
EVENTS = ("published",)
# A wish to learn how to send a red packet by phone is none for money, so a verb of giving must stand close before the word.
ASKS = re.compile(r"(?:想要|需要|希望有|希望得到|求|借|资助|捐|发给|给我|补助)[^。，,；;！!]{0,6}(?:现金|红包|转账|[0-9一二三五十百千]+ ?元|钱)(?!包)")
ASKS_EN = re.compile(r"\b(?:want|need|give|lend|send|wish for)s?\b[^.,;!]{0,20}\b(?:cash|money|red packet)\b", re.IGNORECASE)


def check_entry(case: Case, entry: Entry, context: Context) -> Iterator[Finding]:
    for key in ("title", "story"):
        text = case.record.head.get(key, "")
        found = ASKS.search(text) or ASKS_EN.search(text)
        if found:
            yield case.find_head(key, text=found[0])
