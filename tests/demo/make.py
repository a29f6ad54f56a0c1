"""All files of the demo, from the texts and the seed alone."""

from __future__ import annotations

from .actions import tell_actions
from .book import Book
from .cast import volunteers
from .deeds import tell_deeds
from .people import tell_people, write_roles
from .reports import tell_reports
from .teams import tell_teams
from .wish_stories import tell_wish_stories
from .wishes import tell_wishes

INDEX = "tests/demo/INDEX"


def make_book() -> Book:
    """The whole demo, told from the beginning."""
    volunteers.cache_clear()
    book = Book()
    tell_people(book)
    tell_teams(book)
    tell_actions(book)
    tell_deeds(book)
    tell_wish_stories(book)
    tell_wishes(book)
    tell_reports(book)
    return book


def make_files(book: Book) -> dict[str, str]:
    """Path and text of every file that the script owns."""
    return {**book.files(), "site_config/roles.yml": write_roles(), INDEX: write_index(book)}


def write_index(book: Book) -> str:
    """Each story's name and the record that tells it."""
    lines = (f"{name:<36} {id}" for name, id in sorted(book.stories.items()))
    return "# Where each story of the demo is told: its name, and the record's id.\n" + "\n".join(lines) + "\n"
