"""What a volunteer takes along: the wish, by when, what to bring, whom to ring, what to say, and how to report it."""

from __future__ import annotations

from wishlight.pages.context import Context
from wishlight.pages.fitting import shorten
from wishlight.paper.items import find_wish, make_item
from wishlight.paper.sheet import Asked, Filled, NotPrintableError, read_names
from wishlight.paper.slips import say_promise

TAKES = ("id!",)
RUNNING = ("open", "claimed")
"""Only before it is delivered does a wish need a brief."""
STORY = 240
"""Half signs of a story that the sheet has room for."""


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """The brief of one wish. Nothing in it says who the resident is: at a home visit the grid worker comes along."""
    wish = find_wish(context, asked.id)
    words, head = context.words[lang], wish.record.head
    if wish.state.status not in RUNNING:
        raise NotPrintableError("not-running", id=wish.record.id, status=words(f"status.wish.{wish.state.status}"))
    item = make_item(context, wish, lang)
    item = item._replace(story=shorten(item.story, STORY))
    keys = (f"paper.brief.bring.{head['kind']}", f"paper.brief.bring.{head['place']}", "paper.brief.bring.any")
    values = {
        "item": item,
        "due": wish.state.next_due if wish.state.status == "claimed" else None,
        "promise": say_promise(context, item, lang),
        "bring": [words(key) for key in keys if words(key)],
        "how": words(f"paper.brief.how.{head['place']}"),
        "hall": name_post(context, head["area"], "hall", lang),
        "grid": name_post(context, head["area"], "grid", lang),
    }
    return Filled(wish.record.id, words("paper.brief.title"), values)


def name_post(context: Context, area: str, duty: str, lang: str) -> str:
    """The nearest post of a duty, from an area upwards: an office, never the person in it. Empty where there is none."""
    for above in context.board.area_line(area):
        for post in context.board.posts.values():
            if post.area == above.id and post.duty == duty and post.holder_on(context.as_of):
                return read_names(post.names, lang)
    return ""
