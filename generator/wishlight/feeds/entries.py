"""A happening in a language, as a feed says it."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from wishlight.pages.action_cards import name_weekday, show_hours
from wishlight.pages.addresses import address_of
from wishlight.pages.context import Context
from wishlight.pages.follow import site_address
from wishlight.pages.formats import clean_text, format_day, format_minutes, short_id
from wishlight.pages.happenings import Happening
from wishlight.pages.links import page_root
from wishlight.records.shape import parse_moment
from wishlight.words import Words

CATEGORIES = {"wish": "wish_categories", "action": "action_categories", "deed": "deed_categories"}


class Entry(NamedTuple):
    """One entry of a feed. `id` never changes; `url` is absolute; `tags` are (id, name)."""

    id: str
    url: str
    title: str
    text: str
    tags: tuple[tuple[str, str], ...]
    published: datetime
    updated: datetime


class Feed(NamedTuple):
    """A feed in a language. Addresses are absolute; `updated` is the newest entry's moment."""

    id: str
    lang: str
    title: str
    note: str
    author: str
    home: str
    own: str
    updated: datetime
    entries: tuple[Entry, ...]


def tell(context: Context, one: Happening, lang: str) -> Entry:
    """A happening in a language."""
    words, head, kind = context.words[lang], one.record.head, one.record.kind
    category = context.board.name_of(CATEGORIES[kind], head["category"], lang)
    parts = (*_say_details(context, one, lang), context.board.name_of("areas", head["area"], lang), category)
    hint = words("feeds.hint", code=short_id(one.record.id)) if kind == "wish" and one.event == "published" else ""
    story = clean_text(str(head.get("story", "")), words)
    return Entry(
        id=name_id(context, lang, one.entry.at.date(), f"{one.record.id}/{one.entry.n}"),
        url=site_address(context.board) + page_root(path := address_of(one.record.id), lang, context.languages) + path,
        title=words(f"feeds.event.{kind}.{one.event}", title=clean_text(str(head["title"]), words)),
        text="\n".join(line for line in (" · ".join(parts), _say_why(one, words), story, hint) if line),
        tags=((kind, words(f"feeds.kind.{kind}")), (head["category"], category)),
        published=one.entry.at,
        updated=one.updated,
    )


def name_id(context: Context, lang: str, day: date, name: str) -> str:
    """An id that stays when pages move: a tag of the site's host and a day (RFC 4151); each language has its own."""
    address = urlsplit(site_address(context.board))
    own = "" if lang == context.languages[0] else f"/{lang}"
    return f"tag:{address.hostname},{day.isoformat()}:{address.path.strip('/')}/{name}{own}"


def _say_details(context: Context, one: Happening, lang: str) -> tuple[str, ...]:
    words, head = context.words[lang], one.record.head
    if one.record.kind == "wish":
        return (words("pages.card.about", time=format_minutes(head["minutes"], words)),)
    if one.record.kind == "deed" or one.event == "postponed":
        return ()
    # A published action is told with its first time: a later one is an entry of its own.
    told = one.entry.data if one.event == "rescheduled" else head
    starts, ends = (parse_moment(told[name], context.board.zone) for name in ("starts", "ends"))
    when = words("pages.action.when", day=format_day(starts.date(), words), weekday=name_weekday(starts, words), hours=show_hours(starts, ends, words))
    return when, clean_text(str(head["place"]), words)


def _say_why(one: Happening, words: Words) -> str:
    why = one.entry.data.get("why", "")
    return words("feeds.why", why=clean_text(str(why), words)) if why else ""
