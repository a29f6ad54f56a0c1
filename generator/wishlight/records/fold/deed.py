"""A deed on a day: its stage, its money and how late it is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fold.engine import Run, run_history
from wishlight.records.model import Record


class DeedState(NamedTuple):
    """A deed derived at a day. Money is in fen; `budget_fen` includes approved variations, `planned_fen` does not.

    `vote` is the outcome of the newest count: passed, failed or no-quorum; None before any.
    """

    deed: str
    state: str
    status: str
    proposed_on: date | None
    approved_on: date | None
    started_on: date | None
    completed_on: date | None
    accepted_on: date | None
    ended_on: date | None
    end_reason: str | None
    seconds: int
    rounds: int
    vote: str | None
    objections: int
    percent: int
    planned_fen: int
    varied_fen: int
    budget_fen: int
    funded_fen: int
    spent_fen: int
    next_due: date | None
    late_since: date | None
    days_late: int


def fold_deed(record: Record, board: Board, as_of: date) -> DeedState:
    """The deed as it stood at the end of `as_of`."""
    run = run_history(record, as_of)
    planned = sum(line["fen"] for line in record.head.get("budget", ()))
    varied = _sum(run, "varied")
    vote = vote_outcome(run)
    status = "no-quorum" if run.state == "tallied" and vote == "no-quorum" else run.state
    end = run.last("declined", "cancelled")
    due = date.fromisoformat(record.head["due"]) if "due" in record.head else None
    completed = last.on if (last := run.last("completed")) else None
    closed = completed or (end.on if end else None)
    late = bool(due and run.state not in ("new", "proposed", "declined", "cancelled") and (closed or as_of) > due)
    return DeedState(
        deed=record.id,
        state=run.state,
        status=status,
        proposed_on=run.day_of("proposed"),
        approved_on=run.day_of("approved"),
        started_on=run.day_of("started"),
        completed_on=completed,
        accepted_on=run.day_of("accepted"),
        ended_on=end.on if end else None,
        end_reason=(end.data.get("reason") or end.data.get("why")) if end else None,
        seconds=sum(e.data.get("count", 1) for e in run.entries if e.event == "seconded"),
        rounds=sum(e.event == "roll" for e in run.entries),
        vote=vote,
        objections=sum(e.event == "objected" for e in run.entries),
        percent=_percent(run),
        planned_fen=planned,
        varied_fen=varied,
        budget_fen=planned + varied,
        funded_fen=_sum(run, "funded"),
        spent_fen=_sum(run, "spent"),
        next_due=due if due and not closed else None,
        late_since=due if late and not closed else None,
        days_late=((closed or as_of) - due).days if due and late else 0,
    )


def vote_outcome(run: Run) -> str | None:
    """passed, failed or no-quorum by the newest roll and its count; None before a count.

    Abstentions and void ballots count for the quorum and not for the threshold, as residents' councils count them.
    """
    roll, tally = run.last("roll"), run.last("tallied")
    if roll is None or tally is None or tally.n < roll.n:
        return None
    cast = sum(tally.data[key] for key in ("votes_for", "votes_against", "abstain", "void"))
    if cast * 1000 < roll.data["count"] * roll.data["quorum"]:
        return "no-quorum"
    valid = tally.data["votes_for"] + tally.data["votes_against"]
    return "passed" if tally.data["votes_for"] * 1000 > valid * roll.data["threshold"] else "failed"


def _sum(run: Run, event: str) -> int:
    return sum(e.data["fen"] for e in run.entries if e.event == event)


def _percent(run: Run) -> int:
    if run.state in ("completed", "inspected", "accepted"):
        return 100
    progress = run.last("progressed", "reworked")
    return int(progress.data.get("percent", 90)) if progress else 0
