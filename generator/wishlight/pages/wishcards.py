"""A wish on a card: what is wanted, where, how long it takes, since when it waits, and what a filter may ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, list_outlines, share
from wishlight.pages.formats import fill, format_minutes, tag_day
from wishlight.pages.wishsurvey import survey_wishes
from wishlight.records.board.model import Board
from wishlight.records.fold import WishState
from wishlight.records.model import Record
from wishlight.tables.outline import Outline
from wishlight.words import Words

LIVE = ("open", "claimed", "delivered")
"""What stands on the wall; wishes that came to an end are found under their status."""


class Wish(NamedTuple):
    """A record with its state, both of a wish."""

    record: Record
    state: WishState


class Card(NamedTuple):
    """What a card says. `data` are the values that filters in the reader's browser look at; `late` names the step that is late;
    `asks` says that it can be claimed."""

    id: str
    path: str
    title: str
    story: str
    status: str
    late: str
    meta: tuple[str, ...]
    foot: Markup
    asks: bool
    data: tuple[tuple[str, str], ...]


def list_wishes(context: Context, choose: Callable[[Outline], bool]) -> list[Wish]:
    """The wishes that are chosen by their outline, by id. All at once would fill the memory."""
    return [open_wish(context, id) for id, outline in list_outlines(context, "wish") if choose(outline)]


def open_wish(context: Context, id: str) -> Wish:
    """A wish by its id. Raises TypeError where the id is not a wish's."""
    item = context.folded[id]
    if not isinstance(item.state, WishState):
        raise TypeError(id)
    return Wish(item.record, item.state)


def list_live(context: Context) -> list[Wish]:
    """What is on the wall, in its order."""
    return share(context, "live", lambda: sort_live(open_wish(context, id) for id in list_live_ids(context)))


def list_live_ids(context: Context) -> list[str]:
    """The ids of the same, as they come."""
    found = survey_wishes(context).by_status
    return [id for status in LIVE for _, id in found.get(status, ())]


def skill_of(board: Board, category: str) -> str:
    """The skill that wishes of a category ask for; empty where anyone can help."""
    choice = board.lists.get("wish_categories", {}).get(category)
    return choice.extra.get("skill", "") if choice else ""


def sort_live(wishes: Iterable[Wish]) -> list[Wish]:
    """What is on the wall: open wishes first, those that wait longest at the top; then those under way, by their deadline."""
    live = [wish for wish in wishes if wish.state.status in LIVE]
    return sorted(live, key=_wall_order)


def make_card(context: Context, wish: Wish, lang: str) -> Card:
    """The card of a wish in a language."""
    record, state = wish
    words, head, name = context.words[lang], record.head, context.board.name_of
    return Card(
        id=record.id,
        path=address_of(record.id),
        title=str(head["title"]),
        story=str(head.get("story", "")),
        status=state.status,
        late=state.next_step or "" if state.late_since else "",
        meta=(
            name("areas", head["area"], lang),
            words("pages.card.about", time=format_minutes(head["minutes"], words)),
            name("wish_categories", head["category"], lang),
            *([words("enums.newcomer.yes")] if head.get("newcomer") == "yes" else []),
        ),
        foot=_say_foot(wish, words, context.year),
        asks=state.open_places > 0,
        data=(
            ("category", head["category"]),
            ("area", " ".join(area.id for area in context.board.area_line(head["area"]))),
            ("minutes", str(head["minutes"])),
            ("kind", head["kind"]),
            ("place", head["place"]),
            ("skill", skill_of(context.board, head["category"])),
            ("status", state.status),
            ("beneficiary", head["beneficiary"]),
            ("newcomer", head.get("newcomer", "no")),
            ("since", _iso(state.published_on)),
            ("due", _iso(state.next_due)),
        ),
    )


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _wall_order(wish: Wish) -> tuple[int, str, str]:
    day = wish.state.published_on if wish.state.status == "open" else wish.state.next_due
    return LIVE.index(wish.state.status), _iso(day), wish.record.id


def _say_foot(wish: Wish, words: Words, year: int) -> Markup:
    state = wish.state
    if state.status in LIVE[1:] and state.late_since and state.next_due:
        return fill(words, "pages.card.foot.late", day=tag_day(state.next_due, words, year))
    day = (
        state.published_on
        if state.status == "open"
        else state.next_due
        if state.status in LIVE
        else state.fulfilled_on or state.ended_on
    )
    day = day or state.submitted_on
    return fill(words, f"pages.card.foot.{state.status}", day=tag_day(day, words, year)) if day else Markup("")
