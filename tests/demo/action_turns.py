"""What becomes of an action's day: held, rained off, cancelled, cut short, over-subscribed, not yet reported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from .cast import who
from .clock import moment, office_after, stamp
from .event import Event, Seat


def hold(event: Event, starts: datetime, ends: datetime, *, minutes: int | None = None) -> None:
    """The day itself: some take their name back before it, the list is gone through after it."""
    for seat in event.seats:
        if seat.fate == "left":
            at = max(event.draft.last or seat.at, starts - timedelta(hours=event.chance.randint(3, 20)))
            event.draft.add(
                at,
                "left",
                seat.person.id,
                claim=seat.claim,
                why=next(event.reasons["left"], None) if event.chance.random() < 0.6 else None,
            )
    at = office_after(ends.date(), ends + timedelta(minutes=10), event.chance)
    event.draft.add(at, "held", event.post, on=ends.date())
    full = minutes or int((ends - starts).total_seconds() // 60)
    for seat in event.seats:
        if seat.fate != "left":
            at += timedelta(minutes=1)
            _tick(event, seat, at, ends.date(), full)
    _report(event, at + timedelta(minutes=4), ends.date())


def _tick(event: Event, seat: Seat, at: datetime, on: date, full: int) -> None:
    if seat.fate == "absent":
        event.draft.add(at, "absent", event.post, claim=seat.claim, on=on)
    elif seat.fate == "excused":
        why = next(event.reasons["excused"], None) if event.chance.random() < 0.7 else None
        event.draft.add(at, "excused", event.post, claim=seat.claim, on=on, why=why)
    else:
        late = seat.fate == "late"
        spent = full - event.chance.choice((20, 30, 45)) if late else full
        event.draft.add(at, "attended", event.post, claim=seat.claim, minutes=spent, on=on)


def _report(event: Event, at: datetime, on: date) -> None:
    if "g" in event.ways:
        event.draft.add(at, "guests", event.post, count=int(event.ways["g"]), on=on)
    event.draft.add(at + timedelta(minutes=9), "reported", event.post, on=on, note=event.row[10])


def _rain(event: Event) -> None:
    moved = moment(date(2026, 4, 26), 14, 0)
    event.draft.add(event.starts - timedelta(hours=5), "postponed", event.post, why="预报有雷阵雨，颜料见水就花")
    at = event.starts + timedelta(days=2, hours=-4)
    event.draft.add(
        at,
        "rescheduled",
        event.post,
        starts=stamp(moved),
        ends=stamp(moved + timedelta(hours=2)),
        why="改到四月下旬的周日，报过名的不用重报",
    )
    hold(event, moved, moved + timedelta(hours=2))


def _cancel(event: Event) -> None:
    event.draft.add(
        event.starts - timedelta(hours=15), "cancelled", event.post, why="台风蓝色预警，学生不出门，九月再约"
    )


def _cut(event: Event) -> None:
    ends = event.starts + timedelta(minutes=70)
    at = ends + timedelta(minutes=5)
    event.draft.add(at, "cut_short", event.post, ends=stamp(ends), why="打雷了，先让大家回去")
    hold(event, event.starts, ends)


def _wait(event: Event) -> None:
    seats = [seat for seat in event.seats if seat.person.key not in ("linxm", "zhouhe", "hesj")][-2:]
    first = max(event.draft.last or event.starts, event.starts - timedelta(days=6)).replace(hour=9)
    at = max(event.draft.last or first, first) + timedelta(minutes=11)
    queue = _queue(event, at)
    at += timedelta(minutes=50)
    for n, seat in enumerate(seats):
        seat.fate = "left"
        event.draft.add(at, "left", seat.person.id, claim=seat.claim, why=next(event.reasons["left"], None))
        until = at + timedelta(days=2)
        event.draft.add(at + timedelta(minutes=5), "offered", "board", claim=queue[0], until=until.date().isoformat())
        if n == 0:
            event.draft.add(at + timedelta(hours=7), "accepted", _person(event, queue[0]), claim=queue[0])
        else:
            event.draft.add(
                until + timedelta(hours=16),
                "passed",
                "board",
                claim=queue[0],
                on=until.date(),
                note="四十八小时没有回音，顺给下一位",
            )
        queue.pop(0)
        at = max(until, event.draft.last or until) + timedelta(minutes=30)
    event.seats = [seat for seat in event.seats if seat not in seats]
    hold(event, event.starts, event.ends)


def _person(event: Event, claim: str) -> str:
    return next(row["actor"] for row in event.draft.history if row.get("claim") == claim and row["event"] == "queued")


def _queue(event: Event, at: datetime) -> list[str]:
    taken = {seat.person.key for seat in event.seats}
    keys = [k for k in ("qinsl", "mengcx", "haoyue", "wanlj", "fangzy") if k not in taken][:2]
    queue = []
    for n, key in enumerate(keys):
        claim = f"c{len(event.seats) + 1 + n}"
        event.draft.add(at + timedelta(minutes=9 * n), "queued", who(key).id, claim=claim)
        queue.append(claim)
    event.seats.append(Seat(queue[0], who(keys[0]), at, "came"))
    return queue


def _stay(event: Event) -> None:
    """Nothing has been recorded about the day yet."""


TURNS: dict[str, Callable[[Event], None]] = {
    "rain": _rain,
    "cancel": _cancel,
    "cut": _cut,
    "wait": _wait,
    "unreported": _stay,
    "open": _stay,
    "full": _stay,
}
