"""Wish cards to cut out, eight to an A4 page: one wish to take from the wall."""

from __future__ import annotations

from wishlight.pages.context import Context
from wishlight.paper.items import find_wish, list_open, make_item, name_area, split_pages
from wishlight.paper.sheet import Asked, Filled

TAKES = ("area", "id")
CARDS = 8


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """The open wishes of an area, or one wish."""
    items = [make_item(context, find_wish(context, asked.id), lang)] if asked.id else list_open(context, asked.area, lang)
    name = name_area(context, asked.area, lang)
    title = context.words[lang]("paper.cards.title", area=items[0].short if asked.id else name)
    about = items[0].id if asked.id else asked.area or "all"
    return Filled(about, title, {"pages": split_pages(items, CARDS)})
