"""A deed while it is told, and who has a part in it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from .book import Draft
from .cast import community_of, volunteers, worker_of
from .clock import LAST, day_of, forward, office_after, working_days

LADDER = (
    "proposed",
    "seconded",
    "deliberated",
    "voting",
    "tallied",
    "publicised",
    "approved",
    "funded",
    "contracted",
    "started",
    "completed",
    "inspected",
    "accepted",
)
_COUNCIL = {"xinghu": "post:c1", "heye": "post:c2", "songyuan": "post:c3"}
_SUPERVISORS = {"xinghu": ["post:s1", "post:s2"], "heye": ["post:s3", "post:s4"], "songyuan": ["post:s5", "post:s6"]}


class EndOfStoryError(Exception):
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
        """The next step, some days on. Raises EndOfStoryError when that would be after the demo's last day."""
        self.at = office_after(forward(self.at.date(), wait), self.at, self.chance)
        if self.at.date() > LAST:
            raise EndOfStoryError
        return self.draft.add(self.at, event, by or self.desk, note=self.notes.pop(event, None), **columns)


def proposer(deed: Deed) -> str:
    """A neighbour with an opaque id where one lives there, otherwise the grid worker."""
    near = [
        p
        for p in volunteers().values()
        if p.area == community_of(deed.row[2]) and p.rank in "abc" and p.joined < day_of(deed.row[1]) and not p.gone
    ]
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
