"""A deed's progress or a payment, by the post in charge."""

from __future__ import annotations

from wishlight.intake.change import Answers, Draft, put_text, split_columns
from wishlight.intake.changes.proposing import columns_of
from wishlight.intake.desk import DeclinedError, Desk
from wishlight.records.lifecycle import list_steps


def make(answers: Answers, desk: Desk) -> Draft:
    """The entry of a step: only what that step carries is taken over. Raises DeclinedError where something it needs is missing."""
    case = desk.find(answers["record"], "deed")
    event = answers["what"]
    step = list_steps("deed")[event]
    given = split_columns(columns_of("progress"), answers, "entry")
    text = put_text("deed", event, given.pop("why", None))
    columns = {name: value for name, value in given.items() if name in (*step.needs, *step.may, "happened_on")}
    missing = [name for name in step.needs if name not in columns and name not in text]
    if missing:
        raise DeclinedError("details-missing", record=case.record.id, fields=missing)
    return Draft("deed", case.record.id, None, ({"event": event, **columns, **text},), case.record.head["area"])
