"""The list of actions: what comes, soonest first, and what was last."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.pages.action_cards import HELD, OPEN, is_coming, list_actions, make_cards
from wishlight.pages.actions_calendar import list_months, month_path
from wishlight.pages.context import Context
from wishlight.pages.follow import CALENDAR, follow_board, follow_part
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.records.formlinks import form_link

RECENT = 6
"""Past actions on the list; the others stand in the calendar, month by month."""


def make(context: Context) -> Iterator[Page]:
    """The list in each language."""
    actions = list_actions(context)
    coming = [pair for pair in actions if is_coming(pair[1], context.as_of)]
    past = [pair for pair in reversed(actions) if pair[1].status in HELD and pair not in coming]
    months = [(month, month_path(month)) for month in list_months(context)]
    for lang in context.languages:
        words = context.words[lang]
        values = {
            "open": make_cards(context, [pair for pair in coming if pair[1].status in OPEN], lang),
            "changed": make_cards(context, [pair for pair in coming if pair[1].status not in OPEN], lang),
            "past": make_cards(context, past[:RECENT], lang),
            "months": months[::-1],
            "propose": form_link(context.board, "action"),
        }
        follow = (*follow_part(context, lang, "actions/", words("pages.actions.title"), CALENDAR), *follow_board(context, lang)[:1])
        title, description = words("pages.actions.title"), words("pages.actions.description")
        yield make_page(context, lang, "actions", "actions/", values, title=title, description=description, section="actions", follow=follow)
