"""Wish cards to cut out, eight to an A4 page: one wish to take from the wall."""

from __future__ import annotations

from wishlight.pages.context import Context
from wishlight.pages.fitting import measure, shorten
from wishlight.paper.items import Item, list_asked, name_area, split_pages
from wishlight.paper.sheet import Asked, Filled

TAKES = ("area", "id")
CARDS = 8
TITLE_LINE = 30
"""Half signs in a line of a card's title."""
STORY_LINE = 32
STORY_LINES = 6
"""Lines of a story below a title of one line; each more line of the title takes one and a half."""


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """The open wishes of an area, or one wish."""
    items = [cut_story(item) for item in list_asked(context, asked.area, asked.id, lang)]
    name = name_area(context, asked.area, lang)
    title = context.words[lang]("paper.cards.title", area=items[0].short if asked.id else name)
    about = items[0].id if asked.id else asked.area or "all"
    return Filled(about, title, {"pages": split_pages(items, CARDS)})


def cut_story(item: Item) -> Item:
    """A wish with as much of its story as its card has room for."""
    more = max(0, -(-measure(item.title) // TITLE_LINE) - 1)
    return item._replace(story=shorten(item.story, STORY_LINE * (STORY_LINES - more - (more + 1) // 2)))
