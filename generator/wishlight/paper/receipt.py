"""The paper receipt a resident takes home: the number, what was asked, who moves next and by when. An A5 sheet without a name.

Not even that of a volunteer who agreed to be named: consent is for the board and can be withdrawn there, but not from a paper.
"""

from __future__ import annotations

from wishlight.pages.context import Context
from wishlight.pages.wishstory import list_steps, say_state
from wishlight.paper.items import find_wish, make_item
from wishlight.paper.sheet import Asked, Filled

TAKES = ("id!",)


def fill(context: Context, lang: str, asked: Asked) -> Filled:
    """The receipt of one wish."""
    wish = find_wish(context, asked.id)
    words = context.words[lang]
    values = {
        "item": make_item(context, wish, lang),
        "submitted_on": wish.state.submitted_on,
        "channel": context.board.name_of("channels", wish.record.head["source_channel"], lang),
        "slip": wish.record.head.get("source_slip", ""),
        "status": words(f"status.wish.{wish.state.status}"),
        "lead": say_state(context, wish.record, wish.state, lang, named=False),
        "steps": list_steps(wish.record, wish.state, words),
    }
    return Filled(wish.record.id, words("paper.receipt.title"), values, "A5 portrait")
