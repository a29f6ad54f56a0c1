"""The week of a grid: what came true, what is new, what waits, what is coming; and the same as a text for the neighbours' chat group.

The week is the last ISO week that was over before the board's day. A wish of a sensitive category stands at its community, so a
grid's text tells of its own wishes and of its community's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple, TypeVar

from wishlight.pages.action_cards import OPEN, list_coming, name_weekday, say_places, show_hours
from wishlight.pages.areas import read_totals
from wishlight.pages.context import Context, place_of, share
from wishlight.pages.follow import board_name, site_address
from wishlight.pages.formats import clean_text, count, format_day, format_days, format_minutes, short_id
from wishlight.pages.happenings import Happening, walk_back
from wishlight.pages.links import root_of
from wishlight.pages.wishcards import Wish, list_live
from wishlight.pages.wishfilters import Filter
from wishlight.records.board.model import Area

Item = TypeVar("Item")

MOST = 6
"""Lines under each heading: a longer message is not read to its end."""

AHEAD = timedelta(days=14)
"""How far ahead actions are told."""


class Week(NamedTuple):
    """An ISO week by its number, Monday and Sunday."""

    number: int
    first: date
    last: date


class _Week(NamedTuple):
    """What happened in a week, and what is open and coming now, by area and each with its number on the whole board."""

    week: Week
    told: dict[str, list[tuple[int, Happening]]]
    waiting: dict[str, list[tuple[int, Wish]]]
    coming: dict[str, list[tuple[int, list[str]]]]


def last_week(day: date) -> Week:
    """The last week that was over when the day began."""
    sunday = day - timedelta(days=day.isoweekday())
    return Week(sunday.isocalendar().week, sunday - timedelta(days=6), sunday)


class GridWeek(NamedTuple):
    """A grid's week in a language. `parts` are the lines of each part that has any; `path` is the grid's list on the wall."""

    area: Area
    week: Week
    place: str
    parts: dict[str, list[str]]
    waiting: list[Wish]
    path: str


def list_told(context: Context) -> list[Happening]:
    """What happened in the last week, the newest first."""
    week = last_week(context.as_of)
    return share(context, "week", lambda: [one for one in _walk_back_to(context, week.first) if one.at.date() <= week.last])


def _walk_back_to(context: Context, first: date) -> Iterator[Happening]:
    return takewhile(lambda one: one.at.date() >= first, walk_back(context))


def list_weeks(context: Context, lang: str) -> Iterator[GridWeek]:
    """The last week of every grid that was ever on the board."""
    week, totals = last_week(context.as_of), read_totals(context)
    waiting = [wish for wish in list_live(context) if wish.state.open_places]
    known = _Week(
        week,
        _by_place((place_of(context, one.id)[0], one) for one in list_told(context)),
        _by_place((str(wish.record.head["area"]), wish) for wish in waiting),
        _by_place(_list_coming(context, lang)),
    )
    for area in context.board.areas.values():
        if area.level == "grid" and area.id in totals:
            yield _tell(context, area, known, lang)


def _by_place(found: Iterable[tuple[str, Item]]) -> dict[str, list[tuple[int, Item]]]:
    """Things by their area, each with its number among all of them."""
    places: dict[str, list[tuple[int, Item]]] = {}
    for n, (place, item) in enumerate(found):
        places.setdefault(place, []).append((n, item))
    return places


def _pick(found: Mapping[str, list[tuple[int, Item]]], places: Iterable[str | None]) -> list[Item]:
    """The things of some areas, in their order among all."""
    inside = [pair for place in places if place is not None for pair in found.get(place, ())]
    return [item for _, item in sorted(inside, key=itemgetter(0))]


def _tell(context: Context, area: Area, known: _Week, lang: str) -> GridWeek:
    places = (area.id, area.parent)
    here, open_here = _pick(known.told, places), _pick(known.waiting, places)
    fresh = {one.id for one in here if one.event == "published"}
    parts = {
        "done": [_name(one, context, lang) for one in here if one.event == "fulfilled"],
        "new": [_ask(wish, context, lang) for wish in open_here if wish.record.id in fresh],
        "waiting": [_ask(wish, context, lang) for wish in open_here if wish.record.id not in fresh],
        "coming": [line for lines in _pick(known.coming, places) for line in lines],
    }
    name = context.board.name_of("areas", area.id, lang)
    shown = {part: lines for part, lines in parts.items() if lines}
    return GridWeek(area, known.week, name, shown, open_here, Filter("area", area.id, False).path)


def write_text(context: Context, told: GridWeek, lang: str) -> str:
    """The week as plain text, each part cut to what a group reads."""
    words = context.words[lang]
    parts = [[say_head(context, told, lang)]]
    parts += [_write_part(context, part, lines, lang) for part, lines in told.parts.items()] or [[words("feeds.digest.quiet")]]
    parts.append(_write_end(context, told, lang))
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def say_head(context: Context, told: GridWeek, lang: str) -> str:
    """Which board, which grid and which week this is."""
    words, week = context.words[lang], told.week
    return words("feeds.digest.head", name=board_name(context.board, lang), area=told.place, number=week.number, days=format_days(week.first, week.last, words))


def _write_part(context: Context, part: str, lines: list[str], lang: str) -> list[str]:
    words = context.words[lang]
    shown = [words("feeds.digest.line", text=line) for line in lines[:MOST]]
    rest = [count(words, "feeds.digest.more", len(lines) - MOST)] if len(lines) > MOST else []
    return [count(words, f"feeds.digest.{part}", len(lines)), *shown, *rest]


def _write_end(context: Context, told: GridWeek, lang: str) -> list[str]:
    words, address = context.words[lang], site_address(context.board)
    lines = [words("feeds.digest.claim", code=short_id(told.waiting[0].record.id))] if told.waiting else []
    if address:
        lines.append(words("feeds.digest.all", address=address + root_of(lang, context.languages) + told.path))
    return [*lines, words("feeds.digest.speak")]


def _name(one: Happening, context: Context, lang: str) -> str:
    words = context.words[lang]
    return words("feeds.digest.wish", title=clean_text(str(one.record.head["title"]), words), code=short_id(one.record.id))


def _ask(wish: Wish, context: Context, lang: str) -> str:
    words, head = context.words[lang], wish.record.head
    since = format_day(wish.state.published_on or context.as_of, words, context.year)
    title, time = clean_text(str(head["title"]), words), format_minutes(head["minutes"], words)
    return words("feeds.digest.ask", title=title, time=time, since=since, code=short_id(wish.record.id))


def _list_coming(context: Context, lang: str) -> list[tuple[str, list[str]]]:
    """(area, lines) of the actions of the next two weeks, soonest first."""
    words, found = context.words[lang], []
    for item, state in list_coming(context):
        if state.status in OPEN and state.starts.date() <= context.as_of + AHEAD:
            head = item.record.head
            day, hours = format_day(state.starts.date(), words, context.year), show_hours(state.starts, state.ends, words)
            title, place = (clean_text(str(head[name]), words) for name in ("title", "place"))
            when = words("pages.action.when", day=day, weekday=name_weekday(state.starts, words), hours=hours)
            text = words("feeds.digest.action", when=when, title=title, place=place, places=say_places(state, words))
            found.append((str(head["area"]), [text]))
    return found
