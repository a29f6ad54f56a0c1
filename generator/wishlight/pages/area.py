"""A page for each area: its own figures, who to turn to, its open wishes, its actions and its deeds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar

from wishlight.pages.action_cards import list_coming, make_cards
from wishlight.pages.addresses import address_of, digest_path, week_path
from wishlight.pages.areacharts import draw_months, draw_multiples
from wishlight.pages.areas import COLUMNS, list_children, make_line, read_totals
from wishlight.pages.context import Context
from wishlight.pages.deed_cards import list_deeds
from wishlight.pages.deed_cards import make_cards as make_deed_cards
from wishlight.pages.doors import pick
from wishlight.pages.follow import ATOM, CALENDAR, follow_part
from wishlight.pages.formats import count
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.wishcards import Wish, list_live, make_card
from wishlight.records.board.model import Area
from wishlight.records.fold import ActionState, DeedState
from wishlight.tables.folded import Folded

Item = TypeVar("Item")

SHOWN = 9
"""Open wishes on an area's page; its list on the wall has the others."""

DEEDS = 6
"""Deeds on an area's page, the newest ones."""


class Crumb(NamedTuple):
    """An area above this one."""

    path: str
    name: str


def make(context: Context) -> Iterator[Page]:
    """One page an area and language."""
    totals = read_totals(context)
    here = _Here(
        _sort_out(context, ((str(wish.record.head["area"]), wish) for wish in list_live(context) if wish.state.open_places)),
        _sort_out(context, ((str(pair[0].record.head["area"]), pair) for pair in list_coming(context))),
        _sort_out(context, ((str(pair[0].record.head["area"]), pair) for pair in list_deeds(context)), DEEDS),
    )
    for area in context.board.areas.values():
        if area.id in totals:
            for lang in context.languages:
                yield _make_one(context, area, totals, here, lang)


class _Here(NamedTuple):
    """What the pages of areas may tell of, by area: open wishes, actions to come, the newest deeds."""

    wishes: Mapping[str, list[Wish]]
    actions: Mapping[str, list[tuple[Folded, ActionState]]]
    deeds: Mapping[str, list[tuple[Folded, DeedState]]]


def _sort_out(context: Context, found: Iterable[tuple[str, Item]], most: int | None = None) -> dict[str, list[Item]]:
    """Things with their areas by each area that they are in, in the order given: the first ones of each."""
    inside: dict[str, list[Item]] = {}
    for place, item in found:
        for area in context.board.area_line(place):
            held = inside.setdefault(area.id, [])
            if most is None or len(held) < most:
                held.append(item)
    return inside


def _make_one(
    context: Context, area: Area, totals: Mapping[str, Mapping[str, Any]], here: _Here, lang: str
) -> Page:
    words = context.words[lang]
    name = context.board.name_of("areas", area.id, lang)
    inside = _list_inside(context, area.id)
    open_here = here.wishes.get(area.id, [])
    communities = [id for id in inside if context.board.areas[id].level == "community"]
    lines = [
        make_line(context, child.id, totals, lang) for child in list_children(context, area.id) if child.id in totals
    ]
    values = {
        "name": name,
        "above": [
            Crumb(address_of(one.id), context.board.name_of("areas", one.id, lang))
            for one in reversed(context.board.area_line(area.id)[1:])
        ],
        "area": area,
        "digest": digest_path(area.id) if area.level == "grid" else "",
        "week": week_path(area.id),
        "row": totals[area.id],
        "facts": _say_facts(context, area, totals[area.id], lang),
        "drawing": draw_months(context, communities, lang),
        "multiples": draw_multiples(context, communities, lang) if len(communities) > 1 else [],
        "columns": [words(f"pages.area.{column}") for column in COLUMNS],
        "lines": lines,
        "cards": [make_card(context, wish, lang) for wish in open_here[:SHOWN]],
        "more": len(open_here) > SHOWN,
        "actions": list(make_cards(context, here.actions.get(area.id, []), lang)),
        "deeds": list(make_deed_cards(context, here.deeds.get(area.id, []), lang)),
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


def _list_inside(context: Context, id: str) -> dict[str, None]:
    """An area and all below it, in the board's order."""
    return {area: None for area in context.board.areas if any(above.id == id for above in context.board.area_line(area))}


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
