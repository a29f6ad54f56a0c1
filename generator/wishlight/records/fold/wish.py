"""A wish on a day: who has it, since when, by when, and whether a deadline has passed."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wishlight.records.board.model import Board
from wishlight.records.fold.engine import ClaimRun, Run, run_history
from wishlight.records.lifecycle.wish import CLAIM_HELD
from wishlight.records.model import Record

_TAKING = ("claimed", "pledged", "accepted", "queued", "transferred")


class ClaimState(NamedTuple):
    """One claim on a wish. Days are when things happened; `due` is the day by which the next step is promised."""

    wish: str
    claim: str
    person: str
    team: str | None
    qty: int
    state: str
    queued_on: date | None
    claimed_on: date | None
    introduced_on: date | None
    delivered_on: date | None
    confirmed_on: date | None
    ended_on: date | None
    due: date | None
    extended_until: date | None
    offered_until: date | None
    done: str | None
    minutes: int | None
    cost_fen: int | None
    confirmer: str | None
    confirmed_at: str | None
    revoked: bool
    """Reopened by the claimer's fault: its minutes earn nothing."""


class WishState(NamedTuple):
    """A wish derived at a day. `status` is what people see; `state` is the record's own; `late_since` the first day overdue."""

    wish: str
    state: str
    status: str
    submitted_on: date | None
    published_on: date | None
    claimed_on: date | None
    introduced_on: date | None
    delivered_on: date | None
    fulfilled_on: date | None
    ended_on: date | None
    end_reason: str | None
    end_to: str | None
    needs: int
    taken: int
    confirmed: int
    open_places: int
    waiting: int
    next_due: date | None
    next_step: str | None
    late_since: date | None
    claims: tuple[ClaimState, ...]


def fold_wish(record: Record, board: Board, as_of: date) -> WishState:
    """The wish as it stood at the end of `as_of`. Raises UnknownYearError where a deadline falls in a year without holidays."""
    run = run_history(record, as_of)
    needs = record.head.get("needs", 1)
    claims = tuple(_claim_state(record, claim, board, as_of) for claim in run.claims.values())
    held = [c for c in claims if c.state in CLAIM_HELD]
    taken = min(needs, sum(c.qty for c in held))
    confirmed = min(needs, sum(c.qty for c in held if c.state == "confirmed"))
    delivered = min(needs, sum(c.qty for c in held if c.state in ("delivered", "confirmed")))
    status = _status(run.state, needs, taken, delivered, confirmed)
    end = run.last("declined", "referred", "merged", "closed", "redirected")
    due, step = _next_due(record, run, claims, board, status)
    return WishState(
        wish=record.id,
        state=run.state,
        status=status,
        submitted_on=run.day_of("submitted"),
        published_on=run.day_of("published"),
        claimed_on=run.day_of("claimed", "pledged", "accepted"),
        introduced_on=run.day_of("introduced"),
        delivered_on=run.day_of("delivered"),
        fulfilled_on=max((c.confirmed_on for c in held if c.confirmed_on), default=None) if status == "fulfilled" else None,
        ended_on=end.on if end else None,
        end_reason=end.data.get("reason") if end else None,
        end_to=(end.data.get("to") or end.data.get("into")) if end else None,
        needs=needs,
        taken=taken,
        confirmed=confirmed,
        open_places=needs - taken if run.state == "open" else 0,
        waiting=sum(c.state in ("queued", "offered") for c in claims),
        next_due=due,
        next_step=step,
        late_since=_find_late(due, as_of),
        claims=claims,
    )


def stand_back(state: WishState, as_of: date) -> WishState:
    """The wish as it stood at the end of an earlier day since which no entry was recorded: it may not have been late yet."""
    return state._replace(late_since=_find_late(state.next_due, as_of))


def _find_late(due: date | None, as_of: date) -> date | None:
    return due if due and due < as_of else None


def _status(state: str, needs: int, taken: int, delivered: int, confirmed: int) -> str:
    if confirmed >= needs and state in ("open", "closed"):
        return "fulfilled"
    if state != "open":
        return state
    if delivered >= needs:
        return "delivered"
    return "claimed" if taken >= needs else "open"


def _claim_state(record: Record, claim: ClaimRun, board: Board, as_of: date) -> ClaimState:
    taking = claim.last(*_TAKING) or claim.entries[0]
    confirmed = claim.last("confirmed")
    delivered = claim.last("delivered")
    ended = claim.last("released", "lapsed", "turned_down", "passed", "reopened")
    introduced = claim.last("introduced")
    took = claim.last("claimed", "pledged", "accepted", "transferred")
    extended = claim.last("extension_granted")
    offer = claim.last("offered")
    worker = delivered or taking
    transferred = claim.last("transferred")
    person = transferred.data["to"] if transferred else claim.entries[0].person
    return ClaimState(
        wish=record.id,
        claim=claim.id,
        person=person,
        team=(transferred or claim.entries[0]).data.get("team"),
        qty=(delivered.data.get("qty") if delivered else None) or claim.entries[0].data.get("qty", 1),
        state=claim.state,
        queued_on=first.on if (first := claim.first("queued")) else None,
        claimed_on=first.on if (first := claim.first("claimed", "pledged", "accepted")) else None,
        introduced_on=introduced.on if introduced else None,
        delivered_on=delivered.on if delivered else None,
        confirmed_on=confirmed.on if confirmed and claim.state == "confirmed" else None,
        ended_on=ended.on if ended else None,
        due=claim_due(record, claim, board, took.on if took else None, introduced.on if introduced else None),
        extended_until=date.fromisoformat(extended.data["until"]) if extended else None,
        offered_until=date.fromisoformat(offer.data["until"]) if offer and claim.state == "offered" else None,
        done=confirmed.data["done"] if confirmed else None,
        minutes=(confirmed.data.get("minutes") if confirmed else None) or worker.data.get("minutes"),
        cost_fen=worker.data.get("cost_fen"),
        confirmer=confirmed.by if confirmed else None,
        confirmed_at=confirmed.data["recorded_at"] if confirmed else None,
        revoked=any(e.event == "reopened" and e.data.get("fault") == "claimer" for e in claim.entries),
    )


def claim_due(record: Record, claim: ClaimRun, board: Board, took: date | None, introduced: date | None) -> date | None:
    """The day the next step of a claim is promised for: introduction, delivery or confirmation."""
    if took is None or claim.state not in ("claimed", "pledged", "introduced", "delivered"):
        return None
    add = board.calendar.add_working_days
    if claim.state == "delivered":
        handed_over = claim.last("delivered") or claim.entries[-1]
        return add(handed_over.on, board.rules.at("confirm_days", handed_over.on))
    extended = claim.last("extension_granted")
    if extended and (latest := claim.last("claimed", "accepted", "transferred", "pledged")) and extended.n > latest.n:
        return date.fromisoformat(extended.data["until"])
    if record.head["place"] == "home" and introduced is None:
        return add(took, board.rules.at("introduce_days", took))
    start = max(took, introduced) if introduced else took
    return add(start, board.rules.at(f"deliver_days_{record.head['kind'].replace('-', '_')}", start))


def _next_due(record: Record, run: Run, claims: tuple[ClaimState, ...], board: Board, status: str) -> tuple[date | None, str | None]:
    if status == "submitted" and (on := run.day_of("submitted")):
        return board.calendar.add_working_days(on, board.rules.at("review_days", on)), "publish"
    waiting_for = [(c.due, _next_step(record, c)) for c in claims if c.due]
    if status == "open" and (on := run.day_of("published")):
        waiting_for.append((board.calendar.add_working_days(on, board.rules.at(f"wait_days_{record.head['urgency']}", on)), "claim"))
    if status in ("open", "claimed", "delivered") and waiting_for:
        due, step = min(waiting_for)
        return due, step
    return None, None


def _next_step(record: Record, claim: ClaimState) -> str:
    if claim.state == "delivered":
        return "confirm"
    extended = claim.extended_until is not None and claim.due == claim.extended_until
    return "introduce" if record.head["place"] == "home" and claim.introduced_on is None and not extended else "deliver"
