"""A neighbour's second of a deed, an objection to it, or the council's count of a vote."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft, put_text
from wishlight.intake.desk import DeclinedError, Desk

EVENTS = {"second": "seconded", "object": "objected", "tally": "tallied"}
VOTES = ("votes_for", "votes_against", "abstain", "void")


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry on a deed. Raises DeclinedError where a count is not whole."""
    case = desk.find(answers["record"], "deed")
    event = EVENTS[answers["what"]]
    votes = {name: answers[name] for name in VOTES if name in answers} if event == "tallied" else {}
    if event == "tallied" and len(votes) < len(VOTES):
        raise DeclinedError("votes-missing", record=case.record.id)
    if event == "objected" and not answers.get("why"):
        raise DeclinedError("why-missing", record=case.record.id)
    entry = {"event": event, **votes, **put_text("deed", event, answers.get("why"))}
    return Draft("deed", case.record.id, None, (entry,), case.record.head["area"])
