"""First claimers who did not come through: some say so, of some the board takes the claim back."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from .book import Book, Draft
from .clock import after, evening, forward, moment, working_days
from .ledger import find_taker

_ODDS = 0.12


def give_back(book: Book, draft: Draft, at: datetime, chance: random.Random) -> datetime | None:
    """Perhaps a first claim that comes to nothing; when the wish was free again, or None when there was no such claim."""
    if chance.random() > _ODDS or draft.head["urgency"] == "urgent":
        return None
    way, why = next(book.given_back, ("", ""))
    if not way or (way == "lapsed" and draft.head["place"] != "home"):
        return None
    claimed = after(evening(forward(at.date(), chance.randint(0, 3)), chance), at, chance)
    freed = _lapse_time(claimed) if way == "lapsed" else evening(forward(claimed.date(), chance.randint(1, 2)), chance)
    person = find_taker(draft.head["area"], None, claimed.date(), freed.date(), chance, True, good=False)
    draft.add(claimed, "claimed", person.id, claim="c1", qty=1, source_issue=book.issue(claimed.date()))
    if way == "lapsed":
        draft.add(freed, "lapsed", "board", claim="c1", on=working_days().add_working_days(claimed.date(), 3))
    else:
        freed = after(freed, claimed, chance)
        draft.add(freed, "released", person.id, claim="c1", why=why)
    return freed


def _lapse_time(claimed: datetime) -> datetime:
    """The night after the days for an introduction and the days of grace are over."""
    calendar = working_days()
    grace = calendar.add_working_days(calendar.add_working_days(claimed.date(), 3), 2)
    return moment(grace + timedelta(days=1), 2, 5)
