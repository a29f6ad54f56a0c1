"""What claims and sign-ups share: a place where one is free, else a place in the line."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft
from wishlight.intake.desk import Desk, next_claim
from wishlight.records.case import Case
from wishlight.records.lifecycle import KINDS


def take_place(kind: str, event: str, size: str, answers: Answers, desk: Desk) -> Draft:
    """Take `answers[size]` places of a record, or queue for them; who has an offer takes that up. Raises DeclinedError."""
    case = desk.find(answers["record"], kind)
    if offer := find_offer(case, desk.actor):
        entry: dict[str, object] = {"event": "accepted", "claim": offer, "note": answers.get("note")}
        return Draft(kind, case.record.id, None, (entry,), case.record.head["area"])
    size_column = {size: answers[size]} if size in answers else {}
    free = count_free(case)
    chosen = event if answers.get(size, 1) <= free and not has_queue(case) else "queued"
    rest = {"team": answers.get("team"), "note": answers.get("note")}
    entry = {"event": chosen, "claim": next_claim(case), **size_column, **rest}
    return Draft(kind, case.record.id, None, (entry,), case.record.head["area"])


def find_offer(case: Case, person: str) -> str | None:
    """The claim by which a place is on offer to a person, if there is one."""
    newest = {move.claim: move for move in case.moves}
    return next((move.claim for move in newest.values() if move.person == person and move.after == "offered"), None)


def count_free(case: Case) -> int:
    """How many places of a wish or action nobody holds, those on offer to someone in the line not counted."""
    newest = {move.claim: move for move in case.moves}
    held = (*KINDS[case.record.kind].CLAIM_HELD, "offered")
    places = case.record.head.get("needs", 1) if case.record.kind == "wish" else case.record.head["capacity"]
    return int(places) - sum(move.qty for move in newest.values() if move.after in held)


def has_queue(case: Case) -> bool:
    """Whether someone waits already: nobody passes the line."""
    newest = {move.claim: move for move in case.moves}
    return any(move.after == "queued" for move in newest.values())
