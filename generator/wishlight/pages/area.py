"""A page for each area: its own figures, who to turn to, its open wishes, its actions and its deeds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from wishlight.pages.action_cards import list_coming, make_cards, open_actions
from wishlight.pages.addresses import address_of, digest_path, week_path
from wishlight.pages.areacharts import Months, choose_months, draw_months, draw_multiples, read_months
from wishlight.pages.areas import COLUMNS, list_children, make_line, read_totals, sort_inside
from wishlight.pages.context import Context
from wishlight.pages.deed_cards import list_deeds, open_deeds
from wishlight.pages.deed_cards import make_cards as make_deed_cards
from wishlight.pages.doors import pick
from wishlight.pages.follow import ATOM, CALENDAR, follow_part
from wishlight.pages.formats import count
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.watch import Batch, Planned, Watch, name_given
from wishlight.pages.wishcards import list_live, make_card, open_wish
from wishlight.records.board.model import Area

SHOWN = 9
"""Open wishes on an area's page; its list on the wall has the others."""

DEEDS = 6
"""Deeds on an area's page, the newest ones."""


class Crumb(NamedTuple):
    """An area above this one."""

    path: str
    name: str


class _Here(NamedTuple):
    """What the page of an area tells of: its figures and those of the areas right below it, ids of open wishes, of actions to come and of
    the newest deeds, whether more wishes are open, and the months of its communities.
    """

    row: Mapping[str, Any]
    below: dict[str, Mapping[str, Any]]
    wishes: list[str]
    more: bool
    actions: list[str]
    deeds: list[str]
    communities: list[str]
    months: Months


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """One page an area and language."""
    yield Batch(partial(_plan_all, context, watch))


def _plan_all(context: Context, watch: Watch) -> Iterator[Planned]:
    totals, months = read_totals(context), read_months(context)
    wishes = sort_inside(context.board, ((str(wish.record.head["area"]), wish.record.id) for wish in list_live(context) if wish.state.open_places), SHOWN + 1)
    actions = sort_inside(context.board, ((str(item.record.head["area"]), item.record.id) for item, _ in list_coming(context)))
    deeds = sort_inside(context.board, ((outline.area, id) for id, outline in list_deeds(context)), DEEDS)
    inside = sort_inside(context.board, ((id, id) for id, area in context.board.areas.items() if area.level == "community"))
    for area in context.board.areas.values():
        if area.id in totals:
            communities = inside.get(area.id, [])
            open_here = wishes.get(area.id, [])
            here = _Here(
                totals[area.id],
                {child.id: totals[child.id] for child in list_children(context, area.id) if child.id in totals},
                open_here[:SHOWN],
                len(open_here) > SHOWN,
                actions.get(area.id, []),
                deeds.get(area.id, []),
                communities,
                choose_months(months, communities),
            )
            for lang in context.languages:
                yield watch.plan(address_of(area.id), lang, partial(_make_one, area=area, here=here, lang=lang), name_given(here))


def _make_one(context: Context, *, area: Area, here: _Here, lang: str) -> Page:
    words = context.words[lang]
    name = context.board.name_of("areas", area.id, lang)
    values = {
        "name": name,
        "above": [
            Crumb(address_of(one.id), context.board.name_of("areas", one.id, lang))
            for one in reversed(context.board.area_line(area.id)[1:])
        ],
        "area": area,
        "digest": digest_path(area.id) if area.level == "grid" else "",
        "week": week_path(area.id),
        "row": here.row,
        "facts": _say_facts(context, area, here.row, lang),
        "drawing": draw_months(here.months, here.communities, words),
        "multiples": draw_multiples(context.board, here.months, here.communities, words) if len(here.communities) > 1 else [],
        "columns": [words(f"pages.area.{column}") for column in COLUMNS],
        "lines": [make_line(context, child, here.below, lang) for child in here.below],
        "cards": [make_card(context, open_wish(context, id), lang) for id in here.wishes],
        "more": here.more,
        "actions": list(make_cards(context, open_actions(context, here.actions), lang)),
        "deeds": list(make_deed_cards(context, open_deeds(context, here.deeds), lang)),
        "posts": [
            pick(post.names, lang)
            for post in context.board.posts.values()
            if post.area == area.id and post.duty in ("grid", "hall")
        ],
        "hours": pick(context.board.info.get("hall", {}).get("hours", {}), lang),
    }
    return make_page(
        context,
        lang,
        "area",
        address_of(area.id),
        values,
        title=name,
        description=words("pages.area.description", name=name),
        section="areas",
        follow=follow_part(
            context, lang, address_of(area.id), name, ATOM, *([CALENDAR] if area.level == "community" else [])
        ),
    )


def _say_facts(context: Context, area: Area, row: Mapping[str, Any], lang: str) -> str:
    """One line below the name: level, households, volunteers, and how long a wish takes here as a rule."""
    words = context.words[lang]
    said = [words(f"enums.level.{area.level}")]
    if area.households:
        said.append(count(words, "pages.area.households", area.households))
    if row["volunteers"]:
        said.append(count(words, "pages.area.volunteers", row["volunteers"]))
    if row["median_days"] is not None:
        said.append(count(words, "pages.area.median", row["median_days"]))
    return words("pages.comma").join(said)
