"""Addresses of the board's forms, prefilled; pages, feeds and posters link to them and know nothing else of a forge."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from wishlight.records.board.model import Board

HOSTS = {"github": "https://github.com"}
"""Where each forge's repositories stand."""

FORMS = (
    "wish",
    "claim",
    "sign-up",
    "release",
    "extend",
    "deliver",
    "confirm",
    "action",
    "attendance",
    "deed",
    "second",
    "progress",
    "join",
    "question",
)
"""Every form, in the order in which people are shown them. `intake/forms/` has one file for each."""

KEY = "record"
"""The id of the field that holds the record's id, in every form that is about a record."""

LIMIT = 2000
"""The longest address made: a longer one is refused by the forge (414) or cut by chat programs."""


def form_link(board: Board, form: str, **inputs: str) -> str | None:
    """The address of an empty form, with text fields filled: `form_link(board, "claim", record="W-260302-7K3FQM")`.

    Only fields that are typed into (input, textarea) may be given: the forge fills no choice and no tick box from an address.
    None where the board has no forge; then there is the hall, the telephone and the grid worker. An address that would grow too
    long comes without its inputs. Raises KeyError for a form that does not exist.
    """
    if form not in FORMS:
        raise KeyError(form)
    home = repository_link(board)
    if home is None:
        return None
    address = name_form(home, form)
    full = address + "".join(f"&{urlencode({name: value}, quote_via=quote)}" for name, value in inputs.items() if value)
    return full if len(full) <= LIMIT else address


def name_form(home: str, form: str) -> str:
    """The address of an empty form of the repository at `home`."""
    return f"{home}/issues/new?template={form}.yml"


def repository_link(board: Board) -> str | None:
    """The address of the board's repository on its forge; None without a forge."""
    host = HOSTS.get(str(board.info.get("forge", "none")))
    name = board.info.get("repository")
    return f"{host}/{name}" if host and name else None
