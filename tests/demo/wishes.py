"""Ordinary wishes: each row of the tables becomes a record whose days follow from its flow and a seed."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from .book import Book, Draft
from .cast import Volunteer, community_of, hall_of, who, worker_of
from .clock import LAST, after, day_of, dice, evening, forward, office, office_after
from .given_back import give_back
from .ledger import find_taker, may_take, take
from .texts import read_all
from .wish import Wish, read_flow, start_wish
from .wish_defaults import USUAL

_PACE = {"xinghu": 1.0, "heye": 1.3, "songyuan": 2.0}


def tell_wishes(book: Book) -> None:
    """All rows of the tables, oldest first."""
    for row in sorted(read_all("wishes-"), key=lambda row: (row[1], row[0])):
        tell_wish(book, row)


def tell_wish(book: Book, row: list[str]) -> Draft:
    """One row: submitted, published, and then as far as its flow goes."""
    row = row + [""] * (11 - len(row))
    end, days, ways = read_flow(row[8])
    wish = Wish(row, start_wish(book, row, ways), dice(f"wish/{row[0]}"), end, days, ways)
    at = _submit(book, wish)
    if end not in ("submitted", "declined"):
        at = _publish(wish, at)
    if end in ("closed", "declined", "referred"):
        _turn_away(wish, at)
    elif end not in ("submitted", "open"):
        _claim(book, wish, at)
    return book.keep(wish.draft)


def _submit(book: Book, wish: Wish) -> datetime:
    head = wish.draft.head
    day = day_of(wish.row[1])
    if head["source_channel"] == "form":
        writer = find_writer(day, head["area"], wish.chance)
        at = evening(day, wish.chance)
        wish.draft.add(at, "submitted", writer.id)
        return at
    by = hall_of(head["area"]) if head["source_channel"] in ("hall", "phone", "council") else worker_of(head["area"])
    at = office(day, wish.chance)
    wish.draft.add(at, "submitted", by, whose="resident")
    return at


def find_writer(day: date, area: str, chance: random.Random) -> Volunteer:
    """A neighbour with an account who reports something in the shared space; not someone who mends everything themselves."""
    keys = [
        k
        for k in ("wengqs", "fengxt", "yanqc", "bainl", "shisj", "caiyl", "qinsl", "jixc", "cenyy")
        if who(k).joined < day
    ]
    near = [k for k in keys if who(k).area == community_of(area)]
    return who(chance.choice(near or keys))


def _publish(wish: Wish, at: datetime) -> datetime:
    wait = wish.days_for("p", (0, 2)) if wish.ways.get("u") != "urgent" else wish.days.get("p", 0)
    desk = wish.chance.choice(("post:m1", "post:m1", "post:m2"))
    published = office_after(forward(at.date(), wait), at, wish.chance)
    if published.date() > LAST:
        raise ValueError(wish.row[0])
    wish.draft.add(published, "published", desk)
    return published


def _turn_away(wish: Wish, at: datetime) -> None:
    """An end without anybody's claim, with its reason and a sentence on what comes next."""
    if wish.end == "declined":
        del wish.draft.head["story"]
    day = forward(at.date(), wish.days_for("c", (1, 3)))
    told = {"to": wish.ways.get("to"), "reason": wish.ways.get("r"), "note": wish.row[9]}
    wish.draft.add(
        office_after(day, at, wish.chance), wish.end, "post:m2" if wish.end == "closed" else "post:m1", **told
    )


def _claim(book: Book, wish: Wish, at: datetime) -> None:
    freed = give_back(book, wish.draft, at, wish.chance) if wish.end == "done" and wish.days.get("d") != 0 else None
    if freed:
        wish.claim = "c2"
    times = plan_claim(wish, freed or at)
    finished = wish.end == "done"
    person = _pick(wish, times[0].date(), times[3].date() if finished else LAST)
    _write_claim(book, wish, person, times[0])
    if wish.draft.head["place"] == "home" and wish.end in ("done", "introduced", "delivered"):
        wish.draft.add(times[1], "introduced", worker_of(wish.draft.head["area"]), claim=wish.claim)
    if wish.end in ("done", "delivered"):
        _write_delivery(wish, person, times[2])
    if finished:
        _write_end(wish, person, times[3])


def plan_claim(wish: Wish, at: datetime) -> tuple[datetime, datetime, datetime, datetime]:
    """When it is claimed, introduced, delivered and confirmed. What is all done in a day is done in working hours."""
    chance, head, prompt = wish.chance, wish.draft.head, wish.days.get("d") == 0
    usual = (0, round(5 * _PACE[community_of(head["area"])])) if head["urgency"] != "urgent" else (0, 1)
    day = forward(at.date(), max(0, wish.days_for("c", usual)))
    claimed = office_after(day, at, chance) if prompt else after(evening(day, chance), at, chance)
    later = forward(claimed.date(), wish.days.get("i", 0 if wish.days.get("d", 3) <= 1 else chance.randint(0, 1)))
    introduced = office_after(later, claimed, chance) if head["place"] == "home" else claimed
    day = max(forward(claimed.date(), wish.days_for("d", (2, 7))), introduced.date())
    ready = introduced + timedelta(
        minutes=head["minutes"] if head["kind"] != "goods" and head["minutes"] <= 240 else 20
    )
    delivered = after(evening(day, chance), ready, chance)
    if prompt or delivered.hour < 8 or delivered.hour > 20:
        delivered = office_after(day, ready, chance)
    confirmed = office_after(forward(delivered.date(), wish.days_for("f", (0, 3))), delivered, chance)
    return claimed, introduced, delivered, confirmed


def _pick(wish: Wish, start: date, end: date) -> Volunteer:
    if "by" in wish.ways and may_take(who(wish.ways["by"]), start, end):
        return take(who(wish.ways["by"]), start, end, good=wish.end == "done")
    category = wish.draft.head["category"]
    spread = wish.draft.head["kind"] == "goods"
    return find_taker(wish.draft.head["area"], USUAL[category].skill, start, end, wish.chance, spread)


def _write_claim(book: Book, wish: Wish, person: Volunteer, at: datetime) -> None:
    team = person.team_on(at.date()) if wish.chance.random() < 0.45 else None
    if wish.chance.random() < 0.5 or not 8 <= at.hour < 18:
        wish.draft.add(at, "claimed", person.id, claim=wish.claim, qty=1, team=team, source_issue=book.issue(at.date()))
    else:
        wish.draft.add(
            at, "claimed", hall_of(wish.draft.head["area"]), whose=person.id, claim=wish.claim, qty=1, team=team
        )


def _write_delivery(wish: Wish, person: Volunteer, at: datetime) -> None:
    head, chance = wish.draft.head, wish.chance
    minutes = spend_minutes(head["minutes"], chance) if head["kind"] != "goods" else None
    cost = (
        head["value_fen"] - chance.choice((0, 0, 100, 250, 600, 1000))
        if head.get("value_fen", 0) > 3000
        else head.get("value_fen")
    )
    by_hand = chance.random() < 0.4 and 8 <= at.hour < 18 and at.weekday() < 6
    back = chance.randint(1, 2) if by_hand and at.date() - wish.day_of("claimed") > timedelta(days=3) else 0
    wish.draft.add(
        at,
        "delivered",
        hall_of(head["area"]) if by_hand else person.id,
        whose=person.id if by_hand else None,
        on=at.date() - timedelta(days=back),
        claim=wish.claim,
        minutes=minutes,
        cost_fen=cost if head["kind"] == "goods" else None,
        note=wish.row[9],
    )


def spend_minutes(planned: int, chance: random.Random) -> int:
    """The time it took: near the estimate, in fives, seldom exactly it."""
    return max(10, planned + chance.choice((-10, -5, -5, 0, 0, 0, 5, 5))) if planned <= 240 else planned


def _write_end(wish: Wish, person: Volunteer, at: datetime) -> None:
    head, chance = wish.draft.head, wish.chance
    confirmer = (
        hall_of(head["area"]) if chance.random() < 0.4 or head["source_channel"] == "form" else worker_of(head["area"])
    )
    minutes = next((row["minutes"] for row in reversed(wish.draft.history) if "minutes" in row), None)
    wish.draft.add(
        at,
        "confirmed",
        confirmer,
        claim=wish.claim,
        done=wish.ways.get("done", "yes"),
        minutes=minutes,
        note=wish.row[10],
    )
    back = forward(at.date(), chance.randint(1, 12))
    roll = chance.random()
    if roll > 0.62 or back > LAST:
        return
    if roll > 0.53:
        wish.draft.add(
            office(back, chance),
            "called_back",
            hall_of(head["area"]),
            outcome="refused" if roll > 0.6 else "not-reached",
        )
    else:
        solved = "no" if roll < 0.02 else "yes"
        wish.draft.add(office(back, chance), "called_back", hall_of(head["area"]), outcome="reached", solved=solved)
