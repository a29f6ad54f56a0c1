"""The wish wall as an A4 sheet for a board in the hall or a stairwell: what is open, longest waiting first."""

from __future__ import annotations

from wishlight.pages.context import Context
from wishlight.paper.items import list_open, name_area, split_pages
from wishlight.paper.sheet import Asked, Filled

TAKES = ("area",)
ROWS = 8
"""Wishes on one page, each with a title that may take two lines and a code that a phone reads from arm's length."""


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """Open wishes of an area, page by page."""
    items = list_open(context, asked.area, lang)
    name = name_area(context, asked.area, lang)
    title = context.words[lang]("paper.wall.title", area=name)
    return Filled(asked.area or "all", title, {"pages": split_pages(items, ROWS), "n": len(items)})
