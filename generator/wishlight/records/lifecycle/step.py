"""One row of a lifecycle table: in these states, this event leads to that state."""

from __future__ import annotations

from typing import NamedTuple


class Step(NamedTuple):
    """What an event does, who may record it and which fields it carries.

    `of` is what the event moves: the whole `record`, or one `claim` of it (a claim, a sign-up).
    `before` lists the states it is legal in (of the record or of the claim; empty: any state).
    `after` is the state it leads to; None leaves the state as it is.
    `while_` restricts a claim's event by the record's own state.
    `who` are kinds of actor: person, team, post, resident, board.
    """

    event: str
    of: str = "record"
    before: tuple[str, ...] = ()
    after: str | None = None
    while_: tuple[str, ...] = ()
    who: tuple[str, ...] = ("post",)
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()


ALWAYS = frozenset({"at", "on", "event", "by", "for", "note", "source"})
"""Keys that any entry may carry; `at`, `event` and `by` are needed by the entry schema."""


def correction_steps() -> tuple[Step, ...]:
    """The events that every kind of record shares: mistakes are mended by new entries, never by edits."""
    return (
        Step("amended", needs=("field", "was", "why")),
        Step("annulled", needs=("entry", "why")),
        Step("redacted", needs=("field", "ground"), may=("entry",)),
        Step("questioned", who=("person", "post", "resident"), may=("entry",)),
        Step("answered", may=("entry",)),
        Step("appealed", who=("person", "post", "resident"), may=("entry", "why")),
    )
