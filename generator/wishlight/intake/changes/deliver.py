"""A delivery, by the one who claimed."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft, split_columns
from wishlight.intake.changes.proposing import columns_of
from wishlight.intake.desk import Desk, find_claim
from wishlight.records.lifecycle import list_steps


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry of a delivery. Raises DeclinedError."""
    case = desk.find(answers["record"], "wish")
    move = find_claim(case, desk.actor, list_steps("wish")["delivered"].before)
    columns = split_columns(columns_of("deliver"), answers, "entry")
    entry = {"event": "delivered", "claim": move.claim, **columns, "helpers": answers.get("helpers")}
    return Draft("wish", case.record.id, None, (entry,), case.record.head["area"])
