"""An action on a day: its date as it now stands, its places, who came."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fold.engine import ClaimRun, run_history
from wishlight.records.lifecycle.action import CLAIM_HELD
from wishlight.records.model import Record
from wishlight.records.shape import parse_moment


class SignupState(NamedTuple):
    """One sign-up. `seats` counts the people of the party; `minutes` are those recorded as attended."""

    action: str
    claim: str
    person: str
    team: str | None
    seats: int
    state: str
    signed_on: date | None
    ended_on: date | None
    minutes: int | None
    recorder: str | None
    recorded_at: str | None


class ActionState(NamedTuple):
    """An action derived at a day. `starts` and `ends` are as last rescheduled or cut short."""

    action: str
    state: str
    status: str
    starts: datetime
    ends: datetime
    proposed_on: date | None
    published_on: date | None
    moved: int
    held_on: date | None
    ended_on: date | None
    end_reason: str | None
    capacity: int
    taken: int
    places_left: int
    waiting: int
    attended: int
    excused: int
    absent: int
    guests: int
    late_since: date | None
    signups: tuple[SignupState, ...]


def fold_action(record: Record, board: Board, as_of: date) -> ActionState:
    """The action as it stood at the end of `as_of`."""
    run = run_history(record, as_of)
    moved = run.last("rescheduled")
    cut = run.last("cut_short")
    starts = parse_moment(moved.data["starts"] if moved else record.head["starts"], board.zone)
    ends = parse_moment((cut or moved).data["ends"] if cut or moved else record.head["ends"], board.zone)  # type: ignore[union-attr]
    signups = tuple(_signup(record, claim) for claim in run.claims.values())
    taken = sum(s.seats for s in signups if s.state in CLAIM_HELD)
    end = run.last("cancelled", "declined")
    guests = run.last("guests")
    status = _status(run.state, starts.date(), ends.date(), taken, record.head["capacity"], as_of)
    return ActionState(
        action=record.id,
        state=run.state,
        status=status,
        starts=starts,
        ends=ends,
        proposed_on=run.day_of("proposed"),
        published_on=run.day_of("published"),
        moved=sum(e.event in ("rescheduled", "postponed") for e in run.entries),
        held_on=starts.date() if run.state in ("held", "reported") else None,
        ended_on=end.on if end else None,
        end_reason=(end.data.get("why") or end.data.get("reason")) if end else None,
        capacity=record.head["capacity"],
        taken=taken,
        places_left=max(0, record.head["capacity"] - taken) if run.state == "open" else 0,
        waiting=sum(s.state in ("queued", "offered") for s in signups),
        attended=sum(s.seats for s in signups if s.state == "attended"),
        excused=sum(s.state == "excused" for s in signups),
        absent=sum(s.state == "absent" for s in signups),
        guests=guests.data["count"] if guests else 0,
        late_since=ends.date() if status == "to-report" else None,
        signups=signups,
    )


def _status(state: str, starts: date, ends: date, taken: int, capacity: int, as_of: date) -> str:
    if state in ("open", "held") and ends < as_of:
        return "to-report"
    if state == "open" and taken >= capacity:
        return "full"
    return state


def _signup(record: Record, claim: ClaimRun) -> SignupState:
    first = claim.entries[0]
    signed = claim.first("signed_up", "reserved", "accepted")
    outcome = claim.last("attended", "absent", "excused")
    ended = claim.last("left", "passed", "excused", "absent", "attended")
    return SignupState(
        action=record.id,
        claim=claim.id,
        person=first.person,
        team=first.data.get("team"),
        seats=first.data.get("party", 1),
        state=claim.state,
        signed_on=signed.on if signed else None,
        ended_on=ended.on if ended else None,
        minutes=outcome.data.get("minutes") if outcome and outcome.event == "attended" else None,
        recorder=outcome.by if outcome else None,
        recorded_at=outcome.data["recorded_at"] if outcome else None,
    )
