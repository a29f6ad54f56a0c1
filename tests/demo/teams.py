"""Records of teams."""

from __future__ import annotations

from datetime import timedelta

from .book import Book, Draft
from .cast import hall_of, station_letter, who
from .clock import day_of, dice, office
from .texts import read_rows


def tell_teams(book: Book) -> None:
    """Each team as it put its name down, and the day it was seen to be what it says."""
    for id, kind, area, joined, title, title_en, story, leader in read_rows("teams.txt"):
        day, chance = day_of(joined), dice(f"team/{id}")
        head = {
            "id": f"team:{id}",
            "title": title,
            "title_en": title_en,
            "story": story,
            "team_kind": kind,
            "area": area,
            "source_channel": "hall",
            "source_slip": book.slip(f"T{station_letter(area)}", day),
        }
        draft = Draft("team", head)
        at = office(day, chance).replace(hour=8)
        draft.add(at, "joined", hall_of(area), whose=who(leader).id)
        draft.add(at + timedelta(minutes=chance.randint(20, 80)), "verified", "post:m1")
        book.keep(draft)
