"""A wish while it is told: its row read, its head begun."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

from wishlight.records.ids import make_id

from .book import Book, Draft
from .cast import station_letter
from .clock import day_of, dice
from .wish_defaults import STOCK, USUAL


@dataclass
class Wish:
    """A wish while its row is told: the draft, the dice, and what the flow says (days, times, ways)."""

    row: list[str]
    draft: Draft
    chance: random.Random
    end: str
    days: dict[str, int]
    ways: dict[str, str]
    claim: str = "c1"

    def days_for(self, step: str, usual: tuple[int, int]) -> int:
        """Days until a step: as the row says, otherwise by chance."""
        return self.days.get(step, self.chance.randint(*usual))

    def day_of(self, event: str) -> date:
        """The day on which an event of this wish happened."""
        row = next(row for row in reversed(self.draft.history) if row["event"] == event)
        return day_of(row.get("happened_on", row["recorded_at"][:10]))


def read_flow(text: str) -> tuple[str, dict[str, int], dict[str, str]]:
    """A flow cell: how the wish ends, days to each step (`c3`), and ways (`pl=hall`)."""
    end, days, ways = "done", {}, {}
    for word in text.split():
        key, equals, value = word.partition("=")
        if equals:
            ways[key] = value
        elif word[0] in "pcidf" and word[1:].isdigit():
            days[word[0]] = int(word[1:])
        else:
            end = word
    return end, days, ways


def start_wish(book: Book, row: list[str], ways: dict[str, str]) -> Draft:
    """The head of a wish from its row."""
    day, area, category, beneficiary, yuan = day_of(row[1]), row[2], row[3], row[4], row[5]
    usual = USUAL[category]
    channel = ways.get("ch") or _channel(row, usual.kind)
    source: dict[str, Any] = {"source_channel": channel}
    if channel == "form":
        source["source_issue"] = book.issue(day)
        key = f"issue/{source['source_issue']}"
    else:
        source["source_slip"] = book.slip(station_letter(area), day)
        key = f"slip/{source['source_slip']}"
    head = {
        "id": make_id("wish", day, key),
        "title": row[6],
        "story": STOCK if usual.sensitive else row[7],
        "category": category,
        "area": area,
        "beneficiary": beneficiary,
        "kind": ways.get("k", usual.kind),
        "place": ways.get("pl", usual.place),
        "minutes": int(ways.get("m", usual.minutes)),
        **({"value_fen": int(yuan) * 100} if yuan else {}),
        **({"needs": int(ways["n"])} if "n" in ways else {}),
        "urgency": ways.get("u", "normal"),
        **source,
    }
    return Draft("wish", head)


def _channel(row: list[str], kind: str) -> str:
    if kind == "public-space":
        return "group"
    if USUAL[row[3]].sensitive:
        return "hall"
    return dice(f"channel/{row[0]}").choice(("hall", "hall", "grid", "grid", "grid", "group", "phone", "council"))
