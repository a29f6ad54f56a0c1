"""What the board itself does as time passes: takes back what lapsed, offers the free place to who waits, ends old offers, reminds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from wishlight.intake.change import Draft, write_change
from wishlight.intake.changes.claiming import count_free
from wishlight.intake.desk import Source
from wishlight.intake.workspace import Workspace
from wishlight.records.board.days import UnknownYearError
from wishlight.records.case import Case, Move, make_case
from wishlight.records.fold.wish import ClaimState, WishState, fold_wish
from wishlight.records.model import Record

CARRIED = ("claimed", "pledged", "introduced")


class Reminder(NamedTuple):
    """A claim whose deadline is near, and the issue by which it was made."""

    issue: int
    record: str
    claim: str
    due: date


def do_upkeep(space: Workspace) -> None:
    """Grant every step that is due. A step the judge would refuse is left for a person."""
    for id in sorted(id for id, record in space.records.items() if record.kind in ("wish", "action")):
        for _ in range(len(space.records[id].history) + 1):
            step = next(_list_steps(space, space.records[id]), None)
            if step is None:
                break
            desk = space.desk("", Source("form"))
            change = write_change(Draft(space.records[id].kind, id, None, ({"actor": "board", **step},)), desk)
            if not space.try_grant(change, desk):
                break


def list_reminders(space: Workspace) -> list[Reminder]:
    """Claims made by form whose deadline is at most `reminder_days` working days away."""
    today = space.now.astimezone(space.board.zone).date()
    found = []
    for record in space.records.values():
        state = _fold(space, record, today)
        for claim in state.claims if state else ():
            if claim.state in CARRIED and claim.due and claim.due >= today and _is_near(space, claim.due, today):
                issue = _issue_of(record, claim.claim)
                found += [Reminder(issue, record.id, claim.claim, claim.due)] if issue else []
    return sorted(found)


def _list_steps(space: Workspace, record: Record) -> Iterator[dict[str, object]]:
    today = space.now.astimezone(space.board.zone).date()
    case = make_case(record)
    newest = {move.claim: move for move in case.moves}
    for claim in _list_lapsed(space, record, today):
        yield {"event": "lapsed", "claim": claim.claim, "happened_on": _when(space, claim, today)}
    for move in newest.values():
        if move.after == "offered" and date.fromisoformat(move.entry.data["until"]) < today:
            yield {"event": "passed", "claim": move.claim}
    if _takes_people(space, case, today):
        first = next((move for move in _queue(newest) if move.after == "queued"), None)
        if first and first.qty <= count_free(case):
            days = -(-int(space.board.rules.at("offer_hours", today)) // 24)
            yield {"event": "offered", "claim": first.claim, "until": (today + timedelta(days=days)).isoformat()}


def _list_lapsed(space: Workspace, record: Record, today: date) -> Iterator[ClaimState]:
    state = _fold(space, record, today)
    for claim in state.claims if state else ():
        if claim.state not in CARRIED or claim.due is None:
            continue
        if record.head.get("place") == "home" and claim.introduced_on is None:
            continue  # the claimer waits for the board, not the board for the claimer
        try:
            grace = space.board.calendar.add_working_days(claim.due, space.board.rules.at("grace_days", claim.due))
        except UnknownYearError:
            continue
        if today > grace:
            yield claim


def _fold(space: Workspace, record: Record, today: date) -> WishState | None:
    if record.kind != "wish":
        return None
    try:
        return fold_wish(record, space.board, today)
    except UnknownYearError:
        return None


def _when(space: Workspace, claim: ClaimState, today: date) -> str | None:
    """The deadline, unless it lies further back than an entry may say; then the step counts from its record."""
    oldest = today - timedelta(days=space.board.rules.at("late_entry_days", today))
    return claim.due.isoformat() if claim.due and claim.due >= oldest else None


def _is_near(space: Workspace, due: date, today: date) -> bool:
    try:
        return bool(space.board.calendar.count_working_days(today, due) <= space.board.rules.at("reminder_days", today))
    except UnknownYearError:
        return False


def _queue(newest: dict[str, Move]) -> list[Move]:
    return sorted(newest.values(), key=lambda move: move.entry.n)


def _takes_people(space: Workspace, case: Case, today: date) -> bool:
    if case.run.state != "open":
        return False
    return case.record.kind == "wish" or str(case.record.head["starts"])[:10] >= today.isoformat()


def _issue_of(record: Record, claim: str) -> int | None:
    return next((e.data["source_issue"] for e in record.history if e.claim == claim and "source_issue" in e.data), None)
