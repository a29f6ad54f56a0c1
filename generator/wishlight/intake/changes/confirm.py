"""A confirmation, by a post for the resident."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft, split_columns
from wishlight.intake.changes.proposing import columns_of
from wishlight.intake.desk import DeclinedError, Desk


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry of a confirmation. Raises DeclinedError where it is not clear of which delivery."""
    case = desk.find(answers["record"], "wish")
    waiting = [claim for claim, move in {move.claim: move for move in case.moves}.items() if move.after == "delivered"]
    claim = answers.get("claim") or (waiting[0] if len(waiting) == 1 else None)
    if claim not in waiting:
        rule = "which-claim" if len(waiting) > 1 else "nothing-delivered"
        raise DeclinedError(rule, record=case.record.id, claims="、".join(waiting))
    columns = split_columns(columns_of("confirm"), answers, "entry")
    return Draft("wish", case.record.id, None, ({"event": "confirmed", **columns, "claim": claim},), case.record.head["area"])
