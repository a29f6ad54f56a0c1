"""Wishes whose course is told step by step: everything that can happen to one, each at least once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from .book import Book, Draft
from .cast import volunteers, who
from .clock import LAST, day_of, moment
from .ledger import take
from .texts import read_rows
from .wish import read_flow, start_wish
from .wish_defaults import REDACTED

_NUMBERS = frozenset(("qty", "minutes", "cost_fen", "share_fen", "entry"))
_ENDED = frozenset(("released", "lapsed", "turned_down", "confirmed", "passed"))


def tell_wish_stories(book: Book) -> None:
    """Each story of stories.txt."""
    draft = None
    for row in read_rows("stories.txt"):
        if row[0].startswith("@"):
            draft = _open(book, row)
        elif draft is not None:
            _step(book, draft, row[0])
    for told in book.of("wish"):
        _remember(told)


def _open(book: Book, row: list[str]) -> Draft:
    name, cells = row[0].lstrip("@ "), ["story", *row[1:]]
    draft = start_wish(book, cells, read_flow(cells[8])[2])
    if cells[7] == "redact":
        draft.head["story"] = REDACTED
    if not cells[7]:
        draft.head.pop("story", None)
    return book.keep(draft, name)


def _step(book: Book, draft: Draft, line: str) -> None:
    day, time, event, actor, *pairs = line.split()
    columns: dict[str, Any] = {}
    for pair in pairs:
        key, _, value = pair.partition("=")
        columns[key] = _value(book, key, value)
    hour, minute = time.split(":")
    at = moment(full_day(day), int(hour), int(minute))
    draft.add(
        at,
        event,
        actor_of(actor),
        **({"source_issue": book.issue(at.date())} if event == "claimed" and actor[0] == "@" else {}),
        **columns,
    )


def _value(book: Book, key: str, value: str) -> Any:
    if key == "helpers":
        return [actor_of(name) for name in value.split(",")]
    if key == "on":
        return full_day(value)
    if key in _NUMBERS:
        return int(value)
    if value[0] == "%":
        return book.stories[value[1:]]
    return book.refs[value[1:]] if value[0] == "&" else actor_of(value) if value[0] == "@" else value


def actor_of(name: str) -> str:
    """An actor as records write it."""
    if name.startswith("@"):
        return who(name[1:]).id
    return name if name in ("resident", "board") or name.startswith("team:") else f"post:{name}"


def full_day(text: str) -> date:
    """A month and day of the demo's year."""
    return day_of(f"{2025 if text >= '11-24' else 2026}-{text}")


def _remember(draft: Draft) -> None:
    """Write the story's claims into the ledger, so that ordinary wishes keep the caps too."""
    open_claims: dict[str, tuple[str, date]] = {}
    for row in draft.history:
        claim, at = row.get("claim"), datetime.fromisoformat(row["recorded_at"]).date()
        if row["event"] in ("claimed", "pledged", "accepted"):
            first = next(r for r in draft.history if r.get("claim") == claim)
            open_claims[claim] = (first.get("whose") or first["actor"], at)
        elif row["event"] == "transferred":
            _close(open_claims.pop(claim), at, False)
            open_claims[claim] = (row["to"], at)
        elif row["event"] in _ENDED and claim in open_claims:
            _close(open_claims.pop(claim), at, row["event"] == "confirmed")
    for held in open_claims.values():
        _close(held, LAST, False)


def _close(held: tuple[str, date], end: date, good: bool) -> None:
    person = next((p for p in volunteers().values() if p.id == held[0]), None)
    if person:
        take(person, held[1], end, good=good)
