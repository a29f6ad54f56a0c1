"""The first page: what is open now, what was done this month, and the three ways to take part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from wishlight.pages.action_cards import OPEN, list_coming
from wishlight.pages.action_cards import make_cards as make_action_cards
from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context, list_ids
from wishlight.pages.deed_cards import list_deeds, open_deeds
from wishlight.pages.deed_cards import make_cards as make_deed_cards
from wishlight.pages.doors import pick, read_hall
from wishlight.pages.follow import follow_board
from wishlight.pages.formats import fill, tag_day
from wishlight.pages.linked_data import describe_board
from wishlight.pages.overdue import list_late
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.wishcards import LIVE, Wish, list_live, make_card, open_wish
from wishlight.pages.wishfilters import MINUTES
from wishlight.pages.wishstory import name_claimers
from wishlight.pages.wishsurvey import survey_wishes
from wishlight.records.formlinks import form_link

SHOWN = 6
"""Wishes on the first page: those that have waited longest."""

WINDOWS = 72
"""Lit windows: the newest wishes, one window each; few enough to be drawn at once."""

DONE = 6
ACTIONS = 3
VOTES = ("proposed", "voting", "publicised")
"""Deeds on which residents can have their say now."""


class Done(NamedTuple):
    """A wish fulfilled this month."""

    path: str
    title: str
    says: Markup


def make(context: Context) -> Iterator[Page]:
    """One page a language."""
    live = list_live(context)
    waiting = [wish for wish in live if wish.state.open_places]
    newest = [open_wish(context, id) for id in list_ids(context, "wish")[-WINDOWS:]]
    late, done = sum(map(len, list_late(context).values())), _list_done(context)
    # of the times that someone may have, those within which there is something to do
    bands = [most for most in MINUTES if any(wish.record.head["minutes"] <= most for wish in waiting)]
    for lang in context.languages:
        words, info = context.words[lang], context.board.info
        name = pick(info.get("name", {}), lang)
        values = {
            "motto": pick(info.get("motto", {}), lang) or name,
            "windows": [_light(wish) for wish in newest],
            "open": sum(wish.state.open_places > 0 for wish in live),
            "under_way": sum(wish.state.status == "claimed" for wish in live),
            "overdue": late,
            "minutes": bands,
            "as_of": context.as_of,
            "cards": [make_card(context, wish, lang) for wish in waiting[:SHOWN]],
            "month": f"{context.as_of:%Y-%m}",
            "figures": _read_month(context),
            "done": [_say_done(context, wish, lang) for wish in done],
            "actions": _list_actions(context, lang),
            "deeds": make_deed_cards(
                context, open_deeds(context, [id for id, outline in list_deeds(context) if outline.status in VOTES][:ACTIONS]), lang
            ),
            "hall": read_hall(context, lang),
            "form": form_link(context.board, "wish"),
        }
        yield make_page(
            context,
            lang,
            "home",
            "",
            values,
            title=name,
            description=words("pages.home.description", name=name),
            section="home",
            follow=follow_board(context, lang),
            head=describe_board(context, lang),
        )


def _light(wish: Wish) -> str:
    if wish.state.status == "fulfilled":
        return "lit"
    if wish.state.status not in LIVE:
        return ""
    return "late" if wish.state.late_since else "" if wish.state.open_places else "half"


def _read_month(context: Context) -> Mapping[str, Any]:
    """This month's figures by name."""
    month = f"{context.as_of:%Y-%m}"
    return {row["figure"]: row["value"] for row in context.results["month_report"].dicts() if row["month"] == month}


def _list_done(context: Context) -> list[Wish]:
    """The wishes that were fulfilled last in this month."""
    month = f"{context.as_of:%Y-%m}"
    done = sorted(one for one in survey_wishes(context).done if one.day.startswith(month))
    return [open_wish(context, one.id) for one in done[::-1][:DONE]]


def _say_done(context: Context, wish: Wish, lang: str) -> Done:
    words = context.words[lang]
    who = name_claimers(context, [claim for claim in wish.state.claims if claim.confirmed_on], lang)
    day = tag_day(wish.state.fulfilled_on, words, context.as_of.year) if wish.state.fulfilled_on else ""
    area = context.board.name_of("areas", wish.record.head["area"], lang)
    return Done(
        address_of(wish.record.id),
        str(wish.record.head["title"]),
        fill(words, "pages.home.done_line", who=who, day=day, area=area),
    )


def _list_actions(context: Context, lang: str) -> list[Any]:
    coming = [pair for pair in list_coming(context) if pair[1].status in OPEN]
    return list(make_action_cards(context, coming[:ACTIONS], lang))
