"""The address of a record's page below the language's root."""

from __future__ import annotations

from wishlight.records.store import month_of_id

LETTERS = {"W": "wish", "A": "action", "D": "deed"}


def digest_path(area: str) -> str:
    """Where the week of a grid stands as a text to paste into a chat."""
    return f"digest/{area}.txt"


def rich_path(area: str) -> str:
    """Where the week of a grid stands as a page with its styles inside, to paste into a public account."""
    return f"digest/{area}.html"


def week_path(area: str) -> str:
    """The page from which a grid's week is passed on: picture, text and rich text."""
    return f"week/{area}/"


def address_of(id: str) -> str:
    """Where the page of a wish, action, deed, person, team or area stands.

    People's ids carry a colon, which no file name on Windows may have.
    """
    prefix, colon, rest = id.partition(":")
    if colon:
        return f"team/{rest}/" if prefix == "team" else f"person/{rest.lower()}/"
    if id[1:2] == "-" and id[:1] in LETTERS:
        return f"{LETTERS[id[0]]}/{month_of_id(id)}/{id}/"
    return f"area/{id}/"
