"""The list of actions: what comes, soonest first, and what was last."""

from __future__ import annotations

from collections.abc import Iterator

from wishlight.pages.action_cards import HELD, OPEN, list_actions, list_coming, make_cards
from wishlight.pages.actions_calendar import list_months, month_path
from wishlight.pages.context import Context, list_outlines
from wishlight.pages.follow import CALENDAR, follow_board, follow_part
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.watch import name_kind
from wishlight.records.fold import ActionState
from wishlight.records.formlinks import form_link
from wishlight.tables.folded import Folded

RECENT = 6
"""Past actions on the list; the others stand in the calendar, month by month."""


def list_bases(context: Context) -> tuple[object, ...]:
    """The day, and all that actions say."""
    return context.as_of, name_kind(context, "action")


def make(context: Context) -> Iterator[Page]:
    """The list in each language."""
    coming, past = list_coming(context), _list_past(context)
    months = [(month, month_path(month)) for month in list_months(context)]
    for lang in context.languages:
        words = context.words[lang]
        values = {
            "open": make_cards(context, [pair for pair in coming if pair[1].status in OPEN], lang),
            "changed": make_cards(context, [pair for pair in coming if pair[1].status not in OPEN], lang),
            "past": make_cards(context, past, lang),
            "months": months[::-1],
            "propose": form_link(context.board, "action"),
        }
        follow = (*follow_part(context, lang, "actions/", words("pages.actions.title"), CALENDAR), *follow_board(context, lang)[:1])
        title, description = words("pages.actions.title"), words("pages.actions.description")
        yield make_page(context, lang, "actions", "actions/", values, title=title, description=description, section="actions", follow=follow)


def _list_past(context: Context) -> list[tuple[Folded, ActionState]]:
    """The actions that were last, the newest first."""
    today = context.as_of.isoformat()
    held = sorted(((outline.start, id) for id, outline in list_outlines(context, "action") if outline.status in HELD and outline.end < today), reverse=True)
    newest = [id for day, id in held if day >= held[min(RECENT, len(held)) - 1][0]]
    return list_actions(context, among=newest)[::-1][:RECENT]
