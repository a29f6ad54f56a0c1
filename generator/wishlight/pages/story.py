"""Stories: fulfilled wishes whose helper left a few words. Which ones are told follows from a rule, not from anyone's taste.

A wish is told when it was fulfilled without ever being reopened, its category is not sensitive, nobody called back said that
it was not solved, and the note of its delivery is long enough to tell something. The newest stand first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, list_outlines
from wishlight.pages.people import Called, call_actor, call_team
from wishlight.pages.wishcards import open_wish
from wishlight.records.fold import WishState, run_history
from wishlight.records.model import Record

LEAST_SIGNS = 18
"""A shorter note is a remark and not a story."""

TAKES_AWAY = ("reopened", "appealed", "redacted", "questioned")
"""A record with one of these is left in peace."""


class Chosen(NamedTuple):
    """A wish whose story is told: the note, and who delivered when."""

    record: Record
    note: str
    person: str
    team: str | None
    day: date


class Story(NamedTuple):
    """A story in a language."""

    path: str
    title: str
    story: str
    note: str
    who: Called
    team: Called | None
    day: date
    area: str
    category: str


def choose_stories(context: Context) -> Iterator[Chosen]:
    """The stories of the board, the newest first."""
    done = sorted(((outline.done, id) for id, outline in list_outlines(context, "wish") if outline.status == "fulfilled"), reverse=True)
    return (chosen for _, id in done if (chosen := _choose(context, *open_wish(context, id))))


def _choose(context: Context, record: Record, state: WishState) -> Chosen | None:
    if state.status != "fulfilled" or state.fulfilled_on is None or _is_sensitive(context, record):
        return None
    run = run_history(record)
    spoiled = any(e.event in TAKES_AWAY or e.data.get("solved") == "no" for e in run.entries)
    delivered = [e for e in run.entries if e.event == "delivered" and len(str(e.data.get("note", ""))) >= LEAST_SIGNS]
    if spoiled or not delivered:
        return None
    told = delivered[-1]
    claim = next((claim for claim in state.claims if claim.claim == told.claim), None)
    if claim is None or claim.state != "confirmed":
        return None
    return Chosen(record, str(told.data["note"]), claim.person, claim.team, state.fulfilled_on)


def _is_sensitive(context: Context, record: Record) -> bool:
    category = context.board.lists["wish_categories"].get(record.head["category"])
    return category is not None and category.extra.get("sensitive") == "yes"


def tell_stories(context: Context, chosen: Iterable[Chosen], lang: str) -> list[Story]:
    """The stories in a language."""
    return [_tell(context, one, lang) for one in chosen]


def _tell(context: Context, one: Chosen, lang: str) -> Story:
    head = one.record.head
    return Story(
        path=address_of(one.record.id),
        title=head["title"],
        story=head.get("story", ""),
        note=one.note,
        who=call_actor(context, one.person, lang),
        team=call_team(context, one.team, lang) if one.team else None,
        day=one.day,
        area=context.board.name_of("areas", head["area"], lang),
        category=context.board.name_of("wish_categories", head["category"], lang),
    )
