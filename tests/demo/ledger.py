"""Who may take one more wish: the script keeps the board's own caps while it hands wishes out."""

from __future__ import annotations

import random
from datetime import date

from .cast import WEIGHTS, Volunteer, community_of, volunteers


def cap_on(day: date) -> int:
    """Open claims one person may hold, as rules.yml says."""
    return 4 if day >= date(2026, 6, 1) else 3


def may_take(person: Volunteer, start: date, end: date) -> bool:
    """Whether another claim over these days stays within the caps on every day, also of the newcomer's first one."""
    if person.joined >= start or (person.gone and end >= person.gone):
        return False
    spans = sorted([*person.busy, (start, end, True)])
    for since, _, _ in spans:
        held = sum(s <= since <= e for s, e, _ in spans)
        proven = any(e < since and good for _, e, good in spans)
        if held > (cap_on(since) if proven else 1):
            return False
    return True


def take(person: Volunteer, start: date, end: date, *, good: bool = True) -> Volunteer:
    """Write a claim down in a person's calendar; `good` once it ends in a confirmed delivery."""
    person.busy.append((start, end, good))
    person.used += 1
    return person


def find_taker(
    area: str, skill: str | None, start: date, end: date, chance: random.Random, spread: bool, *, good: bool = True
) -> Volunteer:
    """Someone free with the skill, near by if possible; `spread` prefers people who have not had a turn."""
    people = [p for p in volunteers().values() if WEIGHTS[p.rank] and may_take(p, start, end)]
    skilled = [p for p in people if skill is None or skill in p.skills] or people
    near = [p for p in skilled if p.area == community_of(area)] or skilled
    if not near:
        raise ValueError(f"nobody is free for {area} on {start}")
    weights = [(2 if spread else WEIGHTS[p.rank]) / (1 + p.used) ** (2 if spread else 0.5) for p in near]
    return take(chance.choices(near, weights)[0], start, end, good=good)
