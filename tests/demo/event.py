"""An action while it is told."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from .book import Draft
from .cast import COMMUNITIES, Volunteer, community_of, hall_of


@dataclass
class Seat:
    """One sign-up: its claim, whose it is, and how it ended (came, late, excused, absent, left)."""

    claim: str
    person: Volunteer
    at: datetime
    fate: str
    party: int | None = None


@dataclass
class Event:
    """An action while it is told."""

    row: list[str]
    draft: Draft
    chance: random.Random
    words: list[str]
    ways: dict[str, str]
    starts: datetime
    ends: datetime
    reasons: dict[str, Iterator[str]]
    seats: list[Seat] = field(default_factory=list)

    @property
    def post(self) -> str:
        """The post that keeps the list."""
        return hall_of(self.row[2]) if community_of(self.row[2]) in COMMUNITIES else "post:h1"
