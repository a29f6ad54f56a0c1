"""Which feeds there are: the board's, one an area, one a category of wishes, one a volunteer who agreed to have a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from typing import NamedTuple

from wishlight.feeds.atom import write_atom
from wishlight.feeds.entries import Feed, name_id, tell
from wishlight.feeds.jsonfeed import write_json
from wishlight.pages.addresses import LETTERS, address_of
from wishlight.pages.areas import read_totals
from wishlight.pages.context import Context, area_of, list_folded
from wishlight.pages.follow import ATOM, FILES, JSON, board_name, site_address
from wishlight.pages.given import read_awards
from wishlight.pages.happenings import Happening, list_happenings
from wishlight.pages.links import RECORDS, root_of
from wishlight.pages.person import WITH_PAGE
from wishlight.pages.wishfilters import Filter
from wishlight.records.fold import PersonState

MOST = 50
"""Entries in a feed, the newest; everything older stands on the site."""


class Channel(NamedTuple):
    """One feed before it is written: the page it stands beside, what it is called (empty: the board), what it tells."""

    page: str
    names: dict[str, str]
    told: Sequence[Happening]


def make_channels(context: Context) -> Iterator[tuple[str, bytes]]:
    """Every feed."""
    return write_channels(context, list_channels(context))


def write_channels(context: Context, channels: Iterable[Channel]) -> Iterator[tuple[str, bytes]]:
    """Some feeds in every language in which what they are about has a page."""
    for channel in channels:
        for lang in context.detail_languages if channel.page.startswith(RECORDS) else context.languages:
            path = root_of(lang, context.languages) + channel.page
            yield path + FILES[ATOM], write_atom(_make_feed(context, channel, lang, ATOM))
            if not channel.page:
                yield path + FILES[JSON], write_json(_make_feed(context, channel, lang, JSON))


def list_channels(context: Context) -> Iterator[Channel]:
    """All feeds, an empty one where nothing has happened yet; none where the site's address is unknown."""
    if not site_address(context.board):
        return
    told = list_happenings(context)
    yield Channel("", {}, told[:MOST])
    yield from _list_areas(context, told)
    yield from _list_categories(context, told)
    yield from _list_people(context, told)


def _list_areas(context: Context, told: Sequence[Happening]) -> Iterator[Channel]:
    found: dict[str, list[Happening]] = {id: [] for id in read_totals(context)}
    for one in told:
        for area in context.board.area_line(area_of(context, one.id)):
            if area.id in found and len(found[area.id]) < MOST:
                found[area.id].append(one)
    for id, chosen in found.items():
        yield Channel(address_of(id), {lang: context.board.name_of("areas", id, lang) for lang in context.languages}, chosen)


def _list_categories(context: Context, told: Sequence[Happening]) -> Iterator[Channel]:
    found: dict[str, list[Happening]] = {id: [] for id in context.board.lists.get("wish_categories", {})}
    open_ = set(found)
    for one in told:
        if not open_:
            break
        if LETTERS.get(one.id[:1]) == "wish" and (id := str(one.record.head["category"])) in open_:
            found[id].append(one)
            if len(found[id]) == MOST:
                open_.remove(id)
    for id, chosen in found.items():
        names = {lang: context.board.name_of("wish_categories", id, lang) for lang in context.languages}
        yield Channel(Filter("category", id, True).path, names, chosen)


def _list_people(context: Context, told: Sequence[Happening]) -> Iterator[Channel]:
    """A volunteer's wishes that came true: what their page lists, and nothing of where they will be."""
    awards = read_awards(context, "person")
    fulfilled: dict[str, list[int]] = {}
    for place, one in enumerate(told):
        if one.event == "fulfilled":
            fulfilled.setdefault(one.id, []).append(place)
    for folded in list_folded(context, "person"):
        state = folded.state
        if isinstance(state, PersonState) and state.name and state.scope in WITH_PAGE and not state.merged_into:
            done = {award.record for award in awards.get(state.person, []) if award.kind == "wish"}
            chosen = sorted(place for id in done for place in fulfilled.get(id, ()))[:MOST]
            yield Channel(address_of(state.person), dict.fromkeys(context.languages, state.name), [told[place] for place in chosen])


def _make_feed(context: Context, channel: Channel, lang: str, media: str) -> Feed:
    words, name = context.words[lang], board_name(context.board, lang)
    root = site_address(context.board) + root_of(lang, context.languages)
    entries = tuple(tell(context, one, lang) for one in channel.told)
    first = min(settings[0].since for settings in context.board.rules.history.values())
    # A feed in which nothing has happened is as old as the board's rules: any other day would change by itself.
    updated = max((entry.updated for entry in entries), default=datetime.combine(first, time(), context.board.zone))
    return Feed(
        id=name_id(context, lang, first, channel.page + FILES[ATOM]),
        lang=lang,
        title=words("feeds.of", part=channel.names[lang], name=name) if channel.names else name,
        note=words("feeds.note"),
        author=name,
        home=root + channel.page,
        own=root + channel.page + FILES[media],
        updated=updated,
        entries=entries,
    )
