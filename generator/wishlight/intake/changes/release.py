"""Giving back: a claim, a sign-up, the consent to be named, or the whole membership."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft, put_text
from wishlight.intake.desk import DeclinedError, Desk, find_claim
from wishlight.records.lifecycle import list_steps

EVENTS = {"wish": "released", "action": "left"}
OWN = {"consent": "withdrew", "board": "left"}


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry by which something is given back. Raises DeclinedError."""
    what = answers["what"]
    if what in OWN:
        return _leave(OWN[what], answers, desk)
    if "record" not in answers:
        raise DeclinedError("which-record")
    case = desk.find(answers["record"])
    kind = case.record.kind
    if kind not in EVENTS:
        raise DeclinedError("wrong-kind", record=case.record.id)
    event = EVENTS[kind]
    move = find_claim(case, desk.actor, list_steps(kind)[event].before)
    entry = {"event": event, "claim": move.claim, **put_text(kind, event, answers.get("why"))}
    return Draft(kind, case.record.id, None, (entry,), case.record.head["area"])


def _leave(event: str, answers: Answers, desk: Desk) -> Draft:
    person = desk.actor
    if person not in desk.records:
        raise DeclinedError("not-joined")
    entry = {"event": event, **put_text("person", event, answers.get("why"))}
    return Draft("person", person, None, (entry,), desk.records[person].head["area"])
