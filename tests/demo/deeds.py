"""Deeds: each row climbs the same ladder, from a neighbour's proposal to acceptance, as far as its flow says and with its own mishaps."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from .book import Book, Draft
from .cast import community_of, station_letter, volunteers, worker_of
from .clock import LAST, day_of, dice, forward, office_after, working_days
from .texts import read_rows
from wishlight.records.ids import make_id

LADDER = ("proposed", "seconded", "deliberated", "voting", "tallied", "publicised", "approved", "funded", "contracted", "started", "completed", "inspected", "accepted")
_COUNCIL = {"xinghu": "post:c1", "heye": "post:c2", "songyuan": "post:c3"}
_SUPERVISORS = {"xinghu": ["post:s1", "post:s2"], "heye": ["post:s3", "post:s4"], "songyuan": ["post:s5", "post:s6"]}
_GAPS = {"seconded": (1, 4), "deliberated": (3, 9), "voting": (2, 6), "tallied": (4, 9), "publicised": (1, 2), "funded": (2, 7), "contracted": (4, 10), "started": (3, 9)}


class Done(Exception):
    """The deed has got as far as its row says, or as the demo's last day lets it."""


@dataclass
class Deed:
    """A deed while it is told."""

    row: list[str]
    draft: Draft
    chance: random.Random
    words: list[str]
    ways: dict[str, str]
    notes: dict[str, str]
    at: datetime

    @property
    def desk(self) -> str:
        """The post that keeps the record: the council's convener."""
        return _COUNCIL[community_of(self.row[2])]

    @property
    def quick(self) -> bool:
        """A small thing agreed on by one staircase."""
        return "quick" in self.words

    def add(self, event: str, wait: int, by: str = "", **columns: Any) -> int:
        """The next step, some days on. Raises Done when that would be after the demo's last day."""
        self.at = office_after(forward(self.at.date(), wait), self.at, self.chance)
        if self.at.date() > LAST:
            raise Done
        return self.draft.add(self.at, event, by or self.desk, note=self.notes.pop(event, None), **columns)


def tell_deeds(book: Book) -> None:
    """All rows, in the order of their proposals."""
    for row in read_rows("deeds.txt"):
        from .deed_steps import climb

        deed = _start(book, row + [""] * (10 - len(row)))
        try:
            climb(deed)
        except Done:
            pass
        book.refs[row[0]] = deed.draft.id
        book.keep(deed.draft, *_stories(deed))


def _start(book: Book, row: list[str]) -> Deed:
    day, chance = day_of(row[1]), dice(f"deed/{row[0]}")
    flow = row[8].split()
    ways = dict(word.split("=", 1) for word in flow if "=" in word)
    notes = dict(part.split("=", 1) for part in row[9].split(";") if "=" in part)
    number = book.slip(f"D{station_letter(row[2])}", day)
    lines = [part.split(":") for part in row[6].split(";")]
    head = {
        "id": make_id("deed", day, f"slip/{number}"),
        "title": row[4],
        "story": row[5],
        "category": row[3],
        "area": row[2],
        "source_channel": "council" if "council" in ways.get("roll", "") else "hall",
        "source_slip": number,
        "budget": [{"line": line, "label": label, "fen": int(yuan) * 100} for line, label, yuan in lines],
    }
    return Deed(row, Draft("deed", head), chance, [w for w in flow if "=" not in w], ways, {k.strip(): v for k, v in notes.items()}, office_after(day, _dawn(day), chance))


def _dawn(day: date) -> datetime:
    from .clock import moment

    return moment(day, 7, 0)


def proposer(deed: Deed) -> str:
    """A neighbour with an opaque id where one lives there, otherwise the grid worker."""
    near = [p for p in volunteers().values() if p.area == community_of(deed.row[2]) and p.rank in "abc" and p.joined < day_of(deed.row[1]) and not p.gone]
    return deed.chance.choice(near).id if near and deed.chance.random() < 0.55 else worker_of(deed.row[2])


def supervisors(deed: Deed) -> list[str]:
    """The residents who look at the finished work."""
    return _SUPERVISORS[community_of(deed.row[2])]


def working_days_on(day: date, count: int) -> date:
    """The day so many working days later."""
    return working_days().add_working_days(day, count)


def days_until(deed: Deed, day: date) -> int:
    """Calendar days from where the deed stands to a day."""
    return max(0, (day - deed.at.date()) // timedelta(days=1))


def _stories(deed: Deed) -> list[str]:
    state = deed.draft.history[-1]["event"]
    names = {"fail": "deed-voted-down", "noquorum": "deed-vote-repeated", "over": "deed-over-budget", "failonce": "deed-inspection-failed-and-reworked", "defect": "deed-warranty-defect", "objection": "deed-objected"}
    found = [names[k] for k in (*deed.words, *deed.ways) if k in names]
    found += ["deed-vote-without-quorum"] if "noquorum" in deed.ways and "only" in deed.words else []
    found += ["deed-residents-own-funds"] if deed.row[7].startswith("owners") and "," not in deed.row[7] else []
    ends = {"inspected": "deed-awaiting-acceptance", "declined": "deed-declined", "paused": "deed-paused", "cancelled": "deed-cancelled"}
    return found + ([ends[state]] if state in ends and "fail" not in deed.words else [])
