"""Asking for more time on one's claim."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft
from wishlight.intake.desk import Desk, find_claim
from wishlight.records.lifecycle import list_steps


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry that asks; a post answers it. Raises DeclinedError."""
    case = desk.find(answers["record"], "wish")
    move = find_claim(case, desk.actor, list_steps("wish")["extension_asked"].before)
    entry = {"event": "extension_asked", "claim": move.claim, "until": answers["until"], "why": answers["why"]}
    return Draft("wish", case.record.id, None, (entry,), case.record.head["area"])
