"""Deeds: each row climbs the same ladder, from a neighbour's proposal to acceptance, as far as its flow says and with its own mishaps."""

from __future__ import annotations

from contextlib import suppress

from wishlight.records.ids import make_id

from .book import Book, Draft
from .cast import station_letter
from .clock import day_of, dice, moment, office_after
from .deed import Deed, EndOfStoryError
from .deed_steps import climb
from .texts import read_rows


def tell_deeds(book: Book) -> None:
    """All rows, in the order of their proposals."""
    for row in read_rows("deeds.txt"):
        deed = _start(book, row + [""] * (10 - len(row)))
        with suppress(EndOfStoryError):
            climb(deed)
        book.refs[row[0]] = deed.draft.id
        book.keep(deed.draft, *_stories(deed))


def _start(book: Book, row: list[str]) -> Deed:
    day, chance = day_of(row[1]), dice(f"deed/{row[0]}")
    flow = row[8].split()
    ways = dict(word.split("=", 1) for word in flow if "=" in word)
    notes = dict(part.split("=", 1) for part in row[9].split(";") if "=" in part)
    number = book.slip(f"D{station_letter(row[2])}", day)
    lines = [part.split(":") for part in row[6].split(";")]
    head = {
        "id": make_id("deed", day, f"slip/{number}"),
        "title": row[4],
        "story": row[5],
        "category": row[3],
        "area": row[2],
        "source_channel": "council" if "council" in ways.get("roll", "") else "hall",
        "source_slip": number,
        "budget": [{"line": line, "label": label, "fen": int(yuan) * 100} for line, label, yuan in lines],
    }
    return Deed(
        row,
        Draft("deed", head),
        chance,
        [w for w in flow if "=" not in w],
        ways,
        {k.strip(): v for k, v in notes.items()},
        office_after(day, moment(day, 7, 0), chance),
    )


def _stories(deed: Deed) -> list[str]:
    state = deed.draft.history[-1]["event"]
    names = {
        "fail": "deed-voted-down",
        "noquorum": "deed-vote-repeated",
        "over": "deed-over-budget",
        "failonce": "deed-inspection-failed-and-reworked",
        "defect": "deed-warranty-defect",
        "objection": "deed-objected",
    }
    found = [
        names[k] for k in (*deed.words, *deed.ways) if k in names and not (k == "noquorum" and "only" in deed.words)
    ]
    found += ["deed-vote-without-quorum"] if "only" in deed.words else []
    found += ["deed-residents-own-funds"] if deed.row[7].startswith("owners") and "," not in deed.row[7] else []
    ends = {
        "inspected": "deed-awaiting-acceptance",
        "declined": "deed-declined",
        "paused": "deed-paused",
        "cancelled": "deed-cancelled",
    }
    return found + ([ends[state]] if state in ends and "fail" not in deed.words else [])
