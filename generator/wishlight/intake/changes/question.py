"""A question, an appeal, or the wish that something be removed; nothing private is repeated in it."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft, put_text
from wishlight.intake.desk import DeclinedError, Desk

EVENTS = {"question": "questioned", "appeal": "appealed", "removal": "questioned"}


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry on the record that is questioned. Raises DeclinedError for an entry that does not exist."""
    case = desk.find(answers["record"])
    event, kind = EVENTS[answers["what"]], case.record.kind
    if answers.get("entry", 1) > len(case.record.history):
        raise DeclinedError("no-entry", record=case.record.id, entry=answers["entry"])
    # What should be removed may be in the sender's own words as well, so a removal carries none of them.
    text = {} if answers["what"] == "removal" else put_text(kind, event, answers.get("why"))
    entry = {"event": event, "entry": answers.get("entry"), **text}
    return Draft(kind, case.record.id, None, (entry,), case.record.head["area"])
