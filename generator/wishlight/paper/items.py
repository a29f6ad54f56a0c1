"""Wishes as paper tells them: the number to say, what is wanted, where, how long, and a code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from wishlight.pages.codes import Code, code_of
from wishlight.pages.context import Context, list_ids
from wishlight.pages.formats import clean_text, format_minutes, short_id
from wishlight.pages.wishcards import Wish, list_wishes, open_wish, sort_live
from wishlight.paper.sheet import NotPrintableError, name_board

T = TypeVar("T")


class Item(NamedTuple):
    """One wish on paper. `area` is as coarse as the record's own: a sensitive wish names the community only."""

    id: str
    short: str
    title: str
    story: str
    area: str
    time: str
    place: str
    meta: tuple[str, ...]
    code: Code
    wish: Wish


def make_item(context: Context, wish: Wish, lang: str) -> Item:
    """A wish as its sheets show it."""
    head, words = wish.record.head, context.words[lang]
    area = context.board.name_of("areas", head["area"], lang)
    time = words("pages.card.about", time=format_minutes(head["minutes"], words))
    place = words(f"enums.place.{head['place']}")
    extra = [words("enums.newcomer.yes")] if head.get("newcomer") == "yes" else []
    title, story = (clean_text(str(head.get(name, "")), words) for name in ("title", "story"))
    code = code_of(context, wish.record.id, lang)
    meta = (area, time, place, *extra)
    return Item(wish.record.id, short_id(wish.record.id), title, story, area, time, place, meta, code, wish)


def list_asked(context: Context, area: str | None, id: str | None, lang: str) -> list[Item]:
    """One wish by its number, otherwise all of an area, where it still asks for someone. Raises NotPrintableError where none does."""
    if not id:
        return list_open(context, area, lang)
    wish = find_wish(context, id)
    if not _asks(wish):
        status = context.words[lang](f"status.wish.{wish.state.status}")
        raise NotPrintableError("not-open", id=wish.record.id, status=status)
    return [make_item(context, wish, lang)]


def _asks(wish: Wish) -> bool:
    return wish.state.status == "open" and wish.state.open_places > 0


def list_open(context: Context, area: str | None, lang: str) -> list[Item]:
    """Open wishes of an area and of all in it, those that wait longest first. Raises NotPrintableError where there is none."""
    wishes = [w for w in sort_live(list_inside(context, area)) if _asks(w)]
    if not wishes:
        raise NotPrintableError("no-open", area=name_area(context, area, lang))
    return [make_item(context, wish, lang) for wish in wishes]


def list_inside(context: Context, area: str | None) -> list[Wish]:
    """Wishes of an area and of all areas in it; of the whole board without one. Raises NotPrintableError for an unknown area."""
    if area is None:
        return list_wishes(context, lambda _: True)
    if area not in context.board.areas:
        raise NotPrintableError("no-area", area=area, areas=", ".join(context.board.areas))
    inside = {id for id in context.board.areas if area in (above.id for above in context.board.area_line(id))}
    return list_wishes(context, lambda outline: outline.area in inside)


def name_area(context: Context, area: str | None, lang: str) -> str:
    """What people call an area; the board's name for the whole of it."""
    return context.board.name_of("areas", area, lang) if area else name_board(context, lang)


def find_wish(context: Context, id: str | None) -> Wish:
    """A wish by its number or the last six signs. Raises NotPrintableError where there is none, or more than one."""
    said = (id or "").upper()
    found = [one for one in list_ids(context, "wish") if said in (one, short_id(one))]
    if len(found) != 1:
        raise NotPrintableError("no-record", id=id)
    return open_wish(context, found[0])


def split_pages(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Items in pages of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]
