"""When a record's state turns by itself: the day on which the same history adds up to something else."""

from __future__ import annotations

from datetime import date, timedelta

from wishlight.records.fold.action import ActionState
from wishlight.records.fold.deed import DeedState
from wishlight.records.fold.person import PersonState
from wishlight.records.fold.wish import WishState


def find_turn(state: WishState | ActionState | DeedState | PersonState | None, as_of: date) -> date | None:
    """The next day after `as_of`, of which the state is, on which the state may be another one though nobody adds an entry; None where no
    day changes it. An open record becomes late on the day after it was due, and a late deed is counted as a day later every day.
    """
    match state:
        case WishState(late_since=None, next_due=date() as due):
            return due + timedelta(days=1)
        case ActionState(state="open" | "held", late_since=None):
            return state.ends.date() + timedelta(days=1)
        case DeedState(next_due=date() as due):
            return max(due, as_of) + timedelta(days=1)
    return None
