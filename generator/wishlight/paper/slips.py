"""Claim slips: the left part comes back to the hall, the right part is torn off and goes home with the volunteer."""

from __future__ import annotations

from wishlight.pages.context import Context
from wishlight.pages.formats import count
from wishlight.paper.items import Item, list_asked, name_area, split_pages
from wishlight.paper.sheet import Asked, Filled

TAKES = ("area", "id")
SLIPS = 3


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """A slip for each open wish of an area, or for one wish."""
    items = list_asked(context, asked.area, asked.id, lang)
    words = context.words[lang]
    slips = [(item, say_promise(context, item, lang)) for item in items]
    title = words("paper.slips.title", area=items[0].short if asked.id else name_area(context, asked.area, lang))
    about = items[0].id if asked.id else asked.area or "all"
    return Filled(about, title, {"pages": split_pages(slips, SLIPS)})


def say_promise(context: Context, item: Item, lang: str) -> str:
    """How long a claimer has, by the rule of the day for this kind of wish."""
    rule = f"deliver_days_{item.wish.record.head['kind'].replace('-', '_')}"
    return count(context.words[lang], "paper.any.promise", context.board.rules.at(rule, context.as_of))
