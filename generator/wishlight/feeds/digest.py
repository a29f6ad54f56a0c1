"""The week of a grid as plain text, ready to paste into the neighbours' chat group.

The week is the last ISO week that was over before the board's day. A wish of a sensitive category stands at its community, so a
grid's text tells of its own wishes and of its community's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from wishlight.feeds.happenings import Happening, list_happenings
from wishlight.pages.action_cards import OPEN, is_coming, list_actions, name_weekday, say_places, show_hours
from wishlight.pages.addresses import digest_path
from wishlight.pages.areas import read_totals
from wishlight.pages.context import Context
from wishlight.pages.follow import board_name, site_address
from wishlight.pages.formats import clean_text, count, format_day, format_minutes, short_id
from wishlight.pages.links import root_of
from wishlight.pages.wishcards import Wish, list_wishes, sort_live
from wishlight.pages.wishfilters import Filter
from wishlight.records.board.model import Area

MOST = 6
"""Lines under each heading: a longer message is not read to its end."""

AHEAD = timedelta(days=14)
"""How far ahead actions are told."""

MARK = "\ufeff"
"""Says that the file is UTF-8 to browsers that open it from a disk, where no server says so."""


class Week(NamedTuple):
    """An ISO week by its number, Monday and Sunday."""

    number: int
    first: date
    last: date


class _Week(NamedTuple):
    """What happened in a week, and what is open and coming now, on the whole board."""

    week: Week
    told: list[Happening]
    waiting: list[Wish]
    coming: list[tuple[str, list[str]]]


def last_week(day: date) -> Week:
    """The last week that was over when the day began."""
    sunday = day - timedelta(days=day.isoweekday())
    return Week(sunday.isocalendar().week, sunday - timedelta(days=6), sunday)


def make_digests(context: Context) -> Iterator[tuple[str, bytes]]:
    """A text a grid and language."""
    week, totals = last_week(context.as_of), read_totals(context)
    told = [one for one in list_happenings(context) if week.first <= one.entry.at.date() <= week.last]
    waiting = [wish for wish in sort_live(list_wishes(context)) if wish.state.open_places]
    for lang in context.languages:
        coming = _list_coming(context, lang)
        for area in context.board.areas.values():
            if area.level == "grid" and area.id in totals:
                text = _write(context, area, _Week(week, told, waiting, coming), lang)
                yield root_of(lang, context.languages) + digest_path(area.id), (MARK + text).encode()


def _write(context: Context, area: Area, known: _Week, lang: str) -> str:
    words, places = context.words[lang], (area.id, area.parent)
    here = [one for one in known.told if one.record.head["area"] in places]
    done = [_name(one, context, lang) for one in here if one.event == "fulfilled"]
    open_here = [wish for wish in known.waiting if wish.record.head["area"] in places]
    fresh = {one.record.id for one in here if one.record.kind == "wish" and one.event == "published"}
    new = [_ask(wish, context, lang) for wish in open_here if wish.record.id in fresh]
    waiting = [_ask(wish, context, lang) for wish in open_here if wish.record.id not in fresh]
    actions = [line for place, lines in known.coming if place in places for line in lines]
    parts = [
        [_write_head(context, area, known.week, lang)],
        _write_part(context, "done", done, lang),
        _write_part(context, "new", new, lang),
        _write_part(context, "waiting", waiting, lang),
        _write_part(context, "coming", actions, lang),
        _write_end(context, area, open_here, lang),
    ]
    if not (done or new or waiting or actions):
        parts.insert(1, [words("feeds.digest.quiet")])
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _write_head(context: Context, area: Area, week: Week, lang: str) -> str:
    words = context.words[lang]
    first, last = format_day(week.first, words), format_day(week.last, words, week.first.year)
    place = context.board.name_of("areas", area.id, lang)
    return words("feeds.digest.head", name=board_name(context.board, lang), area=place, number=week.number, first=first, last=last)


def _write_part(context: Context, part: str, lines: list[str], lang: str) -> list[str]:
    words = context.words[lang]
    if not lines:
        return []
    shown = [words("feeds.digest.line", text=line) for line in lines[:MOST]]
    rest = [count(words, "feeds.digest.more", len(lines) - MOST)] if len(lines) > MOST else []
    return [count(words, f"feeds.digest.{part}", len(lines)), *shown, *rest]


def _write_end(context: Context, area: Area, waiting: list[Wish], lang: str) -> list[str]:
    words, address = context.words[lang], site_address(context.board)
    lines = [words("feeds.digest.claim", code=short_id(waiting[0].record.id))] if waiting else []
    if address:
        wall = address + root_of(lang, context.languages) + Filter("area", area.id, False).path
        lines.append(words("feeds.digest.all", address=wall))
    return [*lines, words("feeds.digest.speak")]


def _name(one: Happening, context: Context, lang: str) -> str:
    words = context.words[lang]
    return words("feeds.digest.wish", title=clean_text(str(one.record.head["title"]), words), code=short_id(one.record.id))


def _ask(wish: Wish, context: Context, lang: str) -> str:
    words, head = context.words[lang], wish.record.head
    since = format_day(wish.state.published_on or context.as_of, words, context.as_of.year)
    title, time = clean_text(str(head["title"]), words), format_minutes(head["minutes"], words)
    return words("feeds.digest.ask", title=title, time=time, since=since, code=short_id(wish.record.id))


def _list_coming(context: Context, lang: str) -> list[tuple[str, list[str]]]:
    """(area, lines) of the actions of the next two weeks, soonest first."""
    words, found = context.words[lang], []
    for item, state in list_actions(context):
        if state.status in OPEN and is_coming(state, context.as_of) and state.starts.date() <= context.as_of + AHEAD:
            head = item.record.head
            day, hours = format_day(state.starts.date(), words, context.as_of.year), show_hours(state.starts, state.ends, words)
            title, place = (clean_text(str(head[name]), words) for name in ("title", "place"))
            when = f"{day} {name_weekday(state.starts, words)} {hours}"
            text = words("feeds.digest.action", when=when, title=title, place=place, places=say_places(state, words))
            found.append((str(head["area"]), [text]))
    return found
