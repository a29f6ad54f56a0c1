"""Actions: who proposed one, who put their name down, who came, and what became of the day."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from wishlight.records.ids import make_id

from .action_turns import TURNS, hold
from .book import Book, Draft
from .cast import station_letter, who
from .clock import FIRST, LAST, day_of, dice, evening, forward, moment, office, office_after, stamp
from .crowd import Crowd
from .event import Event, Seat
from .texts import read_rows


def tell_actions(book: Book) -> None:
    """All rows, in the order of the day they were planned for."""
    crowd = Crowd()
    for row in sorted(read_rows("actions.txt"), key=lambda row: row[1]):
        tell_action(book, crowd, row)


def tell_action(book: Book, crowd: Crowd, row: list[str]) -> None:
    """One row."""
    event = _start(book, row + [""] * (11 - len(row)))
    at = _propose(book, event)
    if "declined" in event.words:
        del event.draft.head["story"]
        event.draft.add(
            office_after(forward(at.date(), 3), at, event.chance),
            "declined",
            "post:m1",
            reason="too-few-hosts",
            note=row[10],
        )
    elif "proposed" not in event.words:
        at = office_after(forward(at.date(), event.chance.randint(0, 2)), at, event.chance)
        event.draft.add(at, "published", event.chance.choice(("post:m1", "post:m2")))
        _fill(book, crowd, event, at)
        _finish(event)
    book.keep(event.draft, *_stories(event))


def _start(book: Book, row: list[str]) -> Event:
    day, hours = row[1].split()
    start, end = (moment(day_of(day), *map(int, part.split(":"))) for part in hours.split("-"))
    chance = dice(f"action/{row[0]}/{day}")
    told = day_of(day) - timedelta(days=chance.randint(11, 19))
    if told > LAST - timedelta(days=2):
        told = LAST - timedelta(days=chance.randint(2, 6))
    told = max(
        told, FIRST, *(forward(day_of(team[3]), 1) for team in read_rows("teams.txt") if row[6] == f"team:{team[0]}")
    )
    told += timedelta(days=told.weekday() == 6)
    team = row[6].startswith("team:")
    number = book.issue(told) if team else book.slip(station_letter(row[2]), told)
    source: dict[str, Any] = {
        "source_channel": "form" if team else "hall",
        "source_issue" if team else "source_slip": number,
    }
    head = {
        "id": make_id("action", told, f"{'issue' if team else 'slip'}/{number}"),
        "title": row[7],
        "story": row[8],
        "category": row[3],
        "area": row[2],
        "place": row[4],
        "starts": stamp(start),
        "ends": stamp(end),
        "capacity": int(row[5]),
        "minutes": int((end - start).total_seconds() // 60),
        **({"newcomer": "yes"} if row[3] == "recruiting" else {}),
        "host": row[6],
        **source,
    }
    words = row[9].split()
    ways = dict(word.split("=") for word in words if "=" in word)
    return Event(row, Draft("action", head), chance, words or ["held"], ways, start, end, book.reasons)


def _propose(book: Book, event: Event) -> datetime:
    year, month, day = (int(event.draft.id[n : n + 2]) for n in (2, 4, 6))
    told = date(2000 + year, month, day)
    if event.row[6].startswith("post:"):
        at = office(told, event.chance)
        event.draft.add(at, "proposed", event.row[6])
        return at
    at = evening(told, event.chance) if told > FIRST + timedelta(days=20) else office(told, event.chance)
    leader = next(team[7] for team in read_rows("teams.txt") if event.row[6] == f"team:{team[0]}")
    event.draft.add(at, "proposed", who(leader).id, whose=event.row[6])
    return at


def _fill(book: Book, crowd: Crowd, event: Event, opened: datetime) -> None:
    capacity = event.draft.head["capacity"]
    last = min(event.starts, moment(LAST, 20, 0), *([opened + timedelta(days=3)] if "wait" in event.words else []))
    last -= timedelta(hours=20) * bool({"rain", "cancel"} & set(event.words))
    people = crowd.gather(
        event.row[6],
        event.row[2],
        opened.date(),
        event.starts.date(),
        int(event.ways.get("s", "0")),
        capacity,
        event.chance,
    )
    people += crowd.pupils(opened.date()) if "pupils" in event.words else []
    times = sorted(_between(opened, last, event.chance) for _ in people)
    room = capacity
    for n, (person, at) in enumerate(zip(people, times, strict=True), 1):
        party = (
            2
            if event.row[3] == "family" and event.chance.random() < 0.3 and room > 2 and "wait" not in event.words
            else None
        )
        if room < (party or 1):
            break
        room -= party or 1
        seat = Seat(f"c{n}", person, at, crowd.fate(person, event.starts.date(), event.chance), party)
        event.seats.append(seat)
        _sign_up(book, event, seat)


def _between(start: datetime, end: datetime, chance: random.Random) -> datetime:
    minutes = max(30, int((end - start).total_seconds() // 60) - 120)
    at = start + timedelta(minutes=chance.randint(5, minutes))
    if 7 <= at.hour < 23:
        return at
    return max(start + timedelta(minutes=3), min(at.replace(hour=21), end - timedelta(minutes=90)))


def _sign_up(book: Book, event: Event, seat: Seat) -> None:
    team = seat.person.team_on(seat.at.date())
    young = seat.person.rank == "u"
    told = {"claim": seat.claim, "party": seat.party, "team": team if young or event.chance.random() < 0.5 else None}
    if young or (8 <= seat.at.hour < 18 and seat.at.weekday() < 6 and event.chance.random() < 0.55):
        event.draft.add(seat.at, "signed_up", event.post, whose=seat.person.id, **told)
    else:
        event.draft.add(seat.at, "signed_up", seat.person.id, **told, source_issue=book.issue(seat.at.date()))


def _finish(event: Event) -> None:
    for word in event.words:
        if word in TURNS:
            TURNS[word](event)
            return
    hold(event, event.starts, event.ends)


def _stories(event: Event) -> list[str]:
    names = {
        "rain": "action-rained-off-and-moved",
        "cancel": "action-cancelled",
        "cut": "action-cut-short",
        "wait": "action-waiting-list",
        "unreported": "action-not-reported",
        "full": "action-full",
        "declined": "action-declined",
        "proposed": "action-proposed",
        "pupils": "action-with-pupils",
    }
    found = [names[word] for word in event.words if word in names]
    fates = (
        {seat.fate for seat in event.seats} if event.draft.history[-1]["event"] in ("reported", "disputed") else set()
    )
    return (
        found
        + [f"action-with-{fate}" for fate in sorted(fates) if fate in ("absent", "excused")]
        + (["action-guests"] if "g" in event.ways else [])
    )
