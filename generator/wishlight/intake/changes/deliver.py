"""A delivery, by the one who claimed. One that comes after its claim has lapsed still counts where nobody took the place."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft, split_columns
from wishlight.intake.changes.claiming import count_free, has_queue
from wishlight.intake.changes.proposing import columns_of
from wishlight.intake.desk import DeclinedError, Desk, find_claim, next_claim
from wishlight.records.case import Case, Move
from wishlight.records.lifecycle import list_steps
from wishlight.records.model import Row


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry of a delivery, after that of a new claim where the old one has lapsed. Raises DeclinedError."""
    case = desk.find(answers["record"], "wish")
    move = _find(case, desk.actor)
    columns = split_columns(columns_of("deliver"), answers, "entry")
    again = _claim_again(case, move, columns.get("happened_on")) if move.after == "lapsed" else None
    claim = again["claim"] if again else move.claim
    entry = {"event": "delivered", "claim": claim, **columns, "helpers": answers.get("helpers")}
    return Draft("wish", case.record.id, None, (again, entry) if again else (entry,), case.record.head["area"])


def _find(case: Case, person: str) -> Move:
    """The claim that was carried out: one in hand, else the person's newest where that has lapsed. Raises DeclinedError."""
    try:
        return find_claim(case, person, list_steps("wish")["delivered"].before)
    except DeclinedError as declined:
        if declined.values.get("state") != "lapsed":
            raise
    return find_claim(case, person, ("lapsed",))


def _claim_again(case: Case, lapsed: Move, happened: object) -> Row:
    """The claim that a late delivery needs first; dated as the delivery is, for it can't have come before its claim.

    Raises DeclinedError where others wait or hold the place, where a visit needs an introduction, and for a pledge, which names a sum.
    """
    pledged = case.run.claims[lapsed.claim].first("pledged")
    if pledged or case.record.head["place"] == "home" or has_queue(case) or lapsed.qty > count_free(case):
        raise DeclinedError("claim-lapsed", record=case.record.id, claim=lapsed.claim)
    return {"event": "claimed", "claim": next_claim(case), "qty": lapsed.qty if lapsed.qty > 1 else None, "team": lapsed.team, "happened_on": happened}
