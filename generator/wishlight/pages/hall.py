"""The screen in the hall: open wishes, thanks and coming actions one after the other, for the board and for each community."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from wishlight.pages.action_cards import OPEN, list_coming, make_cards, open_actions
from wishlight.pages.addresses import address_of
from wishlight.pages.areas import read_totals, sort_inside
from wishlight.pages.codes import Code, code_of
from wishlight.pages.context import Context
from wishlight.pages.doors import pick
from wishlight.pages.fitting import shorten
from wishlight.pages.follow import board_name
from wishlight.pages.formats import clean_text, format_minutes, short_id
from wishlight.pages.page import Page
from wishlight.pages.render import make_page
from wishlight.pages.watch import Batch, Planned, Watch, name_given
from wishlight.pages.wishcards import Wish, list_live, open_wish
from wishlight.pages.wishsurvey import survey_wishes
from wishlight.records.board.model import Area

HALL = "hall/"
WISHES, THANKS, ACTIONS = 16, 8, 5
"""A round of more than twenty slides is longer than anyone waits for a turn at the desk."""
STORY = 120
"""Half signs of a story that are read from two metres."""


class Shown(NamedTuple):
    """A wish on the screen."""

    id: str
    short: str
    path: str
    title: str
    story: str
    meta: tuple[str, ...]
    since: date | None
    code: Code


class Thanks(NamedTuple):
    """A wish that came true."""

    path: str
    title: str
    day: date | None


class Door(NamedTuple):
    """A link to another hall's screen."""

    path: str
    name: str


class _Told(NamedTuple):
    """What a screen tells of, by id: wishes that wait, wishes that came true, actions to come."""

    waiting: list[str]
    done: list[str]
    coming: list[str]


def hall_path(area: str = "") -> str:
    """The screen of a community, or of the whole board."""
    return f"{HALL}{area}/" if area else HALL


def plan(context: Context, watch: Watch) -> Iterator[Batch]:
    """The board's screen and one a community, in each language."""
    yield Batch(partial(_plan_all, context, watch))


def _plan_all(context: Context, watch: Watch) -> Iterator[Planned]:
    totals = read_totals(context)
    communities = [area for area in context.board.areas.values() if area.level == "community" and area.id in totals]
    waiting = [(str(wish.record.head["area"]), wish.record.id) for wish in list_live(context) if wish.state.open_places]
    done = [(one.area, one.id) for one in sorted(survey_wishes(context).done, reverse=True)]
    coming = [(str(item.record.head["area"]), item.record.id) for item, state in list_coming(context) if state.status in OPEN]
    parts = ((waiting, WISHES), (done, THANKS), (coming, ACTIONS))
    everywhere = _Told(*([id for _, id in found[:most]] for found, most in parts))
    inside = [sort_inside(context.board, found, most) for found, most in parts]
    for area in (None, *communities):
        told = _Told(*(held.get(area.id, []) for held in inside)) if area else everywhere
        for lang in context.languages:
            make = partial(_make_one, area=area, communities=communities, told=told, lang=lang)
            yield watch.plan(hall_path(area.id if area else ""), lang, make, name_given(told, [one.id for one in communities]))


def _make_one(context: Context, *, area: Area | None, communities: list[Area], told: _Told, lang: str) -> Page:
    words, hall = context.words[lang], context.board.info.get("hall", {})
    place = context.board.name_of("areas", area.id, lang) if area else board_name(context.board, lang)
    values = {
        "wishes": [_show(context, open_wish(context, id), lang) for id in told.waiting],
        "thanks": [_thank(open_wish(context, id)) for id in told.done],
        "actions": list(make_cards(context, open_actions(context, told.coming), lang)),
        "year": context.year,
        "hall": {name: pick(hall.get(name, {}), lang) for name in ("name", "hours")},
        "doors": [door for door in _list_doors(context, communities, lang) if door.path != hall_path(area.id if area else "")],
    }
    title, path = words("pages.hall.title", place=place), hall_path(area.id if area else "")
    return make_page(context, lang, "hall", path, values, title=title, description=words("pages.hall.description"), section="wishes")


def _list_doors(context: Context, communities: list[Area], lang: str) -> list[Door]:
    whole = Door(hall_path(), context.words[lang]("pages.hall.whole"))
    return [whole, *(Door(hall_path(area.id), context.board.name_of("areas", area.id, lang)) for area in communities)]


def _thank(wish: Wish) -> Thanks:
    return Thanks(address_of(wish.record.id), str(wish.record.head["title"]), wish.state.fulfilled_on)


def _show(context: Context, wish: Wish, lang: str) -> Shown:
    words, head = context.words[lang], wish.record.head
    return Shown(
        id=wish.record.id,
        short=short_id(wish.record.id),
        path=address_of(wish.record.id),
        title=str(head["title"]),
        story=shorten(clean_text(str(head.get("story", "")), words), STORY),
        meta=(
            context.board.name_of("areas", head["area"], lang),
            words("pages.card.about", time=format_minutes(head["minutes"], words)),
            words(f"enums.place.{head['place']}"),
        ),
        since=wish.state.published_on,
        code=code_of(context, wish.record.id, lang),
    )
