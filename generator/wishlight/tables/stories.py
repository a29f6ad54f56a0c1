"""Which fulfilled wishes are told as stories: it follows from a rule, not from anyone's taste.

A wish is told when it was fulfilled without ever being reopened, its category is not sensitive, nobody called back said that
it was not solved, and the note of its delivery is long enough to tell something.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fold import WishState, run_history
from wishlight.records.model import Record

LEAST_SIGNS = 18
"""A shorter note is a remark and not a story."""

TAKES_AWAY = ("reopened", "appealed", "redacted", "questioned")
"""A record with one of these is left in peace."""


class Chosen(NamedTuple):
    """A wish whose story is told: the note, and who delivered when."""

    record: Record
    note: str
    person: str
    team: str | None
    day: date


def choose_story(record: Record, state: WishState, board: Board) -> Chosen | None:
    """The story of a wish; None where there is none to be told."""
    if state.status != "fulfilled" or state.fulfilled_on is None or not any(len(str(e.data.get("note", ""))) >= LEAST_SIGNS for e in record.history):
        return None
    category = board.lists["wish_categories"].get(record.head["category"])
    if category is not None and category.extra.get("sensitive") == "yes":
        return None
    run = run_history(record)
    spoiled = any(e.event in TAKES_AWAY or e.data.get("solved") == "no" for e in run.entries)
    delivered = [e for e in run.entries if e.event == "delivered" and len(str(e.data.get("note", ""))) >= LEAST_SIGNS]
    if spoiled or not delivered:
        return None
    told = delivered[-1]
    claim = next((claim for claim in state.claims if claim.claim == told.claim), None)
    if claim is None or claim.state != "confirmed":
        return None
    return Chosen(record, str(told.data["note"]), claim.person, claim.team, state.fulfilled_on)
