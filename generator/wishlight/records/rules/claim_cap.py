"""A person holds no more open wishes than the board allows at the moment of each claim: fewer before the first confirmed delivery.

Rules claim_cap and newcomer_claim_cap. Teams are not capped: a firm may take a whole list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from wishlight.records.case import Case, Finding
from wishlight.records.context import Context

KINDS = ("wish",)
CARRIED = frozenset(("claimed", "pledged", "introduced"))


class Note(NamedTuple):
    """A claim's step: when it was recorded, what the claim is after it, whose it is, and the human behind them."""

    at: datetime
    carried: bool
    path: str
    n: int
    claim: str
    confirmed: bool
    holder: str
    person: str
    day: date


def note(case: Case, context: Context) -> Iterator[tuple[str, Note]]:
    """Each step under the name of who has the claim after it, and of who had it before."""
    path = case.record.path
    before: dict[str, str] = {}
    for move in case.moves:
        if move.person.startswith(("p:", "post:")):
            entry, after = move.entry, move.after
            person = context.person(move.person, entry.at.date())
            noted = Note(entry.at, after in CARRIED, path, entry.n, move.claim, after == "confirmed", move.person, person, entry.at.date())
            for name in dict.fromkeys((person, before.get(move.claim, person))):
                yield name, noted
            before[move.claim] = person


def check_notes(group: str, notes: Sequence[Note], context: Context) -> Iterator[Finding]:
    held: set[tuple[str, str]] = set()
    trusted = False
    for step, stays in _order(notes):
        key, mine = (step.path, step.claim), step.person == group
        before = key in held
        held.discard(key)
        trusted = trusted or (mine and step.confirmed)
        if mine and step.carried:
            held.add(key)
            if stays and not before:
                yield from _check_cap(step, len(held), trusted, context)


def _order(notes: Iterable[Note]) -> Iterator[tuple[Note, bool]]:
    """The steps of a board in the order in which they were recorded, each with whether its claim is still carried when that instant is over.

    Of one instant, the claims that end in it come before those that stay, so that what frees a place is counted before what takes one.
    The steps of one claim stay in the order of its file: put the other way round, one taken and given back at once would be held for ever.
    """
    for _, together in groupby(sorted(notes, key=_when), key=attrgetter("at")):
        steps = list(together)
        stays = {(step.path, step.claim): step.carried for step in steps}
        for step in sorted(steps, key=lambda step: stays[step.path, step.claim]):
            yield step, stays[step.path, step.claim]


def _when(step: Note) -> tuple[datetime, str, int]:
    return step.at, step.path, step.n


def _check_cap(step: Note, count: int, trusted: bool, context: Context) -> Iterator[Finding]:
    cap = context.rule("claim_cap" if trusted else "newcomer_claim_cap", step.day)
    if count > cap:
        yield Finding(step.path, ("history", step.n - 1, "claim"), {"person": step.holder, "count": count, "cap": cap})
