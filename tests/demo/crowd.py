"""Who comes to an action: the same few nearly always, the host's team often, others now and then."""

from __future__ import annotations

import random
from datetime import date

from .cast import WEIGHTS, Volunteer, community_of, volunteers, who

_REGULAR = {
    "linxm": 0.84,
    "zhouhe": 0.76,
    "hesj": 0.8,
    "shenlu": 0.5,
    "dingsy": 0.26,
    "tangmz": 0.3,
    "yuqh": 0.2,
    "gucy": 0.18,
}
_MISSES = {date(2026, 1, 31), date(2026, 3, 14), date(2026, 4, 18), date(2026, 5, 9), date(2026, 7, 12)}
_TRIES = [date(2026, 2, 8), *sorted(_MISSES)]
_TWICE_LISTED = date(2026, 5, 16)


class Crowd:
    """Remembers who is where on which day, so that nobody is in two places."""

    def __init__(self) -> None:
        self.days: dict[date, set[str]] = {}
        self.opened = date.min

    def gather(
        self, host: str, area: str, opened: date, day: date, wanted: int, room: int, chance: random.Random
    ) -> list[Volunteer]:
        """The people who sign up, in the order they do."""
        self.opened = opened
        found = self._forced(day)
        found += [who(k) for k, often in _REGULAR.items() if chance.random() < often and self._may(who(k), day)]
        mates = [p for p in volunteers().values() if host in p.teams_on(day) and WEIGHTS[p.rank] and p not in found]
        found += [p for p in mates if chance.random() < 0.3 and self._may(p, day)]
        others = [p for p in volunteers().values() if WEIGHTS[p.rank] and p not in found and self._may(p, day)]
        near = [p for p in others if p.area == community_of(area)] or others
        wanted = max(wanted, min(room, len(found) + chance.randint(1, 4)))
        while near and len(found) < wanted:
            weights = [WEIGHTS[p.rank] ** 0.5 for p in near]
            found.append(near.pop(near.index(chance.choices(near, weights)[0])))
        found = found[:room]
        self.days.setdefault(day, set()).update(p.key for p in found)
        chance.shuffle(found)
        return found

    def _forced(self, day: date) -> list[Volunteer]:
        forced = [who("bianfx")] if day in _TRIES else []
        return forced + ([who("ninghx2")] if day == _TWICE_LISTED else [])

    def _may(self, person: Volunteer, day: date) -> bool:
        if person.key == "ninghx" and day == _TWICE_LISTED:
            return False
        here = person.joined < self.opened and not (person.gone and person.gone <= day)
        return here and person.key not in self.days.get(day, set())

    def pupils(self, opened: date) -> list[Volunteer]:
        """The school team's pupils who had joined before the list was opened."""
        return [p for p in volunteers().values() if p.rank == "u" and p.joined < opened]

    def fate(self, person: Volunteer, day: date, chance: random.Random) -> str:
        """How a sign-up ends."""
        if person.key == "bianfx":
            return "absent" if day in _MISSES else "came"
        roll = chance.random()
        if person.key in ("linxm", "zhouhe", "hesj") or person.rank == "u":
            return "excused" if roll < 0.03 else "came"
        if roll < 0.05:
            return "absent"
        return "excused" if roll < 0.1 else "left" if roll < 0.14 else "late" if roll < 0.2 else "came"
