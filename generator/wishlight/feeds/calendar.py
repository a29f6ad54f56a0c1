"""Calendars of actions (iCalendar, RFC 5545): the whole board's and each community's, for the calendar on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from wishlight.drafts import Basis, Bundle, Draft
from wishlight.feeds.zone import describe_zone
from wishlight.pages.action_cards import list_actions
from wishlight.pages.addresses import address_of
from wishlight.pages.areas import read_totals
from wishlight.pages.context import Context, list_outlines
from wishlight.pages.follow import CALENDAR, FILES, board_name, site_address
from wishlight.pages.formats import clean_text
from wishlight.pages.links import page_root, root_of
from wishlight.pages.watch import name_given, name_records
from wishlight.records.fold import ActionState
from wishlight.records.model import Record

CHANGES = ("rescheduled", "postponed", "cut_short", "cancelled", "amended", "redacted", "annulled")
"""Entries after which a calendar that has the action already must take the new version."""

GONE = ("cancelled", "postponed")
"""A postponed action has no time, so a calendar strikes it out until it has one again."""

HIDDEN = ("proposed", "declined")
KEPT = timedelta(days=92)
"""How long an action stays in the calendar; counted from the month's first day, so that it changes by months, not by days."""

_END = b"END:VCALENDAR\r\n"

Pair = tuple[Record, ActionState]


def make_calendars(context: Context) -> Iterator[tuple[str, bytes]]:
    """Every calendar as its path and bytes."""
    return ((file.path, file.make()) for file in plan_calendars(context, "").make())


def plan_calendars(context: Context, made_from: str) -> Bundle:
    """The board's calendar beside the list of actions, and each community's beside its page, in each language. `made_from` names program and settings."""
    return Bundle(partial(_plan_all, context, made_from), Basis("calendars", partial(_name_all, context, made_from), set()))


def _name_all(context: Context, made_from: str, seen: Iterable[str]) -> str:
    """The short name of everything that decides what calendars there are and what they say. They look at no record besides."""
    recent, areas = _list_recent(context), [*read_totals(context)]
    return name_given(made_from, areas, _find_first(context), context.year, recent, name_records(context.folded, [*recent, *seen]))


def _plan_all(context: Context, made_from: str) -> Iterator[Draft]:
    shown = _list_shown(context)
    totals = read_totals(context)
    communities = [area.id for area in context.board.areas.values() if area.level == "community" and area.id in totals]
    places: dict[str, list[Pair]] = {}
    for pair in shown:
        places.setdefault(context.board.area_at(pair[0].head["area"], "community") or "", []).append(pair)
    for lang in context.languages:
        root, name = root_of(lang, context.languages), board_name(context.board, lang)
        yield _plan_one(context, f"{root}actions/{FILES[CALENDAR]}", shown, name, lang, made_from)
        for area in communities:
            title = context.words[lang]("feeds.of", part=context.board.name_of("areas", area, lang), name=name)
            yield _plan_one(context, root + address_of(area) + FILES[CALENDAR], places.get(area, []), title, lang, made_from)


def _plan_one(context: Context, path: str, actions: list[Pair], name: str, lang: str, made_from: str) -> Draft:
    given = name_given(made_from, path, context.year, name_records(context.folded, [record.id for record, _ in actions]))
    return Draft(path, partial(write_calendar, context, actions, name, lang), given)


def write_calendar(context: Context, actions: Iterable[Pair], name: str, lang: str) -> bytes:
    """The calendar's bytes; the same actions give the same bytes."""
    actions, title = list(actions), context.words[lang]("feeds.calendar.title", name=name)
    made = Calendar()
    made.add("prodid", "-//Wishlight//Actions//" + lang.upper())
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        made.add(key, title)
    made.add("x-wr-timezone", context.board.zone.key)
    years = [state.starts.year for _, state in actions] or [context.year]
    made.add_component(describe_zone(context.board.zone.key, min(years) - 1, max(years) + 1))
    head, end, _ = made.to_ical().rpartition(_END)
    # One event after the other: the objects of a district's thousands of actions would take a third of a gigabyte.
    return b"".join((head, *(_make_event(context, record, state, lang).to_ical() for record, state in actions), end))


def _find_first(context: Context) -> date:
    """The day from which on actions stay in the calendar."""
    return context.as_of.replace(day=1) - KEPT


def _list_recent(context: Context) -> list[str]:
    """The ids of actions that a calendar may tell of, by id."""
    since = _find_first(context).isoformat()
    return [id for id, outline in list_outlines(context, "action") if outline.end >= since]


def _list_shown(context: Context) -> list[Pair]:
    since = _find_first(context)
    recent = list_actions(context, among=_list_recent(context))
    return [(item.record, state) for item, state in recent if state.status not in HIDDEN and _is_shown(state, since)]


def _is_shown(state: ActionState, since: date) -> bool:
    return state.published_on is not None and state.ends.date() >= since


def _make_event(context: Context, record: Record, state: ActionState, lang: str) -> Event:
    words, head, board = context.words[lang], record.head, context.board
    title, own = clean_text(str(head["title"]), words), {"language": context.languages[0]}
    host = urlsplit(site_address(board)).hostname or "wishlight.invalid"
    changed = max(entry.at for entry in record.history if entry.event in ("published", *CHANGES))
    made = Event()
    made.add("uid", f"{record.id}@{host}")
    made.add("dtstamp", _in_utc(changed))
    made.add("last-modified", _in_utc(changed))
    made.add("sequence", sum(entry.event in CHANGES for entry in record.history))
    made.add("dtstart", state.starts)
    made.add("dtend", state.ends)
    gone = state.status in GONE
    made.add("status", "CANCELLED" if gone else "CONFIRMED")
    made.add("summary", words(f"feeds.calendar.{state.status}", title=title) if gone else title, parameters=own)
    made.add("location", words("feeds.calendar.place", place=clean_text(str(head["place"]), words), area=board.name_of("areas", head["area"], lang)))
    if head.get("story"):
        made.add("description", clean_text(str(head["story"]), words), parameters=own)
    made.add("categories", [board.name_of("action_categories", head["category"], lang)])
    if site_address(board):
        made.add("url", site_address(board) + page_root(path := address_of(record.id), lang, context.languages) + path)
    return made


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
